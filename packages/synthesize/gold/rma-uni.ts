/** `rma.uni` without moderators, and what R derives from such a fit. */
import { chiSquareUpper, fUpper } from "@coppice/numeric";
import {
  backTransform,
  type Effect,
  fitStatistics,
  likelihoodSe,
  type PooledResult,
  poolCommon,
  poolRandom,
  predictionInterval,
  profileLikelihoodInterval,
  type StudyData,
  studyData,
  type Tau2Interval,
  type Tau2Method,
  type Test,
  tau2Estimators,
} from "../src/index.ts";
import {
  type Adapter,
  type Answer,
  fields,
  type GoldCase,
  notSupported,
  numbers,
  type Row,
} from "./gold-file.ts";

export const tests: Readonly<Record<string, Test>> = { z: "z", t: "t", knha: "hk", adhoc: "hk-adhoc" };

export interface Fit {
  readonly result: PooledResult;
  readonly data: StudyData;
  /** 1, or 2 when tau2 was estimated. */
  readonly parameters: number;
  readonly testName: string;
  readonly level: number;
  readonly fixedTau2: boolean;
}

export interface FitOptions {
  readonly method: string;
  readonly testName: string;
  readonly level: number;
  readonly weighted: boolean;
  readonly weights?: readonly number[];
  readonly tau2?: number;
}

/** The fit of an intercept-only model, or the reason why there is none. */
export function fitModel(effects: readonly Effect[], options: FitOptions): Fit | string {
  const { method, testName, level, weights, tau2 } = options;
  const test = tests[testName];
  if (test === undefined) return `test ${testName}`;
  const data = studyData(effects);
  if (!data.ok) return data.problems[0]!.message;
  const shape = { data: data.value, testName, level, fixedTau2: tau2 !== undefined };
  if (method === "EE") {
    const result = poolCommon(effects, { test, level });
    return result.ok ? { ...shape, result: result.value, parameters: 1 } : result.problems[0]!.message;
  }
  const generalised = method === "GENQ" && weights !== undefined;
  if (!generalised && !(method in tau2Estimators)) return `method ${method}`;
  const result = poolRandom(effects, {
    tau2: tau2 ?? (generalised ? { generalisedQ: weights } : (method as Tau2Method)),
    test,
    level,
    ...(generalised ? { weights } : options.weighted ? {} : { weights: "equal" as const }),
  });
  if (!result.ok) return result.problems[0]!.message;
  return { ...shape, result: result.value, parameters: tau2 === undefined ? 2 : 1 };
}

const usesT = (fit: Fit): boolean => fit.result.df !== null;

function criteria(fit: Fit, kind: "ML" | "REML"): Readonly<Record<string, number>> {
  const { data, result, parameters } = fit;
  const fitted = fitStatistics(
    data,
    result.estimate / data.unit,
    result.tau2 / data.unit ** 2,
    parameters,
    kind,
  );
  return {
    ll: fitted.logLikelihood,
    dev: fitted.deviance,
    AIC: fitted.aic,
    BIC: fitted.bic,
    AICc: fitted.aicc,
  };
}

/** The fields that every fit has. */
export function coefficientFields(fit: Fit): Readonly<Record<string, unknown>> {
  const { result, parameters } = fit;
  const square = result.statistic ** 2;
  const unit2 = fit.data.unit ** 2;
  return {
    k: result.k,
    p: 1,
    coefNames: ["intrcpt"],
    beta: [result.estimate],
    se: [result.se],
    stat: [result.statistic],
    pval: [result.pValue],
    ciLb: [result.ciLow],
    ciUb: [result.ciHigh],
    test: fit.testName,
    ddf: [result.df],
    tau2: result.tau2,
    // With a fixed tau2 R reports the REML information at that value.
    seTau2: fit.fixedTau2 ? likelihoodSe(fit.data, result.tau2 / unit2, "REML") * unit2 : result.tau2Se,
    I2: result.i2,
    H2: result.h2,
    QE: result.q,
    QEp: result.qP,
    QM: square,
    QMp: result.df === null ? chiSquareUpper(square, 1) : fUpper(square, 1, result.df),
    QMdf: [1, result.df],
    s2w: result.scaleFactor,
    vt: result.typicalVariance,
    parms: parameters,
    fitML: criteria(fit, "ML"),
    fitREML: criteria(fit, "REML"),
  };
}

