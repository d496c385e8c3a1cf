/** The minimum of a function of one variable inside an interval, by Brent's method (Brent 1973, chapter 5). */

export interface ScalarMinimum {
  readonly x: number;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface ScalarOptions {
  /** Relative tolerance on x; default 1e-9: a minimum cannot be told more finely from values alone. */
  readonly relative?: number;
  /** Absolute tolerance on x; default 1e-12. */
  readonly absolute?: number;
  readonly maxIterations?: number;
}

const golden = 0.5 * (3 - Math.sqrt(5));

/** A local minimum between a and b (the global one where f is unimodal there). */
export function minimiseScalar(
  f: (x: number) => number,
  a: number,
  b: number,
  options: ScalarOptions = {},
): ScalarMinimum {
  const { relative = 1e-9, absolute = 1e-12, maxIterations = 300 } = options;
  let low = Math.min(a, b);
  let high = Math.max(a, b);
  let x = low + golden * (high - low);
  let second = x;
  let third = x;
  let fx = f(x);
  let fSecond = fx;
  let fThird = fx;
  let step = 0;
  let lastStep = 0;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const middle = 0.5 * (low + high);
    const tolerance = relative * Math.abs(x) + absolute;
    if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (high - low)) {
      return { x, value: fx, iterations: iteration, converged: true };
    }
    const parabola = Math.abs(lastStep) > tolerance ? parabolicStep() : null;
    if (parabola === null) {
      lastStep = x < middle ? high - x : low - x;
      step = golden * lastStep;
    } else {
      lastStep = step;
      step = parabola;
      const next = x + step;
      if (next - low < 2 * tolerance || high - next < 2 * tolerance)
        step = x < middle ? tolerance : -tolerance;
    }
    const u = x + (Math.abs(step) >= tolerance ? step : Math.sign(step) * tolerance);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) high = x;
      else low = x;
      [third, fThird, second, fSecond, x, fx] = [second, fSecond, x, fx, u, fu];
    } else {
      if (u < x) low = u;
      else high = u;
      if (fu <= fSecond || second === x) [third, fThird, second, fSecond] = [second, fSecond, u, fu];
      else if (fu <= fThird || third === x || third === second) [third, fThird] = [u, fu];
    }
  }
  return { x, value: fx, iterations: maxIterations, converged: false };

  /** The step to the lowest point of the parabola through the three best points, or null where it cannot be trusted. */
  function parabolicStep(): number | null {
    const r = (x - second) * (fx - fThird);
    let q = (x - third) * (fx - fSecond);
    let p = (x - third) * q - (x - second) * r;
    q = 2 * (q - r);
    if (q > 0) p = -p;
    q = Math.abs(q);
    if (!(Math.abs(p) < Math.abs(0.5 * q * lastStep)) || p <= q * (low - x) || p >= q * (high - x))
      return null;
    return p / q;
  }
}
