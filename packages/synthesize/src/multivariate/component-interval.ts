/** Profile likelihoods of single variances and correlations, and the intervals they give. */

import { chiSquareQuantile, findRoot } from "@coppice/numeric";
import { badLevel } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import { type ComponentName, type HeldComponent, heldComponent } from "./held-component.ts";

export interface ComponentInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** True where the likelihood does not fall far enough before the value can go no further. */
  readonly lowAtBound: boolean;
  readonly highAtBound: boolean;
  readonly level: number;
}

/** Correlations this near to 1 stand for it: at 1 itself most matrices are singular. */
const edge = 1 - 1e-7;

/** Where the excess over what is allowed falls to 0 below the estimate; null when it does not. */
function lowEnd(
  { estimate, least, variance }: HeldComponent,
  excess: (value: number) => number,
  unit: number,
) {
  const bottom = variance ? 0 : Math.max(least + 1e-7, -edge);
  if (estimate <= bottom || excess(bottom) >= 0) return null;
  return findRoot(excess, bottom, estimate, { relative: 1e-8, absolute: variance ? 1e-10 * unit : 1e-8 }).x;
}

function highEnd({ estimate, variance }: HeldComponent, excess: (value: number) => number, unit: number) {
  const options = { relative: 1e-8, absolute: variance ? 1e-10 * unit : 1e-8 };
  if (!variance) {
    return estimate >= edge || excess(edge) >= 0 ? null : findRoot(excess, estimate, edge, options).x;
  }
  // Beyond these doublings the sampling variances are lost in rounding beside it.
  let low = estimate;
  let high = Math.max(2 * estimate, 0.1 * unit);
  for (let doubling = 0; doubling < 30; doubling++) {
    if (excess(high) < 0) return findRoot(excess, low, high, options).x;
    low = high;
    high *= 2;
  }
  return null;
}

/**
 * The interval of values at which twice the log-likelihood, everything else at its best, is within the chi-square quantile of its
 * maximum (Hardy & Thompson 1996; Viechtbauer 2010). Each end takes some twenty fits of the model. Problems: `no-component`,
 * `held-component`, `bad-level`.
 */
export function componentInterval(
  result: MultivariateResult,
  name: ComponentName,
  level: number = result.level,
): Result<ComponentInterval> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const found = heldComponent(result, name);
  if (!found.ok) return found;
  const component = found.value;
  const { estimate, least, variance } = component;
  const unit = result.state.data.regression.unit ** 2;
  const top = result.state.marginal.logLikelihood;
  const allowed = Math.sqrt(0.5 * chiSquareQuantile(level, 1));
  const known = new Map([[estimate, allowed]]);
  // By the root of the fall, which is nearly straight on either side of the estimate.
  const excess = (value: number): number => {
    const own =
      known.get(value) ?? Math.max(-1e3, allowed - Math.sqrt(Math.max(0, top - component.maximumAt(value))));
    known.set(value, own);
    return own;
  };
  const low = lowEnd(component, excess, unit);
  component.restart();
  const high = highEnd(component, excess, unit);
  return success({
    estimate,
    low: low ?? least,
    high: high ?? (variance ? Number.POSITIVE_INFINITY : 1),
    lowAtBound: low === null,
    highAtBound: high === null,
    level,
  });
}

export interface ComponentProfilePoint {
  readonly value: number;
  /** -Infinity where the model cannot have the value. */
  readonly logLikelihood: number;
}

/** The profile log-likelihood at each of the values, for a picture of how well a component is determined (Raue et al. 2009). */
export function componentProfile(
  result: MultivariateResult,
  name: ComponentName,
  values: readonly number[],
): Result<readonly ComponentProfilePoint[]> {
  const found = heldComponent(result, name);
  if (!found.ok) return found;
  const { least, variance, maximumAt } = found.value;
  const bad = values.find((value) => !(value >= least && (variance ? Number.isFinite(value) : value <= 1)));
  if (bad !== undefined) {
    return failure(
      "bad-component",
      `A ${name.kind} cannot be ${bad}; give values from ${least}${variance ? "" : " to 1"}.`,
    );
  }
  const { data } = result.state;
  const observations = result.method === "ML" ? result.k : result.k - result.p;
  const shift = observations * Math.log(data.regression.unit);
  return success(values.map((value) => ({ value, logLikelihood: maximumAt(value) - shift })));
}
