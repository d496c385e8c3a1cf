/** The highest mode of a likelihood in tau2, safe against boundaries, several modes and any scale. */
import { findRoot } from "@coppice/numeric";
import type { Tau2Estimate } from "./estimate.ts";

/** A log-likelihood as a function of tau2 >= 0, everything else profiled out. */
export interface Tau2Likelihood {
  /** Twice the derivative of the log-likelihood, or any function of the same sign. */
  readonly score: (tau2: number) => number;
  /** The same for the search, where it may be off by rounding errors near its roots: it only has to be fast. */
  readonly roughScore: (tau2: number) => number;
  readonly logLikelihood: (tau2: number) => number;
  /** Twice the expected information on tau2. */
  readonly information: (tau2: number) => number;
  readonly leastVariance: number;
  readonly mostVariance: number;
  /** A tau2 above which the score is negative. */
  readonly bound: number;
}

interface Mode {
  readonly tau2: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * All local maxima: 0 when the score there is not positive, and each point where it turns from positive to negative. The score
 * is all but linear below the least sampling variance and monotone in its shape above the largest: between them it is looked at
 * eight times a decade.
 */
function modes({ score, roughScore, leastVariance, mostVariance, bound }: Tau2Likelihood): readonly Mode[] {
  const low = 0.05 * Math.min(leastVariance, bound);
  const high = Math.min(bound, 20 * mostVariance);
  const steps = Math.max(1, Math.min(400, Math.ceil(8 * Math.log10(high / low))));
  const ratio = (high / low) ** (1 / steps);
  const found: Mode[] = [];
  let left = 0;
  let rising = score(0) > 0;
  if (!rising) found.push({ tau2: 0, converged: true, iterations: steps });
  let right = low;
  for (let i = 0; i <= steps + 1; i++) {
    // The last look is at the bound, where every score falls.
    if (i === steps + 1) right = bound;
    else if (i > 0) right *= ratio;
    const rises = i <= steps && roughScore(right) > 0;
    if (rising && !rises) {
      const root = findRoot(score, left, right);
      // A rough sign is wrong only next to a root, which then lies at an end of the bracket to working precision.
      const atEnd = root.iterations === 2 && !root.converged;
      const end = atEnd && !(score(left) > 0) ? left : root.x;
      found.push({
        tau2: end,
        converged: root.converged || (atEnd && Number.isFinite(score(end))),
        iterations: steps + root.iterations,
      });
    }
    rising = rises;
    left = right;
  }
  return found;
}

/** The tau2 of the highest mode, exactly 0 when that is at the boundary. */
export function highestMode(likelihood: Tau2Likelihood): Tau2Estimate {
  const candidates = modes(likelihood);
  const ranked =
    candidates.length < 2
      ? candidates
      : candidates
          .map((mode) => ({ ...mode, ll: likelihood.logLikelihood(mode.tau2) }))
          .sort((a, b) => b.ll - a.ll);
  const best = ranked[0] ?? { tau2: 0, converged: false, iterations: 0 };
  return {
    tau2: best.tau2,
    se: Math.sqrt(2 / likelihood.information(best.tau2)),
    convergence: {
      converged: best.converged,
      iterations: best.iterations,
      boundary: best.tau2 === 0,
      secondMode: ranked[1]?.tau2 ?? null,
    },
  };
}
