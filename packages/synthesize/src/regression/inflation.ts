import { cholesky, matrixFromRows } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import type { DesignTerm } from "./design.ts";
import type { RegressionResult } from "./regression-result.ts";

export interface InflationFactor {
  readonly label: string;
  /** How many times the variance is what it would be with unrelated moderators; the generalised factor for several coefficients. */
  readonly factor: number;
  /** factor^(1 / (2 m)) for m coefficients: comparable between terms, like the square root of a single factor. */
  readonly perCoefficient: number;
}

/**
 * Variance inflation factors of terms (Fox & Monette 1992): det(R_t) det(R_rest) / det(R), with R the correlations of the
 * coefficients without the intercept. A term of one coefficient has the ordinary factor.
 */
export function inflationFactors(
  result: RegressionResult,
  terms: readonly DesignTerm[],
): Result<readonly InflationFactor[]> {
  const places = result.coefficients.flatMap(({ name }, j) => (name === "intrcpt" ? [] : [j]));
  const correlations = (chosen: readonly number[]): number => {
    if (chosen.length === 0) return 1;
    const rows = chosen.map((i) =>
      chosen.map(
        (j) => result.covariance[i]![j]! / Math.sqrt(result.covariance[i]![i]! * result.covariance[j]![j]!),
      ),
    );
    const decomposition = cholesky(matrixFromRows(rows));
    return decomposition === null ? Number.NaN : Math.exp(decomposition.logDeterminant);
  };
  const whole = correlations(places);
  const factors = terms.flatMap(({ label, columns }) => {
    const own = places.filter((j) => columns.includes(result.columns[j]!));
    if (own.length === 0) return [];
    const factor = (correlations(own) * correlations(places.filter((j) => !own.includes(j)))) / whole;
    return [{ label, factor, perCoefficient: factor ** (1 / (2 * own.length)) }];
  });
  return factors.every(({ factor }) => Number.isFinite(factor))
    ? success(factors)
    : failure("collinear", "The moderators depend on each other too closely; drop one.");
}
