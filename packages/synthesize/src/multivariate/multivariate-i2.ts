import { bilinear, matrix, rowOf, sumBy, sumOf } from "@coppice/numeric";
import type { MultivariateResult } from "./fitted-model.ts";
import { likelihoodAt } from "./marginal-likelihood.ts";

export interface MultivariateI2 {
  /** Per cent of the variance that is not sampling error. */
  readonly total: number;
  /** The share of each random term, in the order of `random`; a term with a variance for each level enters with their mean. */
  readonly terms: readonly number[];
  /** The "typical" sampling variance behind them. */
  readonly typicalVariance: number;
}

/**
 * Shares of the variance (Nakagawa & Santos 2012; Higgins & Thompson 2002, equation 9, for any V and moderators): sampling error
 * enters with the typical variance (k - p) / tr(P), P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1.
 */
export function multivariateI2(result: MultivariateResult): MultivariateI2 {
  const { data } = result.state;
  const { k, p, unit } = data.regression;
  const zero = data.terms.map(({ structure }) => matrix(structure.size, structure.size));
  const errorsOnly = likelihoodAt(data, zero, "REML");
  let trace = 0;
  if (errorsOnly !== null) {
    const { mq, covariance } = errorsOnly;
    const inverse = errorsOnly.inverseDiagonal();
    trace = sumBy(inverse, (own, i) => own - bilinear(rowOf(mq, i), covariance, rowOf(mq, i)));
  }
  const typicalVariance = trace > 0 ? ((k - p) / trace) * unit ** 2 : 0;
  const own = result.random.map(({ variances }) => sumOf(variances) / variances.length);
  const total = sumOf(own);
  const share = (variance: number): number =>
    total + typicalVariance === 0 ? 0 : (100 * variance) / (total + typicalVariance);
  return { total: share(total), terms: own.map(share), typicalVariance };
}
