/** Maximum likelihood in Copas' model at given gamma0 and gamma1. */
import { cholesky, gradientHessian, invertCholesky, type Minimum, minimiseBounded } from "@coppice/numeric";
import { type CopasParameters, copasDeviance } from "./copas-likelihood.ts";

export interface CopasData {
  readonly y: readonly number[];
  /** Standard errors. */
  readonly s: readonly number[];
  /** Mean and tau of the model without selection, where the search starts. */
  readonly mean: number;
  readonly tau: number;
  readonly rhoBound: number;
}

export interface CopasFit extends CopasParameters {
  /** Log-likelihood without its constant. */
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/**
 * The maximum to which the likelihood rises from rho = 0. For some gamma there is a second one, with rho of the other sign; it
 * says that studies with small effects were preferred, and is not followed.
 */
export function fitCopas(data: CopasData, gamma0: number, gamma1: number): CopasFit {
  const { y, s, rhoBound } = data;
  // rho = bound sin(angle) keeps rho inside and makes its bound an ordinary maximum.
  const parameters = ([mu, angle, tau]: readonly number[]): CopasParameters => ({
    mu: mu!,
    rho: rhoBound * Math.sin(angle!),
    tau: tau!,
    beta: 0,
  });
  const found = minimiseBounded(
    (x) => {
      const { value, gradient } = copasDeviance(y, s, gamma0, gamma1, parameters(x));
      const [dMu, dRho, dTau] = gradient;
      return { value, gradient: [dMu, dRho * rhoBound * Math.cos(x[1]!), dTau] };
    },
    [data.mean, 0, data.tau],
    { ...unbounded(3), tolerance: 1e-7, polish: 1 },
  );
  return fitOf(parameters(found.x), found);
}

function unbounded(n: number): { readonly lower: readonly number[]; readonly upper: readonly number[] } {
  return {
    lower: new Array<number>(n).fill(Number.NEGATIVE_INFINITY),
    upper: new Array<number>(n).fill(Number.POSITIVE_INFINITY),
  };
}

function fitOf(parameters: CopasParameters, { value, converged }: Minimum): CopasFit {
  return { ...parameters, tau: Math.abs(parameters.tau), logLikelihood: -value, converged };
}

/**
 * The maximum with an effect of the standard error besides selection, with rho of the sign of the side on which studies are
 * missing: what the small studies show more than selection explains (Copas & Shi 2000).
 */
export function fitWithSlope(data: CopasData, gamma0: number, gamma1: number, sign: 1 | -1): CopasFit {
  const { y, s, rhoBound } = data;
  const parameters = ([mu, angle, tau, beta]: readonly number[]): CopasParameters => ({
    mu: mu!,
    rho: sign * rhoBound * Math.sin(angle!) ** 2,
    tau: tau!,
    beta: beta!,
  });
  const ends = [0.2, 0.8, 1.4].map((angle) =>
    minimiseBounded(
      (x) => {
        const { value, gradient } = copasDeviance(y, s, gamma0, gamma1, parameters(x));
        const [dMu, dRho, dTau, dBeta] = gradient;
        return { value, gradient: [dMu, dRho * sign * rhoBound * Math.sin(2 * x[1]!), dTau, dBeta] };
      },
      [data.mean, angle, data.tau, 0],
      { ...unbounded(4), tolerance: 1e-7, polish: 1 },
    ),
  );
  const best = ends.reduce((a, b) => (b.value < a.value ? b : a));
  return fitOf(parameters(best.x), best);
}

/** Standard error of mu from the observed information on mu, rho and tau; without rho or tau where it is at its bound. */
export function copasStandardError(
  data: CopasData,
  gamma0: number,
  gamma1: number,
  fit: CopasFit,
): number | null {
  const { y, s } = data;
  const at = [fit.mu, fit.rho, fit.tau];
  const least = Math.min(...s);
  const free = [
    true,
    Math.abs(fit.rho) < data.rhoBound * (1 - 1e-8) && fit.rho !== 0,
    fit.tau > 1e-6 * least,
  ];
  const which = [0, 1, 2].filter((i) => free[i]);
  const steps = [1e-3 * least, 1e-3 * (1 - Math.abs(fit.rho)), 1e-3 * Math.max(fit.tau, 1e-3 * least)];
  const hessian = gradientHessian(
    ([mu, rho, tau]) =>
      copasDeviance(y, s, gamma0, gamma1, { mu: mu!, rho: rho!, tau: tau!, beta: 0 }).gradient,
    at,
    steps,
    which,
  );
  const decomposition = cholesky(hessian);
  return decomposition === null ? null : Math.sqrt(invertCholesky(decomposition).data[0]!);
}
