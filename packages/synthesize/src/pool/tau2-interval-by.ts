/** Confidence intervals for tau2 by name. */
import { badLevel, tooFewStudies } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";
import { generalisedQInterval } from "../tau2/generalised-q-interval.ts";
import { maximumLikelihood } from "../tau2/maximum-likelihood.ts";
import { profileLikelihoodInterval, qProfileInterval, type Tau2Interval } from "../tau2/tau2-interval.ts";
import { type Effect, outOfRange, studyData } from "./study-data.ts";

/**
 * - `QP`: Q-profile (Viechtbauer 2007).
 * - `J`: exact distribution of a generalised Q with weights 1/sqrt(v) (Jackson 2013).
 * - `BJ`: the same with weights 1/v (Biggerstaff & Jackson 2008).
 * - `PL`: profile of the restricted likelihood (Hardy & Thompson 1996).
 */
export type Tau2IntervalMethod = "QP" | "J" | "BJ" | "PL";

/** The interval of the between-study variance of at least two effects. */
export function tau2IntervalBy(
  effects: readonly Effect[],
  method: Tau2IntervalMethod,
  level = 0.95,
): Result<Tau2Interval> {
  const data = studyData(effects);
  if (!data.ok) return data;
  if (data.value.k < 2) {
    return tooFewStudies(1, 2);
  }
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const interval = compute(data.value, method, level);
  if (interval === null) {
    return failure("not-computable", "The variances are too unequal for this interval; use Q-profile.");
  }
  const square = data.value.unit ** 2;
  return sound({ ...interval, low: interval.low * square, high: interval.high * square }, () =>
    outOfRange(effects),
  );
}

type Scaled = Parameters<typeof qProfileInterval>[0];

function compute(data: Scaled, method: Tau2IntervalMethod, level: number): Tau2Interval | null {
  switch (method) {
    case "QP":
      return qProfileInterval(data, level);
    case "J":
      return generalisedQInterval(
        data,
        data.v.map((v) => 1 / Math.sqrt(v)),
        level,
      );
    case "BJ":
      return generalisedQInterval(
        data,
        data.v.map((v) => 1 / v),
        level,
      );
    case "PL":
      return profileLikelihoodInterval(data, maximumLikelihood([data], "REML").tau2, "REML", level);
  }
}
