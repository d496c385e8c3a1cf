/**
 * How likely a result is to be selected, as a function of its z = effect / standard error.
 *
 * In units of its own standard error a study's effect is normal with mean m = mu / se and standard deviation
 * r = sqrt(se^2 + tau2) / se, which is never below 1. What selection does to the likelihood is ln w(z) - ln A with
 * A = integral of w(z) phi((z - m) / r) / r (Hedges 1992; Vevea & Hedges 1995).
 */

export interface SelectionWeights {
  /** Number of parameters delta. */
  readonly size: number;
  /** Puts the parameters in force for the calls that follow. */
  readonly set: (delta: readonly number[]) => void;
  /** ln w of the study as observed; its derivatives in delta are written to `slopes`. -Infinity where w is 0. */
  readonly observed: (study: number, slopes: Float64Array) => number;
  /** Writes A, dA/dm, dA/dr and the derivatives of A in delta to `out`. */
  readonly integral: (study: number, m: number, r: number, out: Float64Array) => void;
}

/** No selection: w = 1. */
export const unselected: SelectionWeights = {
  size: 0,
  set: () => undefined,
  observed: () => 0,
  integral: (_study, _m, _r, out) => {
    out[0] = 1;
    out[1] = 0;
    out[2] = 0;
  },
};
