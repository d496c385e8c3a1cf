/** Covariances of the correlations of one study. */
import { failure, type Result, success } from "../result.ts";

export interface CorrelationCovarianceOptions {
  /** `z`: of Fisher's z of the correlations. Default `r`. */
  readonly scale?: "r" | "z";
}

export interface CorrelationCovariance {
  /** Pairs of variables (indices), in the order (1,0), (2,0), (2,1), (3,0), ... of the lower triangle by rows. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Correlations, or their z. */
  readonly effects: readonly number[];
  readonly matrix: readonly (readonly number[])[];
}

/**
 * Large-sample covariances of the correlations among several variables measured in the same `n` people (Pearson & Filon 1898;
 * Olkin & Siotani 1976), with n - 1 people counted for correlations and n - 3 for z:
 * cov(r_st, r_uv) = [r_st r_uv (r_su^2 + r_sv^2 + r_tu^2 + r_tv^2) / 2 + r_su r_tv + r_sv r_tu
 *   - (r_st r_su r_sv + r_ts r_tu r_tv + r_us r_ut r_uv + r_vs r_vt r_vu)] / (n - 1).
 */
export function correlationCovariance(
  correlations: readonly (readonly number[])[],
  n: number,
  options: CorrelationCovarianceOptions = {},
): Result<CorrelationCovariance> {
  const { scale = "r" } = options;
  const size = correlations.length;
  const broken = correlations.some(
    (row, i) =>
      row.length !== size ||
      row.some((r, j) => !(Math.abs(r) <= 1) || Math.abs(r - correlations[j]![i]!) > 1e-8) ||
      row[i] !== 1,
  );
  if (size < 2 || broken) {
    return failure(
      "bad-correlation",
      "Give correlations as a symmetric matrix of at least 2 variables with a diagonal of 1.",
    );
  }
  if (!(n > 3)) return failure("bad-sample-size", `There are ${n} people; give more than 3.`);
  const r = (i: number, j: number): number => correlations[i]![j]!;
  const pairs = correlations.flatMap((_, i) => Array.from({ length: i }, (__, j) => [i, j] as const));
  if (scale === "z" && pairs.some(([i, j]) => Math.abs(r(i, j)) === 1)) {
    return failure("bad-correlation", "A correlation is -1 or 1; use the scale r or correct it.");
  }
  const raw = (s: number, t: number, u: number, v: number): number =>
    0.5 * r(s, t) * r(u, v) * (r(s, u) ** 2 + r(s, v) ** 2 + r(t, u) ** 2 + r(t, v) ** 2) +
    r(s, u) * r(t, v) +
    r(s, v) * r(t, u) -
    (r(s, t) * r(s, u) * r(s, v) +
      r(t, s) * r(t, u) * r(t, v) +
      r(u, s) * r(u, t) * r(u, v) +
      r(v, s) * r(v, t) * r(v, u));
  const entry = ([s, t]: readonly [number, number], [u, v]: readonly [number, number]): number =>
    scale === "r"
      ? raw(s, t, u, v) / (n - 1)
      : raw(s, t, u, v) / ((1 - r(s, t) ** 2) * (1 - r(u, v) ** 2)) / (n - 3);
  return success({
    pairs,
    effects: pairs.map(([i, j]) => (scale === "r" ? r(i, j) : Math.atanh(r(i, j)))),
    matrix: pairs.map((left) => pairs.map((right) => entry(left, right))),
  });
}
