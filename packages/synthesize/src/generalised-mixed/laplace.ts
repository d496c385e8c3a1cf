/** The likelihood of one study with a random intercept and a random effect, by Laplace's approximation (Breslow & Clayton 1993, equation 5; exact derivatives). */
import { type Cell, cumulants } from "./cell.ts";

/**
 * The log-likelihood, without constants, of two cells with eta_j = c_j + t_j1 u_1 + t_j2 u_2, the u standard normal. `t` holds
 * t_11, t_12, t_21, t_22; derivatives with respect to c and t are written into `gradient` in that order.
 */
export type StudyLaplace = (
  cells: readonly Cell[],
  c: ArrayLike<number>,
  t: ArrayLike<number>,
  gradient: Float64Array,
) => number;

export function studyLaplace(): StudyLaplace {
  const b = new Float64Array(8);
  /** t_i' H^-1 t_j for i, j = 1, 2, and H^-1 t_j. */
  const cross = new Float64Array(4);
  const solved = new Float64Array(4);
  const u = new Float64Array(2);
  const h = new Float64Array(3);

  const integrand = (
    cells: readonly Cell[],
    c: ArrayLike<number>,
    t: ArrayLike<number>,
    x: number,
    y: number,
  ): number => {
    let sum = -0.5 * (x * x + y * y);
    for (let j = 0; j < 2; j++) {
      const eta = c[j]! + t[2 * j]! * x + t[2 * j + 1]! * y;
      cumulants(cells[j]!, eta, b, 4 * j);
      sum += cells[j]!.count * eta - b[4 * j]!;
    }
    return sum;
  };

  /** H = I + sum of w_j t_j t_j' with the weights of the last evaluation; its determinant. */
  const curvature = (t: ArrayLike<number>): number => {
    h[0] = 1;
    h[1] = 0;
    h[2] = 1;
    for (let j = 0; j < 2; j++) {
      const w = b[4 * j + 2]!;
      h[0]! += w * t[2 * j]! ** 2;
      h[1]! += w * t[2 * j]! * t[2 * j + 1]!;
      h[2]! += w * t[2 * j + 1]! ** 2;
    }
    return h[0]! * h[2]! - h[1]! ** 2;
  };

  const findMode = (cells: readonly Cell[], c: ArrayLike<number>, t: ArrayLike<number>): number => {
    u.fill(0);
    let value = integrand(cells, c, t, 0, 0);
    for (let iteration = 0; iteration < 60; iteration++) {
      const determinant = curvature(t);
      let first = -u[0]!;
      let second = -u[1]!;
      for (let j = 0; j < 2; j++) {
        const residual = cells[j]!.count - b[4 * j + 1]!;
        first += t[2 * j]! * residual;
        second += t[2 * j + 1]! * residual;
      }
      let x = (h[2]! * first - h[1]! * second) / determinant;
      let y = (h[0]! * second - h[1]! * first) / determinant;
      // Steps that cannot be taken end the search: the value then says that the function is not defined here.
      if (!Number.isFinite(x) || !Number.isFinite(y)) return Number.NaN;
      if (Math.abs(x) + Math.abs(y) <= 1e-13 * Math.max(1, Math.abs(u[0]!) + Math.abs(u[1]!))) break;
      let next = integrand(cells, c, t, u[0]! + x, u[1]! + y);
      while (!(next >= value - 1e-12 * Math.max(1, Math.abs(value))) && Math.abs(x) + Math.abs(y) > 1e-14) {
        x *= 0.5;
        y *= 0.5;
        next = integrand(cells, c, t, u[0]! + x, u[1]! + y);
      }
      u[0]! += x;
      u[1]! += y;
      value = next;
    }
    return value;
  };

  return (cells, c, t, gradient) => {
    const value = findMode(cells, c, t);
    const determinant = curvature(t);
    for (let j = 0; j < 2; j++) {
      solved[2 * j] = (h[2]! * t[2 * j]! - h[1]! * t[2 * j + 1]!) / determinant;
      solved[2 * j + 1] = (h[0]! * t[2 * j + 1]! - h[1]! * t[2 * j]!) / determinant;
    }
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 2; j++) {
        cross[2 * i + j] = t[2 * i]! * solved[2 * j]! + t[2 * i + 1]! * solved[2 * j + 1]!;
      }
    }
    for (let j = 0; j < 2; j++) {
      const residual = cells[j]!.count - b[4 * j + 1]!;
      const w = b[4 * j + 2]!;
      let byC = residual;
      const byT = [0, 0];
      for (let r = 0; r < 2; r++) byT[r] = u[r]! * residual - w * solved[2 * j + r]!;
      for (let i = 0; i < 2; i++) {
        const weight = 0.5 * b[4 * i + 3]! * cross[3 * i]!;
        const own = i === j ? 1 : 0;
        byC -= weight * (own - cross[2 * i + j]! * w);
        for (let r = 0; r < 2; r++) {
          byT[r]! -= weight * (own * u[r]! + solved[2 * i + r]! * residual - cross[2 * i + j]! * w * u[r]!);
        }
      }
      gradient[j] = byC;
      gradient[2 + 2 * j] = byT[0]!;
      gradient[3 + 2 * j] = byT[1]!;
    }
    return value - 0.5 * Math.log(determinant);
  };
}
