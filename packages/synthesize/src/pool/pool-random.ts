import { badLevel, badTau2, badWeights } from "../problems.ts";
import { type Failure, type Result, sound } from "../result.ts";
import type { Convergence, Tau2Estimate } from "../tau2/estimate.ts";
import { generalisedQInterval } from "../tau2/generalised-q-interval.ts";
import { generalisedQ } from "../tau2/moments.ts";
import { type Tau2Method, tau2Estimators } from "../tau2/tau2-estimators.ts";
import { qProfileInterval, type Tau2Interval } from "../tau2/tau2-interval.ts";
import { fromTau2, heterogeneity } from "./heterogeneity.ts";
import { pooledMean, waldTest } from "./pooled-mean.ts";
import type { PooledResult, Test } from "./pooled-result.ts";
import { type PredictionMethod, predictionInterval } from "./prediction-interval.ts";
import { type Effect, outOfRange, type StudyData, studyData } from "./study-data.ts";

/** Weights of a generalised Q estimator of tau2, in the order of the effects (DerSimonian & Kacker 2007). */
export interface Tau2Weights {
  readonly generalisedQ: readonly number[];
}

export interface RandomOptions {
  /** Estimator of the between-study variance, or its value when it is known; default `REML`. */
  readonly tau2?: Tau2Method | Tau2Weights | number;
  /** Default `z`. */
  readonly test?: Test;
  /** Default 0.95. */
  readonly level?: number;
  /** Default `k-2`. */
  readonly prediction?: PredictionMethod;
  /** False leaves the interval of tau2 out (null): it takes longer than all the rest. Default true. */
  readonly tau2Interval?: boolean;
  /** Weights of the pooled mean instead of 1/(v + tau2), in the order of the effects; `equal` for the plain mean. */
  readonly weights?: readonly number[] | "equal";
}

const single: Tau2Estimate = {
  tau2: 0,
  se: null,
  convergence: { converged: true, iterations: 0, boundary: true, secondMode: null },
};

function estimateTau2(data: StudyData, tau2: Tau2Method | Tau2Weights | number): Tau2Estimate {
  if (typeof tau2 === "string") return data.k < 2 ? single : tau2Estimators[tau2].estimate(data);
  if (typeof tau2 === "object") return data.k < 2 ? single : generalisedQ(data, tau2.generalisedQ);
  const scaled = tau2 / data.unit ** 2;
  return { ...single, tau2: scaled, convergence: { ...single.convergence, boundary: scaled === 0 } };
}

const testNames: Readonly<Record<Test, string>> = {
  z: "normal test",
  t: "t test with k - 1 degrees of freedom",
  hk: "Hartung-Knapp test",
  "hk-adhoc": "Hartung-Knapp test with its factor not below 1",
};

/** A Wald test needs a degree of freedom for t: with one study every test is normal. */
export function testDf(test: Test, k: number): number | null {
  return test === "z" || k < 2 ? null : k - 1;
}

/** A problem when the level or the custom weights cannot be used, else null. */
export function checkOptions(
  options: Pick<RandomOptions, "level" | "tau2" | "weights">,
  k: number,
): Failure | null {
  const { level = 0.95, tau2, weights } = options;
  return (
    badLevel(level) ??
    (typeof tau2 === "number" ? badTau2(tau2) : null) ??
    badWeights(weights, k) ??
    (typeof tau2 === "object" ? badWeights(tau2.generalisedQ, k) : null)
  );
}

