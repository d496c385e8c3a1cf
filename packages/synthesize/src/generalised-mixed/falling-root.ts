/** The root of a score that falls everywhere, from a start that is near: secant steps that never leave the bracket found so far. */

export interface FallingRoots {
  /**
   * The root of f for study i, near where it was when the study was last asked for. `scale` is the size of the terms of f, to
   * which its rounding errors are in proportion. The last evaluation of f is at the root.
   */
  readonly find: (i: number, f: (x: number) => number, scale: number) => number;
}

/** Remembers the root and the slope of each study, so that most searches end after two or three evaluations. */
export function fallingRoots(starts: readonly number[]): FallingRoots {
  const roots = Float64Array.from(starts);
  const slopes = new Float64Array(starts.length);
  return {
    find: (i, f, scale) => {
      const enough = 1e-13 * Math.max(1, scale);
      let low = Number.NEGATIVE_INFINITY;
      let high = Number.POSITIVE_INFINITY;
      let x = roots[i]!;
      let fx = f(x);
      // The first search has no slope yet: scores of counts change by about their size a unit.
      let slope = slopes[i]! > 0 ? slopes[i]! : Math.max(1, 0.5 * scale);
      for (let iteration = 0; iteration < 60 && Math.abs(fx) > enough; iteration++) {
        if (fx > 0) low = x;
        else high = x;
        let next = x + Math.max(-3, Math.min(3, fx / slope));
        if (!(next > low && next < high)) next = 0.5 * (low + high);
        const step = next - x;
        if (!Number.isFinite(next) || Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(x))) break;
        const fNext = f(next);
        const secant = (fx - fNext) / step;
        // Between points this near each other the difference is rounding error.
        if (secant > 0 && Math.abs(step) > 1e-7) slope = secant;
        x = next;
        fx = fNext;
      }
      roots[i] = x;
      slopes[i] = slope;
      return x;
    },
  };
}
