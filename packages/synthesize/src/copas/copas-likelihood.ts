/** The likelihood of Copas' selection model, in which precise studies, and among the others those with large errors, are published. */
import { normalLogLower } from "@coppice/numeric";

/**
 * y_i = mu + beta s_i + sqrt(tau^2 + sigma_i^2) e_i is published when gamma0 + gamma1 / s_i + d_i > 0; corr(e_i, d_i) within a
 * study is rho (Copas & Shi 2000, Biostatistics 1:247). beta is 0 but in the test for what selection leaves
 * unexplained.
 */
export interface CopasParameters {
  readonly mu: number;
  readonly rho: number;
  readonly tau: number;
  readonly beta: number;
}

/** Minus the log-likelihood without its constant, and its derivatives in mu, rho, tau and beta. */
export function copasDeviance(
  y: readonly number[],
  s: readonly number[],
  gamma0: number,
  gamma1: number,
  { mu, rho, tau, beta }: CopasParameters,
): { readonly value: number; readonly gradient: readonly [number, number, number, number] } {
  let value = 0;
  let dMu = 0;
  let dRho = 0;
  let dTau = 0;
  let dBeta = 0;
  for (let i = 0; i < y.length; i++) {
    const u = gamma0 + gamma1 / s[i]!;
    const logU = normalLogLower(u);
    const mills = Math.exp(-0.5 * u * u - 0.9189385332046727 - logU);
    // A published study's variance is smaller than that of all such studies by 1 - c^2 rho^2 (Copas & Shi 2000).
    const c2 = mills * (u + mills);
    const share = 1 - c2 * rho * rho;
    const sigma2 = (s[i]! * s[i]!) / share;
    const sigma = Math.sqrt(sigma2);
    const total = tau * tau + sigma2;
    const root = Math.sqrt(total);
    const q = (rho * sigma) / root;
    const rest = 1 - q * q;
    const residual = y[i]! - mu - beta * s[i]!;
    const a = residual / root;
    const lift = u + q * a;
    const v = lift / Math.sqrt(rest);
    const logV = normalLogLower(v);
    value += 0.5 * Math.log(total) + 0.5 * a * a + logU - logV;
    const m = Math.exp(-0.5 * v * v - 0.9189385332046727 - logV);
    const vInQ = a / Math.sqrt(rest) + (lift * q) / rest ** 1.5;
    const vInTotal = (-0.5 * q * a) / (total * Math.sqrt(rest));
    const qInTotal = (-0.5 * q) / total;
    const inMean = -a / root + (m * q) / (root * Math.sqrt(rest));
    const inTotal = 0.5 / total - (0.5 * a * a) / total - m * (vInTotal + vInQ * qInTotal);
    const sigma2InRho = (2 * sigma2 * c2 * rho) / share;
    const qInRho = sigma / root + (rho * sigma2InRho) / (2 * sigma * root);
    dMu += inMean;
    dBeta += inMean * s[i]!;
    dTau += 2 * tau * inTotal;
    dRho += inTotal * sigma2InRho - m * vInQ * qInRho;
  }
  return { value, gradient: [dMu, dRho, dTau, dBeta] };
}
