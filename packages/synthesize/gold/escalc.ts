/** `escalc`: effect sizes and variances of every row of a data set. */
import { studentQuantile } from "@coppice/numeric";
import type { EffectSize, Result } from "../src/index.ts";
import * as synthesize from "../src/index.ts";
import {
  type Adapter,
  type Answer,
  fields,
  type GoldCase,
  notSupported,
  numbers,
  type Row,
} from "./gold-file.ts";

/** A row's data under the argument names of the R function. */
type Data = Readonly<Record<string, number>>;

/** The options of a case that an effect size may need, beside the data. */
interface EscalcOptions {
  readonly add: number | undefined;
  readonly to: string;
  readonly drop00: boolean;
  readonly vtype: string;
  readonly correct: boolean;
}

/** Computes one row; `all` holds every row, for variances that average over studies. */
type Compute = (row: Data, options: EscalcOptions, all: readonly Data[]) => Result<EffectSize> | null;

function countsOf(row: Data): synthesize.Counts {
  const { ai, bi, ci, di, n1i, n2i } = row;
  return { events1: ai!, n1: n1i ?? ai! + bi!, events2: ci!, n2: n2i ?? ci! + di! };
}

function zeroCells(options: EscalcOptions, all: readonly Data[]): synthesize.ZeroCellOptions {
  const rules: Readonly<Record<string, () => synthesize.ZeroCellRule>> = {
    only0: () => "only-zero",
    all: () => "all",
    none: () => "none",
    if0all: () => synthesize.ruleIfAnyZero(all.map(countsOf)),
  };
  return { add: options.add ?? 0.5, rule: rules[options.to]!(), dropDoubleZero: options.drop00 };
}

const binary =
  (f: (counts: synthesize.Counts, options: synthesize.ZeroCellOptions) => Result<EffectSize>): Compute =>
  (row, options, all) =>
    f(countsOf(row), zeroCells(options, all));

function meansOf({ m1i, sd1i, n1i, m2i, sd2i, n2i }: Data): synthesize.TwoMeans {
  return { mean1: m1i!, sd1: sd1i!, n1: n1i!, mean2: m2i!, sd2: sd2i!, n2: n2i! };
}

const twoMeans =
  (f: (data: synthesize.TwoMeans) => Result<EffectSize>): Compute =>
  (row) =>
    f(meansOf(row));

const paired =
  (f: (data: synthesize.PairedMeans) => Result<EffectSize>): Compute =>
  ({ m1i, sd1i, m2i, sd2i, ni, ri }) =>
    f({ mean1: m1i!, sd1: sd1i!, mean2: m2i!, sd2: sd2i!, n: ni!, correlation: ri! });

const matched =
  (f: (table: synthesize.MatchedTable) => Result<EffectSize>): Compute =>
  ({ ai, bi, ci, di }) =>
    f({ both: ai!, only1: bi!, only2: ci!, neither: di! });

const rates =
  (f: (data: synthesize.TwoRates, options: synthesize.RateOptions) => Result<EffectSize>): Compute =>
  ({ x1i, t1i, x2i, t2i }, options) =>
    f(
      { events1: x1i!, time1: t1i!, events2: x2i!, time2: t2i! },
      options.to === "all" ? { add: options.add ?? 0.5, rule: "all" } : {},
    );

const proportions =
  (measure: synthesize.ProportionMeasure): Compute =>
  ({ xi, ni }, { vtype }) =>
    synthesize.proportion(measure, { events: xi!, n: ni! }, { unbiased: vtype === "UB" });

const oneRate =
  (measure: synthesize.RateMeasure): Compute =>
  ({ xi, ti }) =>
    synthesize.incidenceRate(measure, { events: xi!, time: ti! });

const oneMean =
  (measure: synthesize.MeanMeasure): Compute =>
  ({ mi, sdi, ni }) =>
    synthesize.oneMean(measure, { mean: mi!, sd: sdi!, n: ni! });

const alpha =
  (measure: synthesize.AlphaMeasure): Compute =>
  ({ ai, mi, ni }) =>
    synthesize.cronbachAlpha(measure, { alpha: ai!, items: mi!, n: ni! });

const correlations =
  (f: (data: synthesize.Correlation) => Result<EffectSize>): Compute =>
  ({ ri, ni }) =>
    f({ r: ri!, n: ni! });

/** The mean of a quantity over studies, weighted by their size. */
function weightedMean(values: readonly number[], sizes: readonly number[]): number {
  const total = sizes.reduce((sum, n) => sum + n, 0);
  return values.reduce((sum, value, i) => sum + value * sizes[i]!, 0) / total;
}

