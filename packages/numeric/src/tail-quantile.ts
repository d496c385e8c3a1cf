/**
 * Quantiles by Newton's method on the logarithm of the smaller tail.
 *
 * In the right coordinate (ln x for gamma, logit x for beta) the density is log-concave, hence so are both tails (Prekopa
 * 1973), and Newton's method on a concave function converges from one side wherever it starts.
 */
import { type LogTails, logComplement } from "./incomplete-gamma.ts";

export interface TailProblem {
  /** Both log tails at coordinate u. */
  readonly tails: (u: number) => LogTails;
  /** ln of the density with respect to u. */
  readonly logDensity: (u: number) => number;
  /** Where to start. */
  readonly start: number;
}

/**
 * The coordinate u at which the lower tail is p and the upper tail q, given as logarithms; either may be the informative
 * one, and the smaller is used.
 */
export function tailQuantile(problem: TailProblem, logP: number, logQ: number): number {
  const lower = logP <= logQ;
  const target = lower ? logP : logQ;
  const sign = lower ? 1 : -1;
  let u = problem.start;
  for (let iteration = 0; iteration < 200; iteration++) {
    const tails = problem.tails(u);
    const tail = lower ? tails.lower : tails.upper;
    const raw = ((tail - target) / Math.exp(problem.logDensity(u) - tail)) * sign;
    // A start far in the flat side of the tail could overshoot to infinity: 50 logarithmic units a step is plenty.
    const step = Number.isFinite(raw)
      ? Math.max(-50, Math.min(50, raw))
      : Math.sign(tail - target) * sign * 50;
    if (Number.isNaN(step)) return Number.NaN;
    u -= step;
    // The error after a step is of the order of its square: below rounding now.
    if (Math.abs(step) < 1e-9 * Math.max(1, Math.abs(u))) break;
  }
  return u;
}

/** ln p and ln(1 - p) of a probability given by its lower tail. */
export function logTailsOf(p: number): readonly [number, number] {
  const logP = Math.log(p);
  return [logP, p < 0.5 ? logComplement(logP) : Math.log(1 - p)];
}
