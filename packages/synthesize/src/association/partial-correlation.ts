/** Partial correlations from the t statistic of a regression coefficient (Aloe & Becker 2012). */
import { checkNumbers } from "../computed.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";

export interface RegressionT {
  readonly t: number;
  readonly n: number;
  /** Number of predictors in the model, the one of interest included. */
  readonly predictors: number;
}

const source = "Aloe & Becker 2012, J Educ Behav Stat 37:278; van Aert & Goos 2023";

function partialR(data: RegressionT): Result<number> {
  const broken = checkNumbers({ ...data }, { t: "finite", n: "positive", predictors: "positive" });
  if (broken !== null) return broken;
  const df = data.n - data.predictors - 1;
  if (df < 2) {
    return failure(
      "too-few-people",
      `${data.n} people and ${data.predictors} predictors leave ${df} degrees of freedom; at least 2 are needed.`,
    );
  }
  return { ok: true, value: data.t / Math.sqrt(data.t ** 2 + df) };
}

/** The partial correlation t / sqrt(t^2 + n - m - 1). */
export function partialCorrelation(data: RegressionT): Result<EffectSize> {
  const r = partialR(data);
  if (!r.ok) return r;
  return effectSize("PCOR", {
    yi: r.value,
    vi: (1 - r.value ** 2) ** 2 / (data.n - data.predictors),
    n: data.n,
    formula: "yi = r = t/sqrt(t^2 + n - m - 1); vi = (1 - r^2)^2/(n - m)",
    inputs: { t: data.t, n: data.n, m: data.predictors },
    source,
  });
}

/** Fisher's z of the partial correlation. */
export function partialCorrelationZ(data: RegressionT): Result<EffectSize> {
  const r = partialR(data);
  if (!r.ok) return r;
  return effectSize("ZPCOR", {
    yi: Math.atanh(r.value),
    vi: 1 / (data.n - data.predictors - 2),
    n: data.n,
    formula: "yi = atanh r; r = t/sqrt(t^2 + n - m - 1); vi = 1/(n - m - 2)",
    inputs: { t: data.t, n: data.n, m: data.predictors },
    source,
  });
}
