/** A distribution on the line, and its shortest intervals. */
import { findRoot, minimiseScalar } from "@coppice/numeric";

export interface Distribution {
  readonly density: (x: number) => number;
  /** P(X <= x). */
  readonly lower: (x: number) => number;
  readonly quantile: (p: number) => number;
  /** Whether the density has one peak. */
  readonly unimodal: boolean;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The shortest interval of a given probability: where the density is highest, when it has one peak. */
export function shortestInterval({ density, quantile, unimodal }: Distribution, level: number): Interval {
  const most = 1 - level;
  // At the shortest interval the density is the same at both ends, unless it starts where the distribution does.
  const excess = (p: number): number => density(quantile(p)) - density(quantile(p + level));
  const at = (p: number): Interval => ({ low: quantile(p), high: quantile(p + level) });
  if (unimodal) {
    if (excess(0) >= 0) return at(0);
    const root = findRoot(excess, 0, most, { relative: 1e-9, absolute: 1e-11 });
    if (root.converged) return at(root.x);
  }
  const width = (p: number): number => quantile(p + level) - quantile(p);
  const grid = [0, 0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.94, 0.98, 1].map((share) => share * most);
  const widths = grid.map(width);
  let best = 0;
  for (let i = 1; i < grid.length; i++) if (widths[i]! < widths[best]!) best = i;
  const found = minimiseScalar(
    width,
    grid[Math.max(0, best - 1)]!,
    grid[Math.min(grid.length - 1, best + 1)]!,
  );
  return at(found.value <= widths[best]! ? found.x : grid[best]!);
}

/**
 * The shortest interval of a smooth distribution by Newton's method on F(b) - F(a) = level and f(a) = f(b), from a start;
 * null when the steps leave the start behind.
 */
export function shortestFrom(
  start: Interval,
  level: number,
  at: (x: number) => { readonly lower: number; readonly density: number; readonly slope: number },
): Interval | null {
  let { low, high } = start;
  const size = high - low;
  for (let iteration = 0; iteration < 30; iteration++) {
    const a = at(low);
    const b = at(high);
    const inside = b.lower - a.lower - level;
    const uneven = a.density - b.density;
    // Solves [-f(a) f(b); f'(a) -f'(b)] (da, db)' = -(inside, uneven)'.
    const determinant = a.density * b.slope - b.density * a.slope;
    const da = (inside * b.slope + uneven * b.density) / determinant;
    const db = (inside * a.slope + uneven * a.density) / determinant;
    if (!(Math.abs(da) < size && Math.abs(db) < size)) return null;
    low += da;
    high += db;
    if (Math.max(Math.abs(da), Math.abs(db)) <= 1e-8 * size) return low < high ? { low, high } : null;
  }
  return null;
}
