/** `metabin`, `metacont`, `metaprop` and their relatives of package meta. */
import {
  type AdHocRule,
  type CorrectionOptions,
  type Counts,
  correctedEffects,
  correctedMantelHaenszel,
  correctedProportions,
  type Effect,
  type EffectSize,
  type FutureStudyMethod,
  type GivenMean,
  meanDifference,
  type PooledTables,
  type ProportionIntervalMethod,
  peto,
  petoOddsRatio,
  proportionInterval,
  type RandomIntervalMethod,
  type Result,
  ratioOfMeans,
  standardizedByConvention,
  subgroups,
  type TableMeasure,
  type Tau2Method,
  type TwoModelOptions,
  type TwoModels,
  tau2Estimators,
  twoModels,
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
import { rTau2Limits } from "./r-tau2-limits.ts";

type Args = GoldCase["args"];

function text(args: Args, name: string, otherwise: string): string {
  const value = args[name];
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function number(args: Args, name: string, otherwise: number): number {
  const value = args[name];
  return typeof value === "number" ? value : otherwise;
}

/** An option under its R name or the file's camel-case form of it. */
function flag(args: Args, ...names: readonly string[]): boolean {
  return names.some((name) => args[name] === true);
}

const rules: Readonly<Record<string, AdHocRule>> = {
  none: "none",
  se: "se",
  ci: "ci",
  IQWiG6: "iqwig6",
  iqwig6: "iqwig6",
};
const intervals: Readonly<Record<string, RandomIntervalMethod>> = { classic: "classic", HK: "hk", KR: "kr" };
const applies: Readonly<Record<string, NonNullable<CorrectionOptions["apply"]>>> = {
  only0: "only-zero",
  if0all: "if-any-zero",
  all: "all",
  user: "all",
};

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
  const by = text(args, "methodTauCi", tau2 === "DL" ? "J" : "QP")
    .slice(0, 2)
    .trim();
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

const values = (results: readonly Result<EffectSize>[]): readonly (EffectSize | null)[] =>
  results.map((result) => (result.ok && result.value.vi > 0 ? result.value : null));

/** What a family of studies brings to the analysis of all of them and of each subgroup. */
interface Family {
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

function subgroupFields(
  family: Family,
  labels: readonly string[],
  options: TwoModelOptions,
  tauCommon: boolean,
): Result<Readonly<Record<string, unknown>>> {
  const entered = labels.map((_, i) => i).filter((i) => family.effects[i] !== null);
  const grouped = entered.map((i) => ({ ...family.effects[i]!, group: labels[i]! }));
  const split = subgroups(grouped, {
    model: "random",
    tau2: options.tau2 ?? "REML",
    tau2Interval: false,
    tau2Across: tauCommon ? "shared" : "separate",
  });
  if (!split.ok) return split;
  const shared = split.value.sharedTau2;
  const parts: TwoModels[] = [];
  for (const { studies } of split.value.groups) {
    const members = studies.map((i) => entered[i]!);
    const part = analyse(family, members, shared === null ? options : { ...options, tau2: shared });
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
      levels: split.value.groups.map(({ group }) => group),
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

function answer(
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

const columns = (
  args: Args,
  rows: readonly Row[],
  ...names: readonly string[]
): readonly (readonly number[])[] => names.map((name) => numbers(rows, text(args, name, name)));

/** Tables in the order of the rows, from the columns named eventE, nE, eventC, nC. */
export function tablesOfMeta(args: Args, rows: readonly Row[]): readonly Counts[] {
  const [events1, n1, events2, n2] = columns(args, rows, "eventE", "nE", "eventC", "nC");
  return rows.map((_, i) => ({ events1: events1![i]!, n1: n1![i]!, events2: events2![i]!, n2: n2![i]! }));
}

const measures: Readonly<Record<string, TableMeasure>> = {
  RR: "RR",
  VE: "RR",
  OR: "OR",
  DOR: "OR",
  RD: "RD",
  ASD: "AS",
};

/** The continuity correction of the arguments `incr`, `methodIncr`, `allstudies`. */
export function correctionOf(args: Args): CorrectionOptions {
  const incr = args["incr"];
  const each = (name: string): readonly number[] | null =>
    Array.isArray(args[name]) ? (args[name] as readonly number[]) : null;
  const arm1 = each("incrE") ?? (Array.isArray(incr) ? (incr as readonly number[]) : null);
  const arm2 = each("incrC") ?? arm1;
  const increment =
    incr === "TACC"
      ? ("treatment-arm" as const)
      : arm1 === null || arm2 === null
        ? number(args, "incr", 0.5)
        : arm1.map((value, i) => ({ arm1: value, arm2: arm2[i]! }));
  return {
    increment,
    apply: applies[text(args, "methodIncr", "only0")] ?? "only-zero",
    keepDoubleZero: flag(args, "allstudies", "allStudies"),
  };
}

const petoMean = (result: PooledTables, information: readonly number[]): GivenMean => ({
  estimate: result.estimate,
  se: result.se,
  weights: information,
});

/** The effects of tables under the arguments of metabin; null where a study has none. */
export function tableEffectsOf(
  args: Args,
  rows: readonly Row[],
  method: string,
): readonly (EffectSize | null)[] | null {
  const measure = measures[text(args, "sm", method === "Peto" || method === "SSW" ? "OR" : "RR")];
  if (measure === undefined) return null;
  const tables = tablesOfMeta(args, rows);
  const wholeRiskRatio = flag(args, "RRCochrane", "RR.Cochrane");
  return values(
    method === "Peto"
      ? tables.map((table) => petoOddsRatio(table, { rule: "none", dropDoubleZero: true }))
      : correctedEffects(tables, measure, { ...correctionOf(args), wholeRiskRatio }),
  );
}

const metabin: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const method = text(args, "method", args["tauCommon"] === true ? "Inverse" : "MH");
  const measure = measures[text(args, "sm", method === "Peto" || method === "SSW" ? "OR" : "RR")];
  if (measure === undefined) return notSupported(`metabin with sm ${String(args["sm"])}`);
  const tables = tablesOfMeta(args, rows);
  const correction = correctionOf(args);
  const some = (studies: readonly number[]): readonly Counts[] => studies.map((i) => tables[i]!);
  const effects = tableEffectsOf(args, rows, method)!;
  const around = method === "MH" && args["QCochrane"] !== false && args["methodTau"] === "DL";
  const own = (studies: readonly number[]): Result<Partial<TwoModelOptions>> => {
    if (method === "Inverse" || measure === "AS") return { ok: true, value: {} };
    if (method === "SSW") return { ok: true, value: { sampleSizes: some(studies) } };
    if (method === "Peto") {
      const pooled = peto(some(studies));
      if (!pooled.ok) return pooled;
      return {
        ok: true,
        value: {
          common: petoMean(
            pooled.value,
            studies.map((i) => 1 / effects[i]!.vi),
          ),
        },
      };
    }
    const pooled = correctedMantelHaenszel(some(studies), measure, {
      ...correction,
      exact: flag(args, "MHExact", "MH.exact", "MHexact"),
    });
    return pooled.ok ? { ok: true, value: { common: pooled.value, qAroundCommon: around } } : pooled;
  };
  return ["Inverse", "MH", "Peto", "SSW"].includes(method)
    ? answer(goldCase, rows, { effects, own, tested: true })
    : notSupported(`metabin with method ${method}`);
};

const none = (): Result<Partial<TwoModelOptions>> => ({ ok: true, value: {} });

/** The effects of means under the arguments of metacont. */
export function meanEffectsOf(args: Args, rows: readonly Row[]): readonly (EffectSize | null)[] {
  const [n1, mean1, sd1, n2, mean2, sd2] = columns(args, rows, "nE", "meanE", "sdE", "nC", "meanC", "sdC");
  const sm = text(args, "sm", "MD");
  const kinds = { Hedges: "hedges", Cohen: "cohen", Glass: "glass" } as const;
  const kind = kinds[text(args, "methodSmd", "Hedges") as keyof typeof kinds];
  return values(
    rows.map((_, i) => {
      const data = {
        mean1: mean1![i]!,
        sd1: sd1![i]!,
        n1: n1![i]!,
        mean2: mean2![i]!,
        sd2: sd2![i]!,
        n2: n2![i]!,
      };
      if (sm === "SMD") {
        return standardizedByConvention(data, {
          kind,
          exact: args["exactSmd"] !== false,
          glassArm: args["sdGlass"] === "experimental" ? "experimental" : "control",
        });
      }
      const variance = args["pooledvar"] === true ? "pooled" : "unequal";
      return sm === "ROM"
        ? ratioOfMeans(data, { biasCorrection: false, variance })
        : meanDifference(data, { variance });
    }),
  );
}

const metacont: Adapter = (goldCase, rows) => {
  const effects = meanEffectsOf(goldCase.args, rows);
  const sm = text(goldCase.args, "sm", "MD");
  return ["MD", "SMD", "ROM"].includes(sm)
    ? answer(goldCase, rows, { effects, own: none, tested: true })
    : notSupported(`metacont with sm ${sm}`);
};

const proportionMeasures = { PLOGIT: "PLO", PFT: "PFT", PAS: "PAS", PRAW: "PR", PLN: "PLN" } as const;

const metaprop: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const [events, n] = columns(args, rows, "event", "n");
  const groups = rows.map((_, i) => ({ events: events![i]!, n: n![i]! }));
  const level = number(args, "level", 0.95);
  const by = text(args, "methodCi", "CP");
  const method = text(args, "method", "");
  const sm = text(args, "sm", method === "" ? "PRAW" : "PLOGIT");
  const measure = proportionMeasures[sm as keyof typeof proportionMeasures];
  if (measure === undefined) return notSupported(`metaprop with sm ${sm}`);
  if (method === "GLMM") return notSupported("metaprop by GLMM");
  const correction = {
    increment: number(args, "incr", 0.5),
    apply: applies[text(args, "methodIncr", "only0")] ?? "only-zero",
  };
  const effects = values(correctedProportions(groups, measure, correction));
  const limits = groups.map((group, i) =>
    by === "NAsm"
      ? normalLimits(effects[i]!, level)
      : exactLimits(group, by as ProportionIntervalMethod, level),
  );
  if (method === "") {
    return fields({
      est: groups.map((group) => group.events / group.n),
      lb: limits.map(([low]) => low),
      ub: limits.map(([, high]) => high),
    });
  }
  const onScale = (p: number, size: number): number => (by === "NAsm" ? p : transform[measure](p, size));
  return answer(
    goldCase,
    rows,
    { effects, own: none, tested: false },
    {
      studyLb: limits.map(([low], i) => onScale(low, groups[i]!.n)),
      studyUb: limits.map(([, high], i) => onScale(high, groups[i]!.n)),
    },
  );
};

type Limits = readonly [number, number];

function exactLimits(
  group: { readonly events: number; readonly n: number },
  by: ProportionIntervalMethod,
  level: number,
): Limits {
  const interval = proportionInterval(group, by, level);
  return interval.ok ? [interval.value.low, interval.value.high] : [Number.NaN, Number.NaN];
}

function normalLimits({ yi, vi }: EffectSize, level: number): Limits {
  const mean = twoModels([{ yi, vi }], { level });
  return mean.ok ? [mean.value.common.ciLow, mean.value.common.ciHigh] : [Number.NaN, Number.NaN];
}

/** A limit of a proportion on the scale of analysis; Freeman and Tukey's takes p n as the events. */
const transform = {
  PR: (p: number): number => p,
  PLO: (p: number): number => Math.log(p / (1 - p)),
  PLN: Math.log,
  PAS: (p: number): number => Math.asin(Math.sqrt(p)),
  PFT: (p: number, n: number): number =>
    0.5 * (Math.asin(Math.sqrt((n * p) / (n + 1))) + Math.asin(Math.sqrt((n * p + 1) / (n + 1)))),
} as const;

export const metaPackageAdapters: Readonly<Record<string, Adapter>> = { metabin, metacont, metaprop };
