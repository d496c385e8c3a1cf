/** What every test of funnel plot asymmetry returns. */
import { normalUpper, studentTwoSided } from "@coppice/numeric";

export interface AsymmetryTest {
  /** Who proposed it, as `Egger`. */
  readonly name: string;
  /** The slope that measures asymmetry, or Kendall's score S for rank tests. */
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  /** Degrees of freedom of t; null when the statistic is normal. */
  readonly df: number | null;
  /** Two-sided. */
  readonly pValue: number;
  /** The regression's value for a study of infinite precision or size; null for rank tests. */
  readonly limit: number | null;
  /** Residual dispersion (multiplicative), or residual tau2 (additive); null for rank tests. */
  readonly heterogeneity: number | null;
  readonly k: number;
  readonly method: string;
  readonly notes: readonly string[];
}

/** The statistic and p-value of an estimate on k - 2 degrees of freedom, or normal for df = null. */
export function asymmetryStatistic(
  estimate: number,
  se: number,
  df: number | null,
): { readonly statistic: number; readonly pValue: number } {
  const statistic = estimate === 0 ? 0 : estimate / se;
  if (!Number.isFinite(statistic)) return { statistic, pValue: 0 };
  const pValue = df === null ? 2 * normalUpper(Math.abs(statistic)) : studentTwoSided(statistic, df);
  return { statistic, pValue: Math.min(1, pValue) };
}

/** Sterne et al. 2011 (BMJ 343:d4002): with few studies the tests have too little power to tell chance from asymmetry. */
export function fewStudiesNote(k: number): readonly string[] {
  return k < 10
    ? [
        `Only ${k} studies: with fewer than 10 a test of asymmetry has too little power to be relied on (Sterne et al. 2011).`,
      ]
    : [];
}
