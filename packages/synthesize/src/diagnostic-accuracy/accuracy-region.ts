/** Regions in ROC space around the pooled point, as outlines for figures. */

import { chiSquareQuantile, fQuantile } from "@coppice/numeric";
import { badLevel } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { type BivariateResult, logistic } from "./bivariate.ts";

export interface Region {
  /** Points of the ellipse, transformed to false positive rate and sensitivity, in order; the last joins the first. */
  readonly points: readonly { readonly falsePositiveRate: number; readonly sensitivity: number }[];
}

export interface RegionOptions {
  /** Default 0.95. */
  readonly level?: number;
  /** `chi-square`, or `F` with 2 and k - 2 degrees of freedom (Chew 1966; Harbord et al. 2007). Default `chi-square`. */
  readonly boundary?: "chi-square" | "F";
  /** Corners of the outline; default 180. */
  readonly points?: number;
}

/**
 * The confidence region of the summary point, or the prediction region in which the true point of a new study is expected: ellipses
 * of the logits (Reitsma et al. 2005; Harbord et al. 2007), which are none in ROC space.
 */
export function accuracyRegion(
  { k, mean, covariance, between }: Pick<BivariateResult, "k" | "mean" | "covariance" | "between">,
  kind: "confidence" | "prediction",
  { level = 0.95, boundary = "chi-square", points = 180 }: RegionOptions = {},
): Result<Region> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (kind === "prediction" && between === null) {
    return failure(
      "no-region",
      "A common-effect model has no prediction region; fit a random-effects model.",
    );
  }
  if (!(Number.isInteger(points) && points >= 3 && points <= 100_000)) {
    return failure("bad-points", `There are ${points} points; give a whole number from 3 to 100000.`);
  }
  if (boundary === "F" && k < 3) {
    return failure("too-few-studies", `${k} studies leave no degrees of freedom for F; use chi-square.`);
  }
  const extra = kind === "prediction" ? between : null;
  const va = covariance[0][0] + (extra?.[0][0] ?? 0);
  const vb = covariance[1][1] + (extra?.[1][1] ?? 0);
  const along = (covariance[0][1] + (extra?.[0][1] ?? 0)) / Math.sqrt(va);
  const across = Math.sqrt(Math.max(0, vb - along * along));
  const radius = Math.sqrt(boundary === "F" ? 2 * fQuantile(level, 2, k - 2) : chiSquareQuantile(level, 2));
  return success({
    points: Array.from({ length: points }, (_, i) => {
      const angle = (2 * Math.PI * i) / points;
      const [c, s] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      return {
        sensitivity: logistic(mean[0] + Math.sqrt(va) * c),
        falsePositiveRate: logistic(mean[1] + along * c + across * s),
      };
    }),
  });
}
