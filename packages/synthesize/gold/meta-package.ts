/** `metabin`, `metacont`, `metaprop` of package meta. */
import {
  type Counts,
  continuityIncrements,
  correctedMantelHaenszel,
  correctedProportions,
  type EffectSize,
  type GivenMean,
  inconsistency,
  type PooledTables,
  type ProportionIntervalMethod,
  peto,
  poolLogisticMixed,
  predictionInterval,
  proportion,
  proportionInterval,
  type Result,
  type TwoModelOptions,
  twoModels,
} from "../src/index.ts";
import { answerOf, guarded } from "./answer.ts";
import { type Adapter, type Answer, fields, type GoldCase, notSupported } from "./gold-file.ts";
import { answer } from "./meta-analysis.ts";
import { applies, columns, flag, number, text } from "./meta-args.ts";
import {
  correctionOf,
  meanEffectsOf,
  measures,
  tableEffectsOf,
  tablesOfMeta,
  values,
} from "./meta-effects.ts";

const petoMean = (result: PooledTables, information: readonly number[]): GivenMean => ({
  estimate: result.estimate,
  se: result.se,
  weights: information,
});

const metabin: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const method = text(args, "method", args["tauCommon"] === true ? "Inverse" : "MH");
  const measure = measures[text(args, "sm", method === "Peto" || method === "SSW" ? "OR" : "RR")];
  if (measure === undefined) return notSupported(`metabin with sm ${String(args["sm"])}`);
  const tables = tablesOfMeta(args, rows);
  const correction = correctionOf(args);
  const some = (studies: readonly number[]): readonly Counts[] => studies.map((i) => tables[i]!);
  const effects = tableEffectsOf(args, rows, method)!;
  // Subgroups get the increments of the whole analysis.
  const added = continuityIncrements(tables, measure, correction);
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
    const pooled = correctedMantelHaenszel(some(studies), measure as "OR" | "RR" | "RD", {
      ...correction,
      increment: studies.map((index) => added[index]!),
      exact: flag(args, "MHExact", "MH.exact", "MHexact"),
    });
    return pooled.ok ? { ok: true, value: { common: pooled.value, qAroundCommon: around } } : pooled;
  };
  return ["Inverse", "MH", "Peto", "SSW"].includes(method)
    ? answer(goldCase, rows, { effects, own, tested: true })
    : notSupported(`metabin with method ${method}`);
};

const none = (): Result<Partial<TwoModelOptions>> => ({ ok: true, value: {} });

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
  if (method === "GLMM") return mixedProportions(args, groups);
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

/** The logistic mixed model: Q is both the Wald-type and the likelihood-ratio test, I2 comes from the first. */
function mixedProportions(
  args: GoldCase["args"],
  groups: readonly { readonly events: number; readonly n: number }[],
): Answer {
  const level = number(args, "level", 0.95);
  const own = groups.map((group) => answerOf(proportion("PLO", group)));
  const common = answerOf(poolLogisticMixed(groups, { effects: "common", level }));
  const random = answerOf(poolLogisticMixed(groups, { effects: "random", level }));
  const [c, r] = [common.coefficients[0]!, random.coefficients[0]!];
  const { waldHeterogeneity: wald, likelihoodRatioHeterogeneity: ratio } = random;
  const { h, i2, i2Low, i2High } = inconsistency(wald.statistic, wald.df, level);
  const prediction = predictionInterval(
    { estimate: r.estimate, se: r.se, tau2: random.tau2, k: random.k, df: null },
    "k-1",
    level,
  );
  const missing = groups.map(() => null);
  return fields({
    k: random.k,
    TE: own.map(({ yi }) => yi),
    seTE: own.map(({ vi }) => Math.sqrt(vi)),
    wCommon: missing,
    wRandom: missing,
    common: { est: c.estimate, se: c.se, lb: c.ciLow, ub: c.ciHigh, stat: null, p: null },
    random: {
      est: [r.estimate],
      se: [r.se],
      lb: [r.ciLow],
      ub: [r.ciHigh],
      stat: [null],
      p: [null],
      df: [Number.POSITIVE_INFINITY],
    },
    predict: { lb: [prediction?.low], ub: [prediction?.high], se: [prediction?.se], df: [prediction?.df] },
    Q: [wald.statistic, ratio.statistic],
    dfQ: [wald.df, ratio.df],
    pQ: [wald.pValue, ratio.pValue],
    tau2: [random.tau2],
    lowerTau2: [null],
    upperTau2: [null],
    H: [h],
    I2: [i2 / 100],
    lowerI2: [i2Low === null ? null : i2Low / 100],
    upperI2: [i2High === null ? null : i2High / 100],
    Rb: [null],
  });
}

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

export const metaPackageAdapters: Readonly<Record<string, Adapter>> = {
  metabin,
  metacont,
  metaprop: guarded(metaprop),
};
