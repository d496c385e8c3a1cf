import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { RegressionData } from "./regression-data.ts";

/**
 * Twice the derivative of the profile log-likelihood in tau2 (Harville 1977), y'PPy - tr(P) or y'PPy - tr(W), as a function
 * that works in its own buffers: it is called some fifty times a fit, and fits are made by the thousand.
 */
export function regressionScore(data: RegressionData, kind: LikelihoodKind): (tau2: number) => number {
  const { k, p } = data;
  const y = Float64Array.from(data.y);
  const v = Float64Array.from(data.v);
  const x = data.q.data;
  const a = new Float64Array(p * p);
  const b = new Float64Array(p * p);
  const gamma = new Float64Array(p);
  const row = new Float64Array(p);
  return (tau2) => {
    a.fill(0);
    b.fill(0);
    gamma.fill(0);
    let total = 0;
    for (let i = 0; i < k; i++) {
      const w = 1 / (v[i]! + tau2);
      total += w;
      for (let s = 0; s < p; s++) {
        const wx = w * x[i * p + s]!;
        gamma[s]! += wx * y[i]!;
        for (let t = 0; t <= s; t++) {
          const product = wx * x[i * p + t]!;
          a[s * p + t]! += product;
          b[s * p + t]! += w * product;
        }
      }
    }
    // Cholesky's decomposition in place, then gamma = A^-1 Q'Wy.
    for (let s = 0; s < p; s++) {
      for (let t = 0; t <= s; t++) {
        let sum = a[s * p + t]!;
        for (let m = 0; m < t; m++) sum -= a[s * p + m]! * a[t * p + m]!;
        a[s * p + t] = s === t ? Math.sqrt(sum) : sum / a[t * p + t]!;
      }
    }
    for (let s = 0; s < p; s++) {
      for (let m = 0; m < s; m++) gamma[s]! -= a[s * p + m]! * gamma[m]!;
      gamma[s]! /= a[s * p + s]!;
    }
    for (let s = p - 1; s >= 0; s--) {
      for (let m = s + 1; m < p; m++) gamma[s]! -= a[m * p + s]! * gamma[m]!;
      gamma[s]! /= a[s * p + s]!;
    }
    let squares = 0;
    for (let i = 0; i < k; i++) {
      let residual = y[i]!;
      for (let s = 0; s < p; s++) residual -= x[i * p + s]! * gamma[s]!;
      const weighted = residual / (v[i]! + tau2);
      squares += weighted * weighted;
    }
    if (kind === "ML") return squares - total;
    // tr(A^-1 B) column by column: A^-1 e_c through the two triangles.
    let trace = 0;
    for (let c = 0; c < p; c++) {
      row.fill(0);
      row[c] = 1;
      for (let s = c; s < p; s++) {
        for (let m = c; m < s; m++) row[s]! -= a[s * p + m]! * row[m]!;
        row[s]! /= a[s * p + s]!;
      }
      for (let s = p - 1; s >= 0; s--) {
        for (let m = s + 1; m < p; m++) row[s]! -= a[m * p + s]! * row[m]!;
        row[s]! /= a[s * p + s]!;
      }
      for (let s = 0; s < p; s++) trace += row[s]! * (s >= c ? b[s * p + c]! : b[c * p + s]!);
    }
    return squares - (total - trace);
  };
}
