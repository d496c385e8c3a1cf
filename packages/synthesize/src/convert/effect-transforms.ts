/** Transformations between effect measures that need no data but the effect. */
import { normalLower } from "@coppice/numeric";

const pnorm = normalLower;

/** Fisher's z of a correlation. */
export const correlationToZ = Math.atanh;

/** ln(p / (1 - p)). */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

/** asin sqrt(p). */
export function arcsine(p: number): number {
  return Math.asin(Math.sqrt(p));
}

/** Cohen's (1988) U1: the share of both groups' area that does not overlap. */
export function dToU1(d: number): number {
  const half = pnorm(Math.abs(d) / 2);
  return (2 * half - 1) / half;
}

/** Cohen's U2: the share of arm 1 that exceeds the same share of arm 2. */
export function dToU2(d: number): number {
  return pnorm(d / 2);
}

/** Cohen's U3: the share of arm 2 below the mean of arm 1. */
export function dToU3(d: number): number {
  return pnorm(d);
}

/** The common language effect size: P(a person of arm 1 exceeds one of arm 2) (McGraw & Wong 1992). */
export function dToCommonLanguage(d: number): number {
  return pnorm(d / Math.SQRT2);
}

/** Cliff's delta: P(1 exceeds 2) - P(2 exceeds 1). */
export function dToCliff(d: number): number {
  return 2 * pnorm(d / Math.SQRT2) - 1;
}

/** The overlap of the two normal distributions. */
export function dToOverlap(d: number): number {
  return 2 * pnorm(-Math.abs(d) / 2);
}

/** The point-biserial correlation for arms of equal size, or of share p. */
export function dToPointBiserial(d: number, share = 0.5): number {
  return d / Math.sqrt(d * d + 1 / (share * (1 - share)));
}

/** Rosenthal & Rubin's (1982) binomial effect size display: the success rate of arm 1. */
export function dToBinomialDisplay(d: number): number {
  return 0.5 + dToPointBiserial(d) / 2;
}

/** A standardized mean difference from a log odds ratio, by the normal factor 1.65 (Cox & Snell 1989). */
export function logOddsRatioToD(x: number): number {
  return x / 1.65;
}

/** A log odds ratio from a standardized mean difference, by the normal factor 1.65. */
export function dToLogOddsRatio(d: number): number {
  return d * 1.65;
}
