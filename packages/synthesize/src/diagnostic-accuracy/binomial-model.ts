/** The bivariate model with exact binomial likelihoods (Chu & Cole 2006): no correction of zero cells. */
import { cholesky, invertCholesky, logGamma, minimise, numericHessian, rowsOf } from "@coppice/numeric";
import { badLevel, failure, type Result, success } from "../result.ts";
import { type AccuracyTable, correctedTables } from "./accuracy-study.ts";
import {
  type BivariateResult,
  bivariateAccuracy,
  type Pair,
  type Square,
  summaryFigures,
} from "./bivariate.ts";

interface Arm {
  readonly x: number;
  readonly n: number;
}

const softplus = (eta: number): number =>
  eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
const logChoose = (n: number, x: number): number => logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1);

/**
 * Laplace's approximation of ln of the integral of both binomials over two standard normal effects u, with logits mean + L u and
 * L the lower triangle (l00, l10, l11).
 */
function studyLikelihood(
  arms: readonly [Arm, Arm],
  mean: Pair,
  l: readonly [number, number, number],
): number {
  let [u0, u1] = [0, 0];
  const value = (a: number, b: number): number => {
    const eta0 = mean[0] + l[0] * a;
    const eta1 = mean[1] + l[1] * a + l[2] * b;
    const [first, second] = arms;
    return (
      first.x * eta0 -
      first.n * softplus(eta0) +
      second.x * eta1 -
      second.n * softplus(eta1) -
      0.5 * (a * a + b * b)
    );
  };
  let current = value(0, 0);
  let determinant = 1;
  for (let iteration = 0; iteration < 200; iteration++) {
    const eta0 = mean[0] + l[0] * u0;
    const eta1 = mean[1] + l[1] * u0 + l[2] * u1;
    const p0 = 1 / (1 + Math.exp(-eta0));
    const p1 = 1 / (1 + Math.exp(-eta1));
    const [s0, s1] = [arms[0].x - arms[0].n * p0, arms[1].x - arms[1].n * p1];
    const [w0, w1] = [arms[0].n * p0 * (1 - p0), arms[1].n * p1 * (1 - p1)];
    const g0 = l[0] * s0 + l[1] * s1 - u0;
    const g1 = l[2] * s1 - u1;
    const h00 = 1 + l[0] * l[0] * w0 + l[1] * l[1] * w1;
    const h01 = l[1] * l[2] * w1;
    const h11 = 1 + l[2] * l[2] * w1;
    determinant = h00 * h11 - h01 * h01;
    const d0 = (h11 * g0 - h01 * g1) / determinant;
    const d1 = (h00 * g1 - h01 * g0) / determinant;
    if (Math.hypot(d0, d1) < 1e-11 * Math.max(1, Math.hypot(u0, u1))) break;
    let share = 1;
    let next = value(u0 + d0, u1 + d1);
    while (next < current - 1e-10 * Math.abs(current) && share > 1e-6) {
      share /= 2;
      next = value(u0 + share * d0, u1 + share * d1);
    }
    u0 += share * d0;
    u1 += share * d1;
    current = next;
  }
  return current - 0.5 * Math.log(determinant) + arms.reduce((sum, { x, n }) => sum + logChoose(n, x), 0);
}

/**
 * Fits logit sensitivity and logit specificity as bivariate normal between studies, with binomial counts within them, by maximum
 * likelihood with Laplace's approximation of the integrals. The result is told as that of the bivariate model, with the false
 * positive rate in place of specificity.
 */
export function binomialAccuracy(tables: readonly AccuracyTable[], level = 0.95): Result<BivariateResult> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const checked = correctedTables(tables, { rule: "none" });
  if (!checked.ok) return checked;
  const start = bivariateAccuracy(tables, { method: "ML", level });
  if (!start.ok) return start;
  const arms = checked.value.map(({ tp, fn, fp, tn }): readonly [Arm, Arm] => [
    { x: tp, n: tp + fn },
    { x: fp, n: fp + tn },
  ]);
  const total = (theta: readonly number[]): number => {
    const [m0, m1, l0, l1, l2] = theta as unknown as readonly [number, number, number, number, number];
    return arms.reduce((sum, study) => sum + studyLikelihood(study, [m0, m1], [l0, l1, l2]), 0);
  };
  const triangle = (between: Square, shrink: number): number[] => {
    const l0 = Math.sqrt(between[0][0]) * shrink + 1e-3;
    const l1 = (between[1][0] * shrink * shrink) / l0;
    return [l0, l1, Math.sqrt(Math.max(1e-2, between[1][1] * shrink * shrink - l1 * l1))];
  };
  const { mean, between } = start.value;
  const found = [1, 1.4, 0.6]
    .map((shrink) =>
      minimise((theta) => -total(theta), [...mean, ...triangle(between!, shrink)], { tolerance: 1e-8 }),
    )
    .reduce((a, b) => (b.value < a.value ? b : a));
  if (!Number.isFinite(found.value)) {
    return failure(
      "not-converged",
      "The likelihood has no maximum here; use the bivariate model of the logits.",
    );
  }
  const [m0, m1, l0, l1, l2] = found.x as unknown as readonly [number, number, number, number, number];
  const information = numericHessian((theta) => -total(theta), found.x, 1e-2);
  const decomposition = cholesky(information);
  // At the edge, where a variance is 0 or the correlation 1, the means have their own information.
  const rows = decomposition === null ? null : rowsOf(invertCholesky(decomposition));
  const covariance: Square =
    rows === null
      ? start.value.covariance
      : [
          [rows[0]![0]!, rows[0]![1]!],
          [rows[1]![0]!, rows[1]![1]!],
        ];
  return success({
    k: tables.length,
    mean: [m0, m1],
    covariance,
    between: [
      [l0 * l0, l0 * l1],
      [l0 * l1, l1 * l1 + l2 * l2],
    ],
    ...summaryFigures([m0, m1], covariance, level),
    logLikelihood: -found.value,
    level,
    method: "Bivariate random-effects model with binomial likelihoods, Laplace's approximation",
    notes: [
      ...(found.converged
        ? []
        : ["The likelihood was not seen to be at its maximum: the best values found are shown."]),
      ...(rows === null
        ? [
            "The between-study covariance is at the edge of what is possible: standard errors are those of the normal model.",
          ]
        : []),
    ],
  });
}
