import { logGamma, stirlingRemainder } from "@coppice/numeric";

/**
 * Hedges' (1981, equation 6e) exact correction J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)); NaN for m <= 1.
 *
 * For large m the two log gammas cancel, and the difference of their Stirling forms is used instead.
 */
export function smallSampleCorrection(m: number): number {
  if (!(m > 1)) return Number.NaN;
  const x = m / 2;
  const y = (m - 1) / 2;
  if (m < 40) return Math.exp(logGamma(x) - 0.5 * Math.log(x) - logGamma(y));
  // ln Gamma(x) - ln Gamma(x - 1/2) - ln(x)/2 with ln y = ln x + ln(1 - 1/(2x)).
  const logRatio = Math.log1p(-0.5 / x);
  return Math.exp(-(y - 0.5) * logRatio - 0.5 + stirlingRemainder(x) - stirlingRemainder(y));
}

/** The usual approximation 1 - 3 / (4m - 1) (Hedges 1981), which RevMan uses. */
export function approximateCorrection(m: number): number {
  return 1 - 3 / (4 * m - 1);
}
