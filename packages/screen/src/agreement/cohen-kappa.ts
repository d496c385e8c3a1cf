import { normalQuantile } from "@coppice/numeric";
import { type AgreementWeights, weightMatrix } from "./agreement-weights.ts";
import { type Coefficient, undefinedFor, withStandardError } from "./coefficient.ts";
import { eachCell, marginsOf, type RatingTable } from "./rating-table.ts";

/**
 * Cohen's kappa (Cohen 1960), weighted where asked (Cohen 1968): (po − pe) / (1 − pe), where po is the weighted agreement seen and pe
 * that of independent raters with the same margins. Standard error: the large-sample one for a kappa that is not 0, of Fleiss, Cohen &
 * Everitt 1969,
 * var = [Σ pij (wij (1 − pe) − (w̄i. + w̄.j)(1 − po))² − (po pe − 2 pe + po)²] / (n (1 − pe)⁴), with w̄i. = Σ p.j wij and w̄.j = Σ pi. wij.
 */
export function cohenKappa(table: RatingTable, weights: AgreementWeights, level: number): Coefficient {
  if (table.subjects === 0) return undefinedFor("The two have no record in common.");
  const weight = weightMatrix(weights, table.categories.length);
  const { first, second } = marginsOf(table);
  const rowMean = weight.map((row) => row.reduce((sum, w, j) => sum + w * second[j]!, 0));
  const columnMean = weight.map((_, j) => first.reduce((sum, share, i) => sum + share * weight[i]![j]!, 0));
  const expected = first.reduce((sum, share, i) => sum + share * rowMean[i]!, 0);
  let observed = 0;
  eachCell(table, (share, i, j) => {
    observed += share * weight[i]![j]!;
  });
  const beyond = 1 - expected;
  if (beyond < 1e-12) {
    return undefinedFor(
      "Both put all records into one and the same category; kappa compares with chance, and chance would agree too.",
    );
  }
  let spread = 0;
  eachCell(table, (share, i, j) => {
    spread += share * (weight[i]![j]! * beyond - (rowMean[i]! + columnMean[j]!) * (1 - observed)) ** 2;
  });
  spread -= (observed * expected - 2 * expected + observed) ** 2;
  const variance = Math.max(0, spread) / (table.subjects * beyond ** 4);
  // What rounding leaves of a variance of 0 is no precision.
  const error = variance < 1e-20 ? 0 : Math.sqrt(variance);
  return withStandardError((observed - expected) / beyond, error, normalQuantile((1 + level) / 2), level);
}
