/** The standard bivariate normal distribution with correlation rho. */
import { gaussLegendre } from "./gauss-legendre.ts";
import { normalLower } from "./normal.ts";

/** The density at (h, k). */
export function bivariateNormalDensity(h: number, k: number, rho: number): number {
  const rest = 1 - rho * rho;
  return Math.exp(-(h * h - 2 * rho * h * k + k * k) / (2 * rest)) / (2 * Math.PI * Math.sqrt(rest));
}

/**
 * P(X <= h, Y <= k) = Phi(h) Phi(k) + the integral of the density over the correlation from 0 to rho (Plackett 1954), taken
 * over theta = asin rho, where the integrand is bounded (Drezner & Wesolowsky 1990).
 */
export function bivariateNormalLower(h: number, k: number, rho: number): number {
  if (rho >= 1) return normalLower(Math.min(h, k));
  if (rho <= -1) return Math.max(0, normalLower(h) - normalLower(-k));
  const integrand = (theta: number): number => {
    const sine = Math.sin(theta);
    return Math.exp(-(h * h - 2 * sine * h * k + k * k) / (2 * (1 - sine * sine)));
  };
  return normalLower(h) * normalLower(k) + gaussLegendre(integrand, 0, Math.asin(rho)) / (2 * Math.PI);
}
