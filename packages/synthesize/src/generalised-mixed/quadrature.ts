/**
 * The likelihood of one study with a normally distributed effect of its own, by adaptive Gauss-Hermite quadrature: nodes centred
 * at the mode of the integrand and scaled by its curvature (Liu & Pierce 1994, Biometrika 81:624; Pinheiro & Bates 1995,
 * Journal of Computational and Graphical Statistics 4:12). One node is Laplace's approximation.
 */
import { gaussHermite } from "@coppice/numeric";
import { type Cell, cumulants } from "./cell.ts";

/** Nodes and weights against the standard normal density. */
interface NormalRule {
  readonly z: Float64Array;
  /** ln of each weight, with z^2/2 added. */
  readonly logWeights: Float64Array;
}

function normalRule(nodes: number): NormalRule {
  const rule = gaussHermite(nodes);
  const z = Float64Array.from(rule.nodes, (x) => Math.SQRT2 * x);
  return {
    z,
    logWeights: Float64Array.from(
      rule.weights,
      (w, q) => Math.log(w / Math.sqrt(Math.PI)) + 0.5 * z[q]! ** 2,
    ),
  };
}

/**
 * `value` is the log-likelihood, without constants, of cells with eta_j = c_j + t_j u, u standard normal. Its derivatives with
 * respect to c and t are written into `gradient`: c_0, c_1, ..., t_0, t_1, ... They are those of the rule, the moving nodes
 * included.
 */
export interface StudyIntegral {
  readonly value: (
    cells: readonly Cell[],
    c: ArrayLike<number>,
    t: ArrayLike<number>,
    gradient: Float64Array,
  ) => number;
  /** The log-likelihood of the cells, without constants, given that u is at the mode of the integrand. */
  readonly givenMode: (cells: readonly Cell[], c: ArrayLike<number>, t: ArrayLike<number>) => number;
}

