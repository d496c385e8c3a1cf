/** The p-values on which selection acts, and the two ways in which a direction enters. */
import { erf, normalLower, normalUpper } from "@coppice/numeric";

/** The side of the hypothesis whose small p-values are favoured: positive effects, negative ones, or either. */
export type Alternative = "greater" | "less" | "two-sided";

/** A p-value and its complement, each with its own digits. */
export interface TailPair {
  readonly p: number;
  readonly q: number;
}

/** The p-value of z for positive effects (one-sided) or for either direction. */
export function pValueOf(z: number, twoSided: boolean): TailPair {
  if (!twoSided) return { p: normalUpper(z), q: normalLower(z) };
  const size = Math.abs(z);
  return { p: 2 * normalUpper(size), q: erf(size * Math.SQRT1_2) };
}
