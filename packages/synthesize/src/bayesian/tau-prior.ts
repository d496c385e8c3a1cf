/** What is believed of the between-study standard deviation tau before the data. */
import { HALF_LOG_TWO_PI, logBeta, normalLower, studentLower, sumBy } from "@coppice/numeric";
import { type Failure, failure } from "../result.ts";

/**
 * Scales are in the unit of the effects. `half-normal`, `half-t`, `half-cauchy`: as for effects of log odds ratios often
 * half-normal with scale 0.5 or 1 (Roever 2020). `uniform`: up to `max`, improper without it. `log-normal`, `log-t`: of ln tau,
 * or of ln tau2 as Turner et al. (2012, 2015) and Rhodes et al. (2015) print theirs. `jeffreys`: improper, proportional to the
 * square root of the information on tau (Bodnar et al. 2017).
 */
export type TauPrior =
  | { readonly kind: "half-normal"; readonly scale: number }
  | { readonly kind: "half-t"; readonly df: number; readonly scale: number }
  | { readonly kind: "half-cauchy"; readonly scale: number }
  | { readonly kind: "uniform"; readonly max?: number }
  | {
      readonly kind: "log-normal";
      readonly mean: number;
      readonly sd: number;
      /** Whose logarithm is normal; default `tau`. */
      readonly of?: "tau" | "tau2";
    }
  | {
      readonly kind: "log-t";
      readonly df: number;
      readonly mean: number;
      readonly scale: number;
      /** Whose logarithm has the t distribution; default `tau2`. */
      readonly of?: "tau" | "tau2";
    }
  | { readonly kind: "jeffreys" };

/** A prior made ready for effects divided by `unit`. */
export interface TauDensity {
  /** ln density of tau; up to a constant when improper. Not called for tau = 0 where `logarithmic`. */
  readonly logDensity: (tau: number) => number;
  readonly proper: boolean;
  /** The density is spread over ln tau, and may be infinite at 0. */
  readonly logarithmic: boolean;
  /** P(tau < x), needed where `logarithmic`. */
  readonly lower: (tau: number) => number;
  /** A typical value, from which the search takes its scale; Infinity for none. */
  readonly scale: number;
  /** Largest tau possible. */
  readonly max: number;
  /** The density falls like tau to the power of minus this. */
  readonly tail: number;
  readonly name: string;
}

const positive = (value: number): boolean => value > 0 && Number.isFinite(value);

/** A problem when a parameter of the prior cannot be, else null. */
export function checkTauPrior(prior: TauPrior): Failure | null {
  const numbers = Object.entries(prior).flatMap(([name, value]) =>
    typeof value === "number" ? [[name, value] as const] : [],
  );
  const wrong = numbers.find(([name, value]) =>
    name === "mean" ? !Number.isFinite(value) : !positive(value),
  );
  if (wrong === undefined) return null;
  return failure(
    "bad-prior",
    `The ${wrong[0]} of the ${prior.kind} prior of tau is ${wrong[1]}; give a ${wrong[0] === "mean" ? "finite" : "positive"} number.`,
  );
}

const never = (): number => 0;

function halfT(df: number, scale: number, unit: number, name: string): TauDensity {
  const s = scale / unit;
  const constant = Math.LN2 - 0.5 * Math.log(df) - logBeta(df / 2, 0.5) - Math.log(s);
  return {
    logDensity: (tau) => constant - 0.5 * (df + 1) * Math.log1p((tau / s) ** 2 / df),
    proper: true,
    logarithmic: false,
    lower: never,
    scale: s,
    max: Number.POSITIVE_INFINITY,
    tail: df + 1,
    name,
  };
}

/** The prior on the scale of effects divided by `unit`, whose variances are given for Jeffreys' prior. */
export function tauDensity(prior: TauPrior, unit: number, v: readonly number[]): TauDensity {
  const infinity = Number.POSITIVE_INFINITY;
  const plain = { logarithmic: false, lower: never, max: infinity } as const;
  switch (prior.kind) {
    case "half-normal": {
      const s = prior.scale / unit;
      const constant = Math.LN2 - HALF_LOG_TWO_PI - Math.log(s);
      return {
        ...plain,
        logDensity: (tau) => constant - 0.5 * (tau / s) ** 2,
        proper: true,
        scale: s,
        tail: infinity,
        name: `half-normal with scale ${prior.scale}`,
      };
    }
    case "half-t":
      return halfT(prior.df, prior.scale, unit, `half-t with ${prior.df} df and scale ${prior.scale}`);
    case "half-cauchy":
      return halfT(1, prior.scale, unit, `half-Cauchy with scale ${prior.scale}`);
    case "uniform": {
      const max = prior.max === undefined ? infinity : prior.max / unit;
      const constant = prior.max === undefined ? 0 : -Math.log(max);
      return {
        ...plain,
        logDensity: () => constant,
        proper: prior.max !== undefined,
        scale: max,
        max,
        tail: prior.max === undefined ? 0 : infinity,
        name: prior.max === undefined ? "uniform (improper)" : `uniform up to ${prior.max}`,
      };
    }
    case "log-normal": {
      const share = prior.of === "tau2" ? 0.5 : 1;
      const mean = share * prior.mean - Math.log(unit);
      const sd = share * prior.sd;
      return {
        logDensity: (tau) =>
          -HALF_LOG_TWO_PI - Math.log(sd) - Math.log(tau) - 0.5 * ((Math.log(tau) - mean) / sd) ** 2,
        proper: true,
        logarithmic: true,
        lower: (tau) => normalLower((Math.log(tau) - mean) / sd),
        scale: Math.exp(mean),
        max: infinity,
        tail: infinity,
        name: `log-normal (${prior.of ?? "tau"}; ${prior.mean}, ${prior.sd})`,
      };
    }
    case "log-t": {
      const { df } = prior;
      const share = prior.of === "tau" ? 1 : 0.5;
      const mean = share * prior.mean - Math.log(unit);
      const s = share * prior.scale;
      const constant = -0.5 * Math.log(df) - logBeta(df / 2, 0.5) - Math.log(s);
      return {
        logDensity: (tau) =>
          constant - Math.log(tau) - 0.5 * (df + 1) * Math.log1p(((Math.log(tau) - mean) / s) ** 2 / df),
        proper: true,
        logarithmic: true,
        lower: (tau) => studentLower((Math.log(tau) - mean) / s, df),
        scale: Math.exp(mean),
        max: infinity,
        tail: 1,
        name: `log-t with ${df} df (${prior.of ?? "tau2"}; ${prior.mean}, ${prior.scale})`,
      };
    }
    case "jeffreys":
      return {
        ...plain,
        logDensity: (tau) => 0.5 * Math.log(sumBy(v, (value) => (tau / (value + tau * tau)) ** 2)),
        proper: false,
        scale: infinity,
        tail: 1,
        name: "Jeffreys",
      };
  }
}