/** The integral with a given number of nodes, for studies of at most `most` cells; it keeps its working memory. */
export function studyIntegral(nodes: number, most: number): StudyIntegral {
  const { z, logWeights } = normalRule(nodes);
  const b = new Float64Array(4 * most);
  const logTerms = new Float64Array(nodes);
  const slopes = new Float64Array(nodes * most);
  const g = new Float64Array(nodes);
  const modeBy = new Float64Array(2 * most);
  const scaleBy = new Float64Array(2 * most);

  /** ln of the integrand at u; leaves the cumulants of every cell in b. */
  const integrand = (
    cells: readonly Cell[],
    c: ArrayLike<number>,
    t: ArrayLike<number>,
    u: number,
  ): number => {
    let sum = -0.5 * u * u;
    for (let j = 0; j < cells.length; j++) {
      const eta = c[j]! + t[j]! * u;
      cumulants(cells[j]!, eta, b, 4 * j);
      sum += cells[j]!.count * eta - b[4 * j]!;
    }
    return sum;
  };

  const value: StudyIntegral["value"] = (cells, c, t, gradient) => {
    const m = cells.length;
    let spread = 0;
    for (let j = 0; j < m; j++) spread += Math.abs(t[j]!);
    if (spread === 0) {
      const fixed = integrand(cells, c, t, 0);
      for (let j = 0; j < m; j++) {
        gradient[j] = cells[j]!.count - b[4 * j + 1]!;
        gradient[m + j] = 0;
      }
      return fixed;
    }
    const mode = findMode(cells, c, t, integrand, b);
    integrand(cells, c, t, mode);
    let curvature = 1;
    let third = 0;
    for (let j = 0; j < m; j++) {
      curvature += t[j]! * t[j]! * b[4 * j + 2]!;
      third += t[j]! ** 3 * b[4 * j + 3]!;
    }
    const s = 1 / Math.sqrt(curvature);
    // How the mode and the scale move with c_j and t_j; the nodes' own cumulants overwrite b afterwards.
    for (let j = 0; j < m; j++) {
      const residual = cells[j]!.count - b[4 * j + 1]!;
      const variance = b[4 * j + 2]!;
      const skew = b[4 * j + 3]!;
      const tj = t[j]!;
      const byC = (-tj * variance) / curvature;
      const byT = (residual - tj * mode * variance) / curvature;
      modeBy[j] = byC;
      modeBy[m + j] = byT;
      scaleBy[j] = (-0.5 * s * (tj * tj * skew + third * byC)) / curvature;
      scaleBy[m + j] = (-0.5 * s * (2 * tj * variance + tj * tj * mode * skew + third * byT)) / curvature;
    }
    let highest = Number.NEGATIVE_INFINITY;
    for (let q = 0; q < z.length; q++) {
      const u = mode + s * z[q]!;
      logTerms[q] = integrand(cells, c, t, u) + logWeights[q]!;
      highest = Math.max(highest, logTerms[q]!);
      let slope = -u;
      for (let j = 0; j < m; j++) {
        const residual = cells[j]!.count - b[4 * j + 1]!;
        slopes[q * m + j] = residual;
        slope += t[j]! * residual;
      }
      g[q] = slope;
    }
    let total = 0;
    for (let q = 0; q < z.length; q++) {
      logTerms[q] = Math.exp(logTerms[q]! - highest);
      total += logTerms[q]!;
    }
    let byMode = 0;
    let byScale = 0;
    for (let q = 0; q < z.length; q++) {
      const p = logTerms[q]! / total;
      logTerms[q] = p;
      byMode += p * g[q]!;
      byScale += p * g[q]! * z[q]!;
    }
    for (let j = 0; j < m; j++) {
      let byC = 0;
      let byT = 0;
      for (let q = 0; q < z.length; q++) {
        const part = logTerms[q]! * slopes[q * m + j]!;
        byC += part;
        byT += part * (mode + s * z[q]!);
      }
      gradient[j] = byC + byMode * modeBy[j]! + (byScale + 1 / s) * scaleBy[j]!;
      gradient[m + j] = byT + byMode * modeBy[m + j]! + (byScale + 1 / s) * scaleBy[m + j]!;
    }
    return highest + Math.log(total) + Math.log(s);
  };
  return {
    value,
    givenMode: (cells, c, t) => {
      const u = findMode(cells, c, t, integrand, b);
      return integrand(cells, c, t, u) + 0.5 * u * u;
    },
  };
}

type Integrand = (cells: readonly Cell[], c: ArrayLike<number>, t: ArrayLike<number>, u: number) => number;

/** The mode of a log-concave integrand: Newton's method inside a bracket, which halves where Newton's step is slow. */
function findMode(
  cells: readonly Cell[],
  c: ArrayLike<number>,
  t: ArrayLike<number>,
  integrand: Integrand,
  b: Float64Array,
): number {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let u = 0;
  for (let iteration = 0; iteration < 80; iteration++) {
    integrand(cells, c, t, u);
    let slope = -u;
    let curvature = 1;
    for (let j = 0; j < cells.length; j++) {
      slope += t[j]! * (cells[j]!.count - b[4 * j + 1]!);
      curvature += t[j]! * t[j]! * b[4 * j + 2]!;
    }
    if (slope > 0) low = u;
    else high = u;
    // An exponential far to its right would be climbed down one unit a step; the quarters find its foot.
    const newton = Number.isFinite(curvature) ? u + slope / curvature : Number.NaN;
    if (Math.abs(newton - u) <= 1e-13 * Math.max(1, Math.abs(u))) break;
    const slow = iteration >= 8 && Number.isFinite(high - low) && iteration % 2 === 0;
    const next =
      newton > low && newton < high && !slow
        ? newton
        : Number.isFinite(high - low)
          ? 0.5 * (low + high)
          : Math.sign(slope) * Math.max(1, 4 * Math.abs(u));
    if (next === u) break;
    u = next;
  }
  return u;
}
