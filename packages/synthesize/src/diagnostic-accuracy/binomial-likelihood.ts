/** The likelihood of one study's counts when its two logits are bivariate normal. */
import { gaussHermite, logGamma } from "@coppice/numeric";
import type { Pair } from "./bivariate.ts";

export interface Arm {
  readonly x: number;
  readonly n: number;
}

/** The lower triangle (l00, l10, l11) of L with LL' the covariance of the logits. */
export type Triangle = readonly [number, number, number];

const softplus = (eta: number): number =>
  eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
const logChoose = (n: number, x: number): number => logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1);

interface Mode {
  readonly u0: number;
  readonly u1: number;
  readonly value: number;
  /** Negative second derivatives there. */
  readonly h00: number;
  readonly h01: number;
  readonly h11: number;
}

/** ln of both binomial kernels times the kernel of the normal effects. */
function integrand(
  [first, second]: readonly [Arm, Arm],
  mean: Pair,
  l: Triangle,
  a: number,
  b: number,
): number {
  const eta0 = mean[0] + l[0] * a;
  const eta1 = mean[1] + l[1] * a + l[2] * b;
  return (
    first.x * eta0 -
    first.n * softplus(eta0) +
    second.x * eta1 -
    second.n * softplus(eta1) -
    0.5 * (a * a + b * b)
  );
}

/** Newton's method on a concave function, with halved steps where a whole one overshoots. */
function modeOf(arms: readonly [Arm, Arm], mean: Pair, l: Triangle): Mode {
  let [u0, u1] = [0, 0];
  let value = integrand(arms, mean, l, 0, 0);
  let [h00, h01, h11] = [1, 0, 1];
  for (let iteration = 0; iteration < 200; iteration++) {
    const p0 = 1 / (1 + Math.exp(-(mean[0] + l[0] * u0)));
    const p1 = 1 / (1 + Math.exp(-(mean[1] + l[1] * u0 + l[2] * u1)));
    const [s0, s1] = [arms[0].x - arms[0].n * p0, arms[1].x - arms[1].n * p1];
    const [w0, w1] = [arms[0].n * p0 * (1 - p0), arms[1].n * p1 * (1 - p1)];
    const g0 = l[0] * s0 + l[1] * s1 - u0;
    const g1 = l[2] * s1 - u1;
    h00 = 1 + l[0] * l[0] * w0 + l[1] * l[1] * w1;
    h01 = l[1] * l[2] * w1;
    h11 = 1 + l[2] * l[2] * w1;
    const determinant = h00 * h11 - h01 * h01;
    const d0 = (h11 * g0 - h01 * g1) / determinant;
    const d1 = (h00 * g1 - h01 * g0) / determinant;
    if (Math.hypot(d0, d1) < 1e-11 * Math.max(1, Math.hypot(u0, u1))) break;
    let share = 1;
    let next = integrand(arms, mean, l, u0 + d0, u1 + d1);
    while (next < value - 1e-10 * Math.abs(value) && share > 1e-6) {
      share /= 2;
      next = integrand(arms, mean, l, u0 + share * d0, u1 + share * d1);
    }
    u0 += share * d0;
    u1 += share * d1;
    value = next;
  }
  return { u0, u1, value, h00, h01, h11 };
}

/** ln of the sum of the integrand over a grid of Gauss-Hermite nodes, centred at the mode and scaled by its curvature. */
function logSum(
  arms: readonly [Arm, Arm],
  mean: Pair,
  l: Triangle,
  { u0, u1, value, h00, h01, h11 }: Mode,
  order: number,
): number {
  const { nodes, weights } = gaussHermite(order);
  const r00 = Math.sqrt(h00);
  const r01 = h01 / r00;
  const r11 = Math.sqrt(h11 - r01 * r01);
  let sum = 0;
  for (const [i, z] of nodes.entries()) {
    for (const [j, w] of nodes.entries()) {
      const b = (Math.SQRT2 * w) / r11;
      const a = (Math.SQRT2 * z - r01 * b) / r00;
      const height = integrand(arms, mean, l, u0 + a, u1 + b) - value + z * z + w * w;
      sum += weights[i]! * weights[j]! * Math.exp(height);
    }
  }
  return Math.log(sum / Math.PI);
}

/**
 * ln of the integral of both binomials over two standard normal effects u, with logits mean + Lu: by adaptive Gauss-Hermite
 * quadrature with order x order nodes (Pinheiro & Bates 1995, section 2.4); order 1 is Laplace's approximation.
 */
export function studyLikelihood(arms: readonly [Arm, Arm], mean: Pair, l: Triangle, order: number): number {
  const mode = modeOf(arms, mean, l);
  const determinant = mode.h00 * mode.h11 - mode.h01 * mode.h01;
  return (
    mode.value -
    0.5 * Math.log(determinant) +
    (order === 1 ? 0 : logSum(arms, mean, l, mode, order)) +
    logChoose(arms[0].n, arms[0].x) +
    logChoose(arms[1].n, arms[1].x)
  );
}
