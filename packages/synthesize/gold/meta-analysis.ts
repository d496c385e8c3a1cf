/** What package meta returns of an analysis, whatever the outcome. */
import {
  type AdHocRule,
  designMatrix,
  type Effect,
  type EffectSize,
  type FutureStudyMethod,
  type RandomIntervalMethod,
  type Result,
  regress,
  type Tau2Method,
  type TwoModelOptions,
  type TwoModels,
  tau2Estimators,
  twoModels,
} from "../src/index.ts";
import { type Answer, fields, type GoldCase, notSupported, type Row } from "./gold-file.ts";
import { type Args, number, text } from "./meta-args.ts";
import { rTau2Limits } from "./r-tau2-limits.ts";

const rules: Readonly<Record<string, AdHocRule>> = {
  none: "none",
  se: "se",
  ci: "ci",
  IQWiG6: "iqwig6",
  iqwig6: "iqwig6",
};
const intervals: Readonly<Record<string, RandomIntervalMethod>> = { classic: "classic", HK: "hk", KR: "kr" };

/** The options of both models; `level` is that of single studies and changes nothing here. */
function modelOptions(args: Args): TwoModelOptions | string {
  const tau2 = text(args, "methodTau", "REML");
  const preset = args["tauPreset"];
  const interval = intervals[text(args, "methodRandomCi", "classic")];
  const adHoc = rules[text(args, "adhocHakn", text(args, "adhocHaknCi", "none"))];
  const prediction = text(args, "methodPredict", "V");
  if (!(tau2 in tau2Estimators)) return `method.tau ${tau2}`;
  if (interval === undefined) return `method.random.ci ${String(args["methodRandomCi"])}`;
  if (adHoc === undefined) return `adhoc.hakn ${String(args["adhocHakn"])}`;
  if (prediction === "NNF") return "method.predict NNF, a bootstrap with R's random numbers";
  // "QP (J for k<=2)" is the default of every estimator but DL; an empty name asks for no interval.
  const named = text(args, "methodTauCi", args["methodTauCi"] === "" ? "none" : "");
  const by = named === "" || (named.includes("(") && tau2 !== "DL") ? undefined : named.replace(/ .*/, "");
  return {
    tau2: typeof preset === "number" ? preset * preset : (tau2 as Tau2Method),
    level: number(args, "levelMa", number(args, "level.ma", 0.95)),
    predictionLevel: number(args, "levelPredict", 0.95),
    heterogeneityLevel: number(args, "levelHetstat", 0.95),
    interval,
    adHoc,
    prediction: prediction as FutureStudyMethod,
    predictionAdHocSe: args["adhocHaknPi"] === "se",
    ...(by === undefined ? {} : { tau2Interval: by as NonNullable<TwoModelOptions["tau2Interval"]> }),
  };
}

const df = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;

/** Spreads values over all studies: null for those that did not enter. */
function spread(
  entered: readonly boolean[],
  values: readonly number[],
  otherwise: number | null,
): readonly (number | null)[] {
  let next = 0;
  return entered.map((enters) => (enters ? values[next++]! : otherwise));
}

interface Analysed {
  readonly effects: readonly (EffectSize | null)[];
  readonly models: TwoModels;
  readonly tested: boolean;
}

function analysisFields(
  { effects, models, tested }: Analysed,
  by: TwoModelOptions["tau2Interval"],
): Readonly<Record<string, unknown>> {
  const entered = effects.map((effect) => effect !== null);
  const { common, random, prediction, tau2Interval, inconsistency } = models;
  const limits = tau2Interval === null ? [null, null] : limitsOfR({ effects, models, tested }, by);
  const test = (x: number): number | null => (tested ? x : null);
  return {
    k: models.k,
    TE: effects.map((effect) => effect?.yi ?? null),
    seTE: effects.map((effect) => (effect === null ? null : Math.sqrt(effect.vi))),
    wCommon: spread(entered, common.weights, 0),
    wRandom: spread(entered, random.weights, 0),
    common: {
      est: common.estimate,
      se: common.se,
      lb: common.ciLow,
      ub: common.ciHigh,
      stat: test(common.statistic),
      p: test(common.pValue),
    },
    random: {
      est: [random.estimate],
      se: [random.se],
      lb: [random.ciLow],
      ub: [random.ciHigh],
      stat: [test(random.statistic)],
      p: [test(random.pValue)],
      df: [df(random.df)],
    },
    predict: {
      lb: [prediction?.low ?? null],
      ub: [prediction?.high ?? null],
      se: [prediction?.se ?? null],
      df: [prediction === null ? null : df(prediction.df)],
    },
    Q: [models.q],
    dfQ: [models.qDf],
    pQ: [models.qP],
    tau2: [models.tau2],
    lowerTau2: [limits[0]],
    upperTau2: [limits[1]],
    H: [inconsistency.h],
    I2: [inconsistency.i2 / 100],
    lowerI2: [inconsistency.i2Low === null ? null : inconsistency.i2Low / 100],
    upperI2: [inconsistency.i2High === null ? null : inconsistency.i2High / 100],
    Rb: [models.varianceShare === null ? null : models.varianceShare / 100],
  };
}

