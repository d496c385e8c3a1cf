/** Limit meta-analysis: the effect that infinitely precise studies would have, were effects to follow their standard errors. */

import { normalQuantile, normalUpper, sumBy, sumOf } from "@coppice/numeric";
import { poolRandom, type RandomOptions } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { badLevel, tooFewStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface LimitOptions {
  /**
   * Which estimate is adjusted: `beta0` (default), the expectation beta + tau alpha of a study without sampling error;
   * `betalim` and `mulim`, the mean of the limits of the studies with and without a bias term.
   */
  readonly adjustment?: "beta0" | "betalim" | "mulim";
  /** Estimator of tau2, or its value; default `REML`. */
  readonly tau2?: RandomOptions["tau2"];
  /** Default 0.95. */
  readonly level?: number;
}

export interface LimitMetaAnalysis {
  readonly adjustment: "beta0" | "betalim" | "mulim";
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Two-sided, normal. */
  readonly pValue: number;
  /** Intercept of the generalised radial plot: shift of the standardized effect by small-study effects. */
  readonly alpha: number;
  /** Its slope. */
  readonly beta: number;
  readonly tau2: number;
  /** Cochran's Q, and its two parts: explained by small-study effects, and the rest. */
  readonly q: number;
  readonly qSmallStudy: number;
  readonly qResidual: number;
  /** Share of the heterogeneity of the limits that small-study effects leave unexplained, 0 to 1; null when they do not vary. */
  readonly g2: number | null;
  /** Each study's effect were its precision infinite, in the order given. */
  readonly limits: readonly number[];
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly meanX: number;
  readonly sxx: number;
  readonly residual: number;
  readonly total: number;
}

/** Least squares line. */
function lineThrough(x: readonly number[], y: readonly number[]): Line {
  const k = x.length;
  const meanX = sumOf(x) / k;
  const meanY = sumOf(y) / k;
  const sxx = sumBy(x, (value) => (value - meanX) ** 2);
  const slope = sumBy(x, (value, i) => (value - meanX) * (y[i]! - meanY)) / sxx;
  const residual = sumBy(x, (value, i) => (y[i]! - meanY - slope * (value - meanX)) ** 2);
  const total = sumBy(y, (value) => (value - meanY) ** 2);
  return { intercept: meanY - slope * meanX, slope, meanX, sxx, residual, total };
}

/**
 * Rücker, Schwarzer, Carpenter, Binder & Schumacher (2011, Biostatistics 12:122): x_i = beta + sqrt(s_i^2 + tau2) (e_i + alpha),
 * fitted by the line through the generalised radial plot, its errors of variance 1. The limit of a study is
 * beta + tau / sqrt(s_i^2 + tau2) (x_i - beta).
 */
export function limitMetaAnalysis(
  effects: readonly Effect[],
  options: LimitOptions = {},
): Result<LimitMetaAnalysis> {
  const { adjustment = "beta0", tau2: method = "REML", level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const k = effects.length;
  if (k < 3) {
    return tooFewStudies(k, 3);
  }
  const pooled = poolRandom(effects, { tau2: method, tau2Interval: false });
  if (!pooled.ok) return pooled;
  const { tau2, q } = pooled.value;
  const tau = Math.sqrt(tau2);
  const precision = effects.map(({ vi }) => 1 / Math.sqrt(vi));
  const radial = effects.map(({ vi }) => 1 / Math.sqrt(vi + tau2));
  const line = lineThrough(
    radial,
    effects.map(({ yi }, i) => yi * radial[i]!),
  );
  const common = lineThrough(
    precision,
    effects.map(({ yi }, i) => yi * precision[i]!),
  );
  const { intercept: alpha, slope: beta } = line;
  if (!(common.sxx > 0 && line.sxx > 1e-24 * k * line.meanX ** 2) || !Number.isFinite(alpha + beta)) {
    return failure("no-spread", "All studies have the same standard error; use the pooled effect as it is.");
  }
  const limits = effects.map(({ yi }, i) => beta + tau * radial[i]! * (yi - beta));
  const limitLine = lineThrough(
    precision,
    limits.map((limit, i) => limit * precision[i]!),
  );
  const squares = sumBy(precision, (value) => value ** 2);
  const { estimate, se } = {
    beta0: {
      estimate: beta + tau * alpha,
      se: Math.sqrt(tau2 / k + (1 - tau * line.meanX) ** 2 / line.sxx),
    },
    betalim: { estimate: limitLine.slope, se: 1 / Math.sqrt(limitLine.sxx) },
    mulim: {
      estimate: sumBy(limits, (limit, i) => limit * precision[i]! ** 2) / squares,
      se: 1 / Math.sqrt(squares),
    },
  }[adjustment];
  const reach = normalQuantile((1 + level) / 2) * se;
  return success({
    adjustment,
    estimate,
    se,
    ciLow: estimate - reach,
    ciHigh: estimate + reach,
    pValue: 2 * normalUpper(Math.abs(estimate) / se),
    alpha,
    beta,
    tau2,
    q,
    qSmallStudy: Math.max(0, q - common.residual),
    qResidual: common.residual,
    g2: limitLine.total > 0 ? limitLine.residual / limitLine.total : null,
    limits,
  });
}