const oddsRatio: Compute = (row, options, all) => {
  const zero = zeroCells(options, all);
  if (options.vtype !== "AV") return synthesize.oddsRatio(countsOf(row), zero);
  const counts = all.map(countsOf);
  const share = (events: (c: synthesize.Counts) => number, n: (c: synthesize.Counts) => number): number =>
    weightedMean(
      counts.map((c) => events(c) / n(c)),
      counts.map(n),
    );
  const varianceRisks = {
    p1: share(
      (c) => c.events1,
      (c) => c.n1,
    ),
    p2: share(
      (c) => c.events2,
      (c) => c.n2,
    ),
  };
  return synthesize.oddsRatio(countsOf(row), { ...zero, varianceRisks });
};

const smdVariances = new Set(["LS", "LS2", "UB"]);

const smd: Compute = (row, { vtype, correct }, all) => {
  const correction = correct ? "exact" : "none";
  const effect = (data: Data, options: synthesize.SmdOptions): Result<EffectSize> => {
    const { n1i, n2i, ti, pi } = data;
    const root = Math.sqrt(1 / n1i! + 1 / n2i!);
    if (ti !== undefined) return synthesize.standardizedFromD(ti * root, n1i!, n2i!, options);
    // A p-value without a direction is read as a positive effect.
    if (pi !== undefined) {
      const t = -studentQuantile(pi / 2, n1i! + n2i! - 2);
      return synthesize.standardizedFromD(t * root, n1i!, n2i!, options);
    }
    return synthesize.standardizedMeanDifference(meansOf(data), options);
  };
  if (vtype !== "AV") {
    return smdVariances.has(vtype)
      ? effect(row, { correction, variance: vtype as synthesize.SmdVariance })
      : null;
  }
  const effects = all.map((data) => effect(data, { correction }));
  const varianceEffect = weightedMean(
    effects.map((one) => (one.ok ? one.value.yi : Number.NaN)),
    all.map((data) => data["n1i"]! + data["n2i"]!),
  );
  return effect(row, { correction, varianceEffect });
};

const rawCorrelation: Compute = ({ ri, ni }, { vtype }, all) => {
  const mean = weightedMean(
    all.map((data) => data["ri"]!),
    all.map((data) => data["ni"]!),
  );
  return synthesize.correlation({ r: ri!, n: ni! }, vtype === "AV" ? mean : undefined);
};

