/** Summary ROC curves, the areas under them, and the HSROC parameters behind the bivariate model. */
import { integrate } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import { type BivariateResult, logistic } from "./bivariate.ts";

/**
 * Which line through the pooled logits is drawn as a curve (Arends et al. 2008; Chappell, Raab & Wardlaw 2009). `hsroc`: slope
 * sd(sens)/sd(fpr), that of the HSROC model of Rutter & Gatsonis; `sens-on-fpr`, `fpr-on-sens`: the two regressions;
 * `moses-littenberg`: from the regression of the logits' difference on their sum; `major-axis`: the long axis of the ellipse.
 */
export type SummaryCurveKind = "hsroc" | "sens-on-fpr" | "fpr-on-sens" | "moses-littenberg" | "major-axis";

export interface Hsroc {
  /** Lambda: the log diagnostic odds ratio where the curve is symmetric. */
  readonly accuracy: number;
  /** Theta: threshold of the mean study. */
  readonly threshold: number;
  /** beta: 0 for a symmetric curve. */
  readonly shape: number;
  readonly accuracyVariance: number;
  readonly thresholdVariance: number;
}

export interface SummaryCurve {
  readonly kind: SummaryCurveKind;
  /** logit(sensitivity) = intercept + slope logit(false positive rate). */
  readonly intercept: number;
  readonly slope: number;
  /** Sensitivity at a false positive rate. */
  readonly sensitivityAt: (falsePositiveRate: number) => number;
  /** The parameters of the hierarchical summary ROC model that correspond (Rutter & Gatsonis 2001; Harbord et al. 2007). */
  readonly hsroc: Hsroc;
}

type Fit = Pick<BivariateResult, "mean" | "between">;

function slopeOf(kind: SummaryCurveKind, a: number, c: number, b: number): number {
  switch (kind) {
    case "hsroc":
      return Math.sqrt(a / b);
    case "sens-on-fpr":
      return c / b;
    case "fpr-on-sens":
      return a / c;
    case "moses-littenberg":
      return (a + c) / (b + c);
    case "major-axis":
      return c === 0 ? (a > b ? Number.POSITIVE_INFINITY : 0) : (a - b + Math.hypot(a - b, 2 * c)) / (2 * c);
  }
}

/** Harbord et al. (2007, section 3.1); their second outcome is the logit of specificity, which has the other sign. */
function hsrocOf(mean: BivariateResult["mean"], a: number, c: number, b: number): Hsroc {
  const root = Math.sqrt(Math.sqrt(b / a));
  const [sens, spec] = [mean[0], -mean[1]];
  return {
    accuracy: root * sens + spec / root,
    threshold: 0.5 * (root * sens - spec / root),
    shape: 0.5 * Math.log(b / a),
    accuracyVariance: 2 * (Math.sqrt(a * b) - c),
    thresholdVariance: 0.5 * (Math.sqrt(a * b) + c),
  };
}

/** The summary ROC curve through the mean; a problem where the studies vary in one dimension only. */
export function summaryCurve({ mean, between }: Fit, kind: SummaryCurveKind = "hsroc"): Result<SummaryCurve> {
  if (between === null || !(between[0][0] > 0) || !(between[1][1] > 0)) {
    return failure(
      "no-curve",
      "Without variance of both figures between studies there is no curve; report the point.",
    );
  }
  const [a, c, b] = [between[0][0], between[0][1], between[1][1]];
  const slope = slopeOf(kind, a, c, b);
  if (!Number.isFinite(slope)) {
    return failure("no-curve", `The line of the kind "${kind}" is vertical here; choose the kind "hsroc".`);
  }
  const intercept = mean[0] - slope * mean[1];
  return success({
    kind,
    intercept,
    slope,
    // At the ends the logit is infinite; logistic(-Infinity) is 0, but 0 times Infinity must not enter.
    sensitivityAt: (f) =>
      logistic(
        slope === 0
          ? intercept
          : intercept +
              slope *
                (f <= 0
                  ? Number.NEGATIVE_INFINITY
                  : f >= 1
                    ? Number.POSITIVE_INFINITY
                    : Math.log(f / (1 - f))),
      ),
    hsroc: hsrocOf(mean, a, c, b),
  });
}

/** Area under the summary curve between two false positive rates, divided by their distance; by default the whole area. */
export function areaUnderCurve(
  { sensitivityAt }: Pick<SummaryCurve, "sensitivityAt">,
  from = 0,
  to = 1,
): Result<number> {
  if (!(from >= 0 && to <= 1 && from < to)) {
    return failure(
      "bad-range",
      `The false positive rates are ${from} to ${to}; give two numbers between 0 and 1, the smaller first.`,
    );
  }
  // The curve may be steep at its ends: in u with f = u^3 (10 - 15 u + 6 u^2) it is flat there.
  const at = (u: number): number => from + (to - from) * u * u * u * (10 + u * (6 * u - 15));
  const { value } = integrate((u) => sensitivityAt(at(u)) * 30 * u * u * (1 - u) ** 2, 0, 1, {
    relative: 1e-11,
    absolute: 1e-13,
  });
  return success(value);
}