/** R's limits in place of the exact ones, which differ by the tolerance of its root search. */
function limitsOfR(
  { effects, models }: Analysed,
  by: TwoModelOptions["tau2Interval"],
): readonly [number, number] {
  const { low, high, method, level } = models.tau2Interval!;
  if (method === "profile likelihood") return [low, high];
  const name = method === "Q-profile" ? "QP" : by === "BJ" ? "BJ" : "J";
  return rTau2Limits(
    effects.filter((effect) => effect !== null),
    models.tau2,
    name,
    level,
  );
}

/** What a family of studies brings to the analysis of all of them and of each subgroup. */
export interface Family {
  readonly effects: readonly (EffectSize | null)[];
  /** Options that depend on the studies: the common estimate of tables, sample sizes. */
  readonly own: (studies: readonly number[]) => Result<Partial<TwoModelOptions>>;
  readonly tested: boolean;
}

function analyse(family: Family, studies: readonly number[], options: TwoModelOptions): Result<TwoModels> {
  const entered = studies.filter((i) => family.effects[i] !== null);
  const own = family.own(entered);
  if (!own.ok) return own;
  return twoModels(
    entered.map((i): Effect => family.effects[i]!),
    { ...options, ...own.value },
  );
}

/** One tau2 for all subgroups: the residual one of a regression on the groups. */
function sharedTau2(
  family: Family,
  entered: readonly number[],
  labels: readonly string[],
  tau2: Tau2Method | number,
): Result<number> {
  const groups = new Set(entered.map((i) => labels[i]!));
  const design = designMatrix(
    entered.map((i) => ({ group: labels[i]! })),
    groups.size > 1 ? "~ 0 + group" : "~ 1",
  );
  if (!design.ok) return design;
  const fit = regress(
    entered.map((i): Effect => family.effects[i]!),
    design.value,
    { tau2, tau2Interval: false },
  );
  return fit.ok ? { ok: true, value: fit.value.tau2 } : fit;
}

function subgroupFields(
  family: Family,
  labels: readonly string[],
  options: TwoModelOptions,
  tauCommon: boolean,
): Result<Readonly<Record<string, unknown>>> {
  const entered = labels.map((_, i) => i).filter((i) => family.effects[i] !== null);
  const shared = tauCommon ? sharedTau2(family, entered, labels, options.tau2 ?? "REML") : null;
  if (shared !== null && !shared.ok) return shared;
  const levels = [...new Set(entered.map((i) => labels[i]!))];
  const parts: TwoModels[] = [];
  for (const level of levels) {
    const members = entered.filter((i) => labels[i] === level);
    const part = analyse(family, members, shared === null ? options : { ...options, tau2: shared.value });
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const between = (of: (part: TwoModels) => { readonly estimate: number; readonly se: number }) =>
    twoModels(
      parts.map((part) => ({ yi: of(part).estimate, vi: of(part).se ** 2 })),
      { tau2: 0 },
    );
  const common = between((part) => part.common);
  const random = between((part) => part.random);
  if (!common.ok) return common;
  if (!random.ok) return random;
  const column = (f: (part: TwoModels) => number | null): readonly (number | null)[] => parts.map(f);
  return {
    ok: true,
    value: {
      levels,
      k: column((part) => part.k),
      commonEst: column((part) => part.common.estimate),
      randomEst: column((part) => part.random.estimate),
      randomSe: column((part) => part.random.se),
      tau2: column((part) => (part.k > 1 || shared !== null ? part.tau2 : null)),
      Q: column((part) => part.q),
      I2: column((part) => (part.k > 1 ? part.inconsistency.i2 / 100 : null)),
      QbCommon: [common.value.q],
      QbRandom: [random.value.q],
      dfQb: [common.value.qDf],
      pQbCommon: [common.value.qP],
      pQbRandom: [random.value.qP],
    },
  };
}

export function answer(
  goldCase: GoldCase,
  rows: readonly Row[],
  family: Family,
  more: Readonly<Record<string, unknown>> = {},
): Answer {
  const { args } = goldCase;
  const options = modelOptions(args);
  if (typeof options === "string") return notSupported(options);
  const models = analyse(
    family,
    rows.map((_, i) => i),
    options,
  );
  if (!models.ok) return notSupported(models.problems[0]!.message);
  const all = {
    ...analysisFields(
      { effects: family.effects, models: models.value, tested: family.tested },
      options.tau2Interval,
    ),
    ...more,
  };
  const by = args["subgroup"];
  if (typeof by !== "string") return fields(all);
  const labels = rows.map((row) => String(row[by]));
  const subgroup = subgroupFields(family, labels, options, args["tauCommon"] === true);
  return subgroup.ok
    ? fields({ ...all, subgroup: subgroup.value })
    : notSupported(subgroup.problems[0]!.message);
}