const measures: Readonly<Record<string, Compute>> = {
  RR: binary(synthesize.riskRatio),
  OR: oddsRatio,
  RD: (row, options, all) =>
    synthesize.riskDifference(countsOf(row), {
      ...zeroCells(options, all),
      variance: options.vtype === "UB" ? "unbiased" : "large-sample",
    }),
  AS: binary(synthesize.arcsineDifference),
  PETO: binary(synthesize.petoOddsRatio),
  PHI: (row, { vtype }) =>
    synthesize.phiCoefficient(countsOf(row), vtype === "ST" ? "stratified" : "cross-sectional"),
  ZPHI: (row) => synthesize.phiCoefficientZ(countsOf(row)),
  YUQ: binary(synthesize.yuleQ),
  YUY: binary(synthesize.yuleY),
  RTET: binary(synthesize.tetrachoricCorrelation),
  PBIT: binary(synthesize.probitDifference),
  OR2D: binary((counts, options) => synthesize.standardizedFromOddsRatio(counts, "logistic", options)),
  OR2DL: binary((counts, options) => synthesize.standardizedFromOddsRatio(counts, "logistic", options)),
  OR2DN: binary((counts, options) => synthesize.standardizedFromOddsRatio(counts, "normal", options)),
  MD: (row, { vtype }) =>
    synthesize.meanDifference(meansOf(row), { variance: vtype === "HO" ? "pooled" : "unequal" }),
  SMD: smd,
  SMDH: twoMeans(synthesize.smdUnequalVariances),
  SMD1: twoMeans(synthesize.glassDelta),
  SMD1H: twoMeans(synthesize.glassDeltaUnequalVariances),
  ROM: (row, { vtype, correct }) =>
    synthesize.ratioOfMeans(meansOf(row), {
      variance: vtype === "HO" ? "pooled" : "unequal",
      biasCorrection: correct,
    }),
  CVR: twoMeans(synthesize.coefficientOfVariationRatio),
  VR: twoMeans(synthesize.variabilityRatio),
  RPB: twoMeans(synthesize.pointBiserial),
  ZPB: twoMeans(synthesize.pointBiserialZ),
  RBIS: twoMeans(synthesize.biserial),
  ZBIS: twoMeans(synthesize.biserialZ),
  D2OR: twoMeans((data) => synthesize.oddsRatioFromMeans(data, "logistic")),
  D2ORL: twoMeans((data) => synthesize.oddsRatioFromMeans(data, "logistic")),
  D2ORN: twoMeans((data) => synthesize.oddsRatioFromMeans(data, "normal")),
  CLESN: twoMeans(synthesize.commonLanguageEffect),
  MC: paired(synthesize.meanChange),
  SMCC: paired(synthesize.standardizedByChange),
  SMCR: (row, options, all) =>
    paired((data) => synthesize.standardizedByRaw(data, options.vtype === "LS2" ? "LS2" : "LS"))(
      row,
      options,
      all,
    ),
  SMCRH: paired(synthesize.standardizedByRawUnequal),
  SMCRP: paired(synthesize.standardizedByPooled),
  SMCRPH: paired(synthesize.standardizedByPooledUnequal),
  ROMC: paired(synthesize.ratioOfMeansChange),
  CVRC: paired(synthesize.coefficientOfVariationRatioChange),
  VRC: paired(synthesize.variabilityRatioChange),
  MPRD: matched(synthesize.pairedRiskDifference),
  MPRR: matched(synthesize.pairedRiskRatio),
  MPOR: matched(synthesize.pairedOddsRatio),
  MPORC: matched(synthesize.conditionalOddsRatio),
  MPPETO: matched(synthesize.pairedPeto),
  IRR: rates(synthesize.incidenceRateRatio),
  IRD: rates(synthesize.incidenceRateDifference),
  IRSD: rates(synthesize.squareRootRateDifference),
  IR: oneRate("IR"),
  IRLN: oneRate("IRLN"),
  IRS: oneRate("IRS"),
  IRFT: oneRate("IRFT"),
  PR: proportions("PR"),
  PLN: proportions("PLN"),
  PLO: proportions("PLO"),
  PRZ: proportions("PRZ"),
  PAS: proportions("PAS"),
  PFT: proportions("PFT"),
  MN: oneMean("MN"),
  SMN: oneMean("SMN"),
  MNLN: oneMean("MNLN"),
  SDLN: oneMean("SDLN"),
  CVLN: oneMean("CVLN"),
  COR: rawCorrelation,
  UCOR: ({ ri, ni }, { vtype }) =>
    synthesize.unbiasedCorrelation({ r: ri!, n: ni! }, vtype === "UB" ? "unbiased" : "large-sample"),
  ZCOR: correlations(synthesize.fisherZ),
  PCOR: ({ ti, ni, mi }) => synthesize.partialCorrelation({ t: ti!, n: ni!, predictors: mi! }),
  ZPCOR: ({ ti, ni, mi }) => synthesize.partialCorrelationZ({ t: ti!, n: ni!, predictors: mi! }),
  ARAW: alpha("ARAW"),
  AHW: alpha("AHW"),
  ABT: alpha("ABT"),
};

/** The rows of a data set under the argument names of the case. */
function dataOf(rows: readonly Row[], columns: Readonly<Record<string, string>>): readonly Data[] {
  const values = Object.entries(columns).map(([name, column]) => [name, numbers(rows, column)] as const);
  return rows.map((_, i) => Object.fromEntries(values.map(([name, column]) => [name, column[i]!])));
}

const known = new Set(["measure", "columns", "add", "to", "drop00", "vtype", "correct", "method", "test"]);

/** Effect sizes of a case, null where a row has none; or the reason why the case cannot be answered. */
export function escalcEffects(
  goldCase: GoldCase,
  rows: readonly Row[],
): readonly (EffectSize | null)[] | string {
  const { args } = goldCase;
  const unknown = Object.keys(args).find((name) => !known.has(name));
  if (unknown !== undefined) return `escalc with ${unknown}`;
  const measure = String(args["measure"]);
  const compute = measures[measure];
  if (compute === undefined) return `escalc ${measure}`;
  const all = dataOf(rows, args["columns"] as Readonly<Record<string, string>>);
  const options: EscalcOptions = {
    add: typeof args["add"] === "number" ? args["add"] : undefined,
    to: String(args["to"] ?? "only0"),
    drop00: args["drop00"] === true,
    vtype: String(args["vtype"] ?? "LS"),
    correct: args["correct"] !== false,
  };
  const results = all.map((row) => compute(row, options, all));
  if (results.includes(null)) return `escalc ${measure} with vtype ${options.vtype}`;
  return results.map((result) => (result?.ok ? result.value : null));
}

const escalc: Adapter = (goldCase, rows): Answer => {
  const effects = escalcEffects(goldCase, rows);
  if (typeof effects === "string") return notSupported(effects);
  return fields({
    yi: effects.map((effect) => effect?.yi ?? null),
    vi: effects.map((effect) => effect?.vi ?? null),
  });
};

export const escalcAdapters: Readonly<Record<string, Adapter>> = { escalc };
