/** What was counted in an arm, or in a table whose margins are given: one observation of a canonical exponential family. */
import {
  centralLogDensity,
  type HypergeometricMargins,
  hypergeometricMoments,
  hypergeometricRange,
  logChoose,
  logGamma,
} from "@coppice/numeric";

/**
 * The log-likelihood of a cell at its linear predictor eta is `count` eta - b(eta) + constant. `binomial`: eta is a logit.
 * `poisson`: eta is a log mean, person-time included. `hypergeometric`: eta is a log odds ratio, `count` the events of arm 1.
 */
export type Cell =
  | { readonly kind: "binomial"; readonly count: number; readonly n: number }
  | { readonly kind: "poisson"; readonly count: number }
  | { readonly kind: "hypergeometric"; readonly count: number; readonly margins: HypergeometricMargins };

/** b and its first three derivatives, the cumulants of the count, written into `out` at `at`. */
export function cumulants(cell: Cell, eta: number, out: Float64Array, at: number): void {
  switch (cell.kind) {
    case "binomial": {
      const e = Math.exp(-Math.abs(eta));
      const rare = e / (1 + e);
      const p = eta > 0 ? 1 - rare : rare;
      const variance = cell.n * rare * (1 - rare);
      out[at] = cell.n * (Math.max(eta, 0) + Math.log1p(e));
      out[at + 1] = cell.n * p;
      out[at + 2] = variance;
      out[at + 3] = variance * (1 - 2 * p);
      return;
    }
    case "poisson": {
      const mean = Math.exp(eta);
      out[at] = mean;
      out[at + 1] = mean;
      out[at + 2] = mean;
      out[at + 3] = mean;
      return;
    }
    case "hypergeometric": {
      const { logNormaliser, mean, variance, thirdMoment } = hypergeometricMoments(cell.margins, eta);
      out[at] = logNormaliser;
      out[at + 1] = mean;
      out[at + 2] = variance;
      out[at + 3] = thirdMoment;
    }
  }
}

/** The part of the log-likelihood that does not depend on eta. */
export function logConstant(cell: Cell): number {
  switch (cell.kind) {
    case "binomial":
      return logChoose(cell.n, cell.count);
    case "poisson":
      return -logGamma(cell.count + 1);
    case "hypergeometric":
      return centralLogDensity(cell.margins, cell.count);
  }
}

export interface Saturated {
  /** The highest log-likelihood the cell can have. */
  readonly logLikelihood: number;
  /** The eta that gives it; infinite for a count at the end of its range. */
  readonly eta: number;
  /** Information about eta there; 0 where eta is infinite. */
  readonly information: number;
}

/** A cell fitted by a parameter of its own. */
export function saturated(cell: Cell): Saturated {
  const { count } = cell;
  const [low, high] =
    cell.kind === "binomial"
      ? [0, cell.n]
      : cell.kind === "poisson"
        ? [0, Number.POSITIVE_INFINITY]
        : hypergeometricRange(cell.margins);
  if (count <= low) return { logLikelihood: 0, eta: Number.NEGATIVE_INFINITY, information: 0 };
  if (count >= high) return { logLikelihood: 0, eta: Number.POSITIVE_INFINITY, information: 0 };
  const eta =
    cell.kind === "binomial"
      ? Math.log(count / (cell.n - count))
      : cell.kind === "poisson"
        ? Math.log(count)
        : conditionalLogOdds(count, cell.margins);
  const b = new Float64Array(4);
  cumulants(cell, eta, b, 0);
  return { logLikelihood: count * eta - b[0]! + logConstant(cell), eta, information: b[2]! };
}

/** The conditional maximum-likelihood estimate of one table, by Newton's method kept inside a bracket. */
function conditionalLogOdds(count: number, margins: HypergeometricMargins): number {
  let low = -40;
  let high = 40;
  let eta = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    const { mean, variance } = hypergeometricMoments(margins, eta);
    if (mean < count) low = eta;
    else high = eta;
    const newton = eta + (count - mean) / variance;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - eta) <= 1e-14 * Math.max(1, Math.abs(eta))) return next;
    eta = next;
  }
  return eta;
}
