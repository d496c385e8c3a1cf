/** What an estimator of the between-study variance returns, and how it got there. */

export interface Convergence {
  /** False when the iterations ran out; the value is then the best found. */
  readonly converged: boolean;
  /** Evaluations of the estimating equation; 0 for closed forms. */
  readonly iterations: number;
  /** True when the estimate is at 0 because the data ask for no more (or for less). */
  readonly boundary: boolean;
  /** Another local maximum of the likelihood, when there is one. */
  readonly secondMode: number | null;
}

export interface Tau2Estimate {
  readonly tau2: number;
  /** Asymptotic standard error of tau2; null when it is not defined. */
  readonly se: number | null;
  readonly convergence: Convergence;
}

/** A closed-form estimate cut off at zero. */
export function closedForm(raw: number, se: (tau2: number) => number): Tau2Estimate {
  const tau2 = Math.max(0, raw);
  return {
    tau2,
    se: se(tau2),
    convergence: { converged: true, iterations: 0, boundary: raw <= 0, secondMode: null },
  };
}