/** The random-effects model: effects vary between studies with variance tau2 around the pooled mean. */
export function poolRandom(effects: readonly Effect[], options: RandomOptions = {}): Result<PooledResult> {
  const { tau2: method = "REML", test = "z", level = 0.95, prediction = "k-2", weights } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const data = checked.value;
  const broken = checkOptions(options, data.k);
  if (broken !== null) return broken;
  const square = data.unit ** 2;
  const { tau2, se: tau2Se, convergence } = estimateTau2(data, method);
  const custom = weights === "equal" ? data.v.map(() => 1) : weights;
  const mean = pooledMean(data, tau2, test, custom);
  const df = testDf(test, data.k);
  const cochran = heterogeneity(data);
  const { typicalVariance } = cochran;
  const fit = {
    estimate: mean.estimate * data.unit,
    se: mean.se * data.unit,
    tau2: tau2 * square,
    k: data.k,
    df,
  };
  if (!Number.isFinite(fit.estimate) || !(fit.se >= 0) || !Number.isFinite(fit.tau2))
    return outOfRange(effects);
  const wanted = data.k > 1 && options.tau2Interval !== false;
  const scaled = wanted ? tau2IntervalOf(data, method, level) : null;
  const interval = scaled === null ? null : rescale(scaled, square);
  const name = `tau2 ${tau2Source(method)}`;
  const result: PooledResult = {
    model: "random",
    ...fit,
    ...waldTest(fit.estimate, fit.se, df, level),
    level,
    test,
    tau2Se: tau2Se === null || !Number.isFinite(tau2Se * square) ? null : tau2Se * square,
    tau2Interval: interval,
    ...fromTau2(tau2, typicalVariance),
    i2FromQ: cochran.i2FromQ,
    q: cochran.q,
    qDf: cochran.qDf,
    qP: cochran.qP,
    typicalVariance: typicalVariance === null ? null : typicalVariance * square,
    scaleFactor: mean.scaleFactor,
    weights: mean.weights,
    prediction:
      data.k < 2
        ? null
        : predictionInterval({ ...fit, tau2Estimated: typeof method !== "number" }, prediction, level),
    convergence:
      convergence.secondMode === null
        ? convergence
        : { ...convergence, secondMode: convergence.secondMode * square },
    method: `Random-effects model (inverse variance${custom === undefined ? "" : ", own weights"}), ${name}, ${testNames[test]}`,
    notes: [
      ...notesOn(data.k, test, mean.rawScaleFactor, convergence),
      ...(wanted && interval === null
        ? ["The weights are too unequal for the interval of the between-study variance."]
        : []),
    ],
  };
  return sound(result, () => outOfRange(effects));
}

/** The interval that belongs to the estimator: exact for a generalised Q, Q-profile for every other. */
function tau2IntervalOf(
  data: StudyData,
  method: Tau2Method | Tau2Weights | number,
  level: number,
): Tau2Interval | null {
  return typeof method === "object"
    ? generalisedQInterval(data, method.generalisedQ, level)
    : qProfileInterval(data, level);
}

/** "by" the estimator, or "fixed at" a value. */
export function tau2Source(method: Tau2Method | Tau2Weights | number): string {
  if (typeof method === "number") return `fixed at ${method}`;
  return `by ${typeof method === "string" ? tau2Estimators[method].name : "the generalised Q estimator"}`;
}

function rescale(interval: Tau2Interval, square: number): Tau2Interval {
  return { ...interval, low: interval.low * square, high: interval.high * square };
}

function notesOn(k: number, test: Test, factor: number | null, convergence: Convergence): readonly string[] {
  return [
    ...(k < 2 ? ["One study has no between-study variance, which is taken as 0."] : []),
    ...(k < 2 && test !== "z" ? ["One study leaves no degrees of freedom: the test is normal."] : []),
    ...convergenceNotes(test, factor, convergence),
  ];
}

/** What is to be said of the Hartung-Knapp factor and of the search for tau2. */
export function convergenceNotes(
  test: Test,
  factor: number | null,
  { converged, secondMode }: Convergence,
): readonly string[] {
  const notes: string[] = [];
  if (factor !== null && factor < 1 && (test === "hk" || test === "hk-adhoc")) {
    notes.push(
      `The Hartung-Knapp factor is ${factor.toPrecision(3)}${test === "hk" ? ", below 1: intervals are narrower than the usual ones." : " and was raised to 1."}`,
    );
  }
  if (!converged) notes.push("The between-study variance did not converge: the best value found is shown.");
  if (secondMode !== null)
    notes.push("The likelihood of the between-study variance has a second, lower maximum.");
  return notes;
}
