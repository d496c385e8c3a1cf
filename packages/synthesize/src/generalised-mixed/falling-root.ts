/** The root of a score that falls everywhere, from a start that is near: secant steps that never leave the bracket found so far. */

/** `scale` is the size of the terms of f, which its rounding errors are in proportion to. */
export function fallingRoot(f: (x: number) => number, start: number, scale: number): number {
  const enough = 1e-13 * Math.max(1, scale);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let x = start;
  let fx = f(x);
  // The first step has no slope yet: scores of counts change by about their size a unit.
  let slope = Math.max(1, 0.5 * scale);
  for (let iteration = 0; iteration < 200 && Math.abs(fx) > enough; iteration++) {
    if (fx > 0) low = x;
    else high = x;
    let next = x + Math.max(-3, Math.min(3, fx / slope));
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (next === x) break;
    const fNext = f(next);
    const secant = (fx - fNext) / (next - x);
    if (secant > 0) slope = secant;
    if (Math.abs(next - x) <= 1e-15 * Math.max(1, Math.abs(x))) break;
    x = next;
    fx = fNext;
  }
  return x;
}
