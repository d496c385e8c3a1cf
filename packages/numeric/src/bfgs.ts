/** The approximate inverse Hessian that the BFGS method builds up (Nocedal & Wright 2006, chapter 6). */
import { dot } from "./sums.ts";

/** `scale` times the identity. */
export function scaledIdentity(n: number, scale: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)));
}

/**
 * The inverse Hessian after a step s along which the gradient changed by y (equation 6.17). A fresh one takes its scale from the
 * step first (equation 6.20). Null where the curvature along the step is not positive, so that nothing can be learnt from it.
 */
export function updated(
  inverse: number[][],
  s: readonly number[],
  y: readonly number[],
  fresh: boolean,
): number[][] | null {
  const curvature = dot(s, y);
  if (!(curvature > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return null;
  const made = fresh ? scaledIdentity(s.length, curvature / dot(y, y)) : inverse;
  const hy = made.map((row) => dot(row, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  for (const [i, row] of made.entries()) {
    for (let j = 0; j < row.length; j++) {
      row[j]! += factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature;
    }
  }
  return made;
}