/** An interval for tau2, and what it means for tau, I2 and H2. */
function heterogeneityInterval(
  result: PooledResult,
  interval: Tau2Interval,
): Readonly<Record<string, unknown>> {
  const typical = result.typicalVariance ?? Number.NaN;
  const row = (f: (tau2: number) => number) => ({
    est: f(result.tau2),
    lb: f(interval.low),
    ub: f(interval.high),
  });
  const empty = interval.state === "empty";
  return {
    tau2: row((tau2) => tau2),
    tau: row(Math.sqrt),
    "I2(%)": row((tau2) => (100 * tau2) / (typical + tau2)),
    H2: row((tau2) => tau2 / typical + 1),
    lbSign: empty ? "<" : "",
    ubSign: empty ? "<" : "",
    ciNull: empty,
  };
}

function predictionFields(fit: Fit): Readonly<Record<string, unknown>> {
  const { result, parameters, level } = fit;
  const input = { ...result, tau2Estimated: parameters === 2 };
  const common = result.model === "common";
  const asTest = predictionInterval(input, "as-test", level);
  const riley = predictionInterval(input, "riley", level);
  const simple = predictionInterval(input, "simple", level);
  const noInterval = { lb: null, ub: null, ddf: null };
  return {
    predict: {
      pred: [result.estimate],
      se: [result.se],
      ciLb: [result.ciLow],
      ciUb: [result.ciHigh],
      piLb: common ? null : [asTest?.low],
      piUb: common ? null : [asTest?.high],
      piSe: [asTest?.se],
      piDdf: usesT(fit) ? asTest?.df : null,
    },
    pi_Riley: riley === null ? noInterval : { lb: riley.low, ub: riley.high, ddf: riley.df },
    pi_simple: simple === null ? noInterval : { lb: simple.low, ub: simple.high, ddf: simple.df },
    confint: result.tau2Interval === null ? null : heterogeneityInterval(result, result.tau2Interval),
  };
}

export function effectsOf(goldCase: GoldCase, rows: readonly Row[]): readonly Effect[] {
  const yi = numbers(rows, String(goldCase.args["yi"]));
  const vi = numbers(rows, String(goldCase.args["vi"]));
  return yi.map((y, i) => ({ yi: y, vi: vi[i]! }));
}

/** Arguments that an intercept-only model does not have. */
const known = new Set([
  "yi",
  "vi",
  "method",
  "test",
  "level",
  "weighted",
  "weights",
  "tau2",
  "ciType",
  "transform",
]);

function fitCase(goldCase: GoldCase, rows: readonly Row[], answer: (fit: Fit) => Answer): Answer {
  const { args } = goldCase;
  const unknown = Object.keys(args).find((name) => !known.has(name));
  if (unknown !== undefined) return notSupported(`${goldCase.function} with ${unknown}`);
  const fit = fitModel(effectsOf(goldCase, rows), {
    method: String(args["method"]),
    testName: String(args["test"] ?? "z"),
    level: Number(args["level"] ?? 95) / 100,
    weighted: args["weighted"] !== false,
    ...(Array.isArray(args["weights"]) ? { weights: args["weights"] as readonly number[] } : {}),
    ...(typeof args["tau2"] === "number" ? { tau2: args["tau2"] } : {}),
  });
  return typeof fit === "string" ? notSupported(fit) : answer(fit);
}

const uni: Adapter = (goldCase, rows) =>
  fitCase(goldCase, rows, (fit) => fields({ ...coefficientFields(fit), ...predictionFields(fit) }));

const profileLikelihood: Adapter = (goldCase, rows) =>
  fitCase(goldCase, rows, ({ data, result, level }) => {
    const kind = goldCase.args["method"] === "ML" ? "ML" : "REML";
    const square = data.unit ** 2;
    const interval = profileLikelihoodInterval(data, result.tau2 / square, kind, level);
    return fields(
      heterogeneityInterval(result, {
        ...interval,
        low: interval.low * square,
        high: interval.high * square,
      }),
    );
  });

const exponentiated: Adapter = (goldCase, rows) =>
  fitCase(goldCase, rows, ({ result, level }) => {
    const prediction = predictionInterval(result, "as-test", level);
    const ratio = (x: number | undefined): readonly (number | null)[] => [
      x === undefined ? null : backTransform("RR", x),
    ];
    return fields({
      pred: ratio(result.estimate),
      se: [null],
      ciLb: ratio(result.ciLow),
      ciUb: ratio(result.ciHigh),
      piLb: ratio(prediction?.low),
      piUb: ratio(prediction?.high),
      piSe: [prediction?.se],
    });
  });

export const rmaUniAdapters: Readonly<Record<string, Adapter>> = {
  "rma.uni": uni,
  "confint(type=PL)": profileLikelihood,
  "predict(transf=exp)": exponentiated,
};
