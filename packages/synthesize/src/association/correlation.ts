/** Correlation coefficients of two continuous variables. */

import { hypergeometric2F1 } from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { badCorrelation } from "../problems.ts";
import { failure, type Result } from "../result.ts";

export interface Correlation {
  readonly r: number;
  readonly n: number;
}

function checkCorrelation({ r, n }: Correlation, least: number): ReturnType<typeof failure> | null {
  const wrong = badCorrelation(r);
  if (wrong !== null || n >= least) return wrong;
  return failure("too-few-people", `There are ${n} people; give at least ${least}.`);
}

/** The raw correlation; `varianceR` replaces r in the variance, for instance with an average over all studies. */
export function correlation(data: Correlation, varianceR?: number): Result<EffectSize> {
  const broken = checkCorrelation(data, 3);
  if (broken !== null) return broken;
  const { r, n } = data;
  const inVariance = varianceR ?? r;
  return effectSize("COR", {
    yi: r,
    vi: (1 - inVariance ** 2) ** 2 / (n - 1),
    n,
    formula: "yi = r; vi = (1 - r^2)^2/(n - 1)",
    inputs: { r, n, ...(varianceR === undefined ? {} : { "r in vi": varianceR }) },
    source: "Olkin & Pratt 1958, Ann Math Stat 29:201",
  });
}

/** The correlation corrected for its small-sample bias (Olkin & Pratt 1958, exact); `unbiased` does so for the variance too. */
export function unbiasedCorrelation(
  data: Correlation,
  variance: "large-sample" | "unbiased" = "large-sample",
): Result<EffectSize> {
  const broken = checkCorrelation(data, 5);
  if (broken !== null) return broken;
  const { r, n } = data;
  const rest = 1 - r * r;
  const g = r * hypergeometric2F1(0.5, 0.5, (n - 2) / 2, rest);
  const squareOfRho = 1 - ((n - 3) / (n - 2)) * rest * hypergeometric2F1(1, 1, n / 2, rest);
  return effectSize("UCOR", {
    yi: g,
    vi: variance === "unbiased" ? g * g - squareOfRho : (1 - g * g) ** 2 / (n - 1),
    n,
    formula: `yi = g = r 2F1(1/2, 1/2; (n-2)/2; 1-r^2); ${
      variance === "unbiased"
        ? "vi = g^2 - 1 + (n-3)/(n-2) (1-r^2) 2F1(1, 1; n/2; 1-r^2)"
        : "vi = (1 - g^2)^2/(n - 1)"
    }`,
    inputs: { r, n },
    source: "Olkin & Pratt 1958, Ann Math Stat 29:201; Hedges 1989",
  });
}

/** Fisher's (1921) z. */
export function fisherZ(data: Correlation): Result<EffectSize> {
  const broken = checkCorrelation(data, 4);
  if (broken !== null) return broken;
  return effectSize("ZCOR", {
    yi: Math.atanh(data.r),
    vi: 1 / (data.n - 3),
    n: data.n,
    formula: "yi = atanh r; vi = 1/(n - 3)",
    inputs: { r: data.r, n: data.n },
    source: "Fisher 1921, Metron 1:3",
  });
}
