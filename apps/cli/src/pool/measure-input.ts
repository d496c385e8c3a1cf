import {
  arcsineDifference,
  biserial,
  biserialZ,
  type Counts,
  coefficientOfVariationRatio,
  coefficientOfVariationRatioChange,
  commonLanguageEffect,
  conditionalOddsRatio,
  correlation,
  cronbachAlpha,
  type EffectSize,
  effectFromInterval,
  effectFromStandardError,
  fisherZ,
  glassDelta,
  glassDeltaUnequalVariances,
  hazardRatioFromLogRank,
  incidenceRate,
  incidenceRateDifference,
  incidenceRateRatio,
  type MatchedTable,
  type Measure,
  meanChange,
  meanDifference,
  oddsRatio,
  oddsRatioFromMeans,
  oneMean,
  type PairedMeans,
  pairedOddsRatio,
  pairedPeto,
  pairedRiskDifference,
  pairedRiskRatio,
  partialCorrelation,
  partialCorrelationZ,
  petoOddsRatio,
  phiCoefficient,
  phiCoefficientZ,
  pointBiserial,
  pointBiserialZ,
  probitDifference,
  proportion,
  type RateOptions,
  type Result,
  ratioOfMeans,
  ratioOfMeansChange,
  riskDifference,
  riskRatio,
  smdUnequalVariances,
  squareRootRateDifference,
  standardizedByChange,
  standardizedByPooled,
  standardizedByPooledUnequal,
  standardizedByRaw,
  standardizedByRawUnequal,
  standardizedFromOddsRatio,
  standardizedMeanDifference,
  type TwoMeans,
  type TwoRates,
  tetrachoricCorrelation,
  unbiasedCorrelation,
  variabilityRatio,
  variabilityRatioChange,
  yuleQ,
  yuleY,
  type ZeroCellOptions,
} from "@coppice/synthesize";
import type { RoleId, StudyNumbers } from "./column-role.ts";

/** What the user said about zero cells, and how reported intervals are read. */
export interface EffectOptions {
  readonly zeroCells: ZeroCellOptions;
  /** Level of reported intervals, as 0.95. */
  readonly reportedLevel: number;
  /** Reported ratios are logarithms already. */
  readonly onLogScale: boolean;
}

/** One way in which a study's numbers give an effect. */
export interface MeasureInput {
  readonly kind:
    | "counts"
    | "means"
    | "rates"
    | "proportion"
    | "rate"
    | "mean"
    | "correlation"
    | "partial"
    | "alpha"
    | "paired-means"
    | "matched"
    | "log-rank"
    | "effect";
  readonly roles: readonly RoleId[];
  readonly effect: (numbers: StudyNumbers, options: EffectOptions) => Result<EffectSize>;
}

type Full = Readonly<Record<RoleId, number>>;

/** Roles are all present when an effect is computed: rows with a missing number are left out before. */
const input = (
  kind: MeasureInput["kind"],
  roles: readonly RoleId[],
  effect: (numbers: Full, options: EffectOptions) => Result<EffectSize>,
): MeasureInput => ({ kind, roles, effect: (numbers, options) => effect(numbers as Full, options) });

/** Two-by-two tables may come with people, or with those without an event. */
export function countsOf(numbers: StudyNumbers): Counts {
  const { events1 = Number.NaN, events2 = Number.NaN, nonEvents1, nonEvents2, n1, n2 } = numbers;
  return {
    events1,
    n1: n1 ?? events1 + (nonEvents1 ?? Number.NaN),
    events2,
    n2: n2 ?? events2 + (nonEvents2 ?? Number.NaN),
  };
}

const tables = (
  f: (counts: Counts, options: ZeroCellOptions) => Result<EffectSize>,
): readonly MeasureInput[] =>
  (
    [
      ["events1", "n1", "events2", "n2"],
      ["events1", "nonEvents1", "events2", "nonEvents2"],
    ] as const
  ).map((roles) => input("counts", roles, (numbers, { zeroCells }) => f(countsOf(numbers), zeroCells)));

const means = (f: (data: TwoMeans) => Result<EffectSize>): readonly MeasureInput[] => [
  input("means", ["mean1", "sd1", "n1", "mean2", "sd2", "n2"], ({ mean1, sd1, n1, mean2, sd2, n2 }) =>
    f({ mean1, sd1, n1, mean2, sd2, n2 }),
  ),
];

export const ratesOf = ({ events1, time1, events2, time2 }: StudyNumbers): TwoRates => ({
  events1: events1 ?? Number.NaN,
  time1: time1 ?? Number.NaN,
  events2: events2 ?? Number.NaN,
  time2: time2 ?? Number.NaN,
});

/** Rates know three of the four rules; the share of an arm has no meaning for them. */
export const rateOptions = ({ add, rule }: ZeroCellOptions): RateOptions => ({
  ...(add !== undefined && { add }),
  ...(rule !== undefined && rule !== "treatment-arm" && { rule }),
});

const rates = (f: (data: TwoRates, options: RateOptions) => Result<EffectSize>): readonly MeasureInput[] => [
  input("rates", ["events1", "time1", "events2", "time2"], (numbers, { zeroCells }) =>
    f(ratesOf(numbers), rateOptions(zeroCells)),
  ),
];

const paired = (f: (data: PairedMeans) => Result<EffectSize>): readonly MeasureInput[] => [
  input("paired-means", ["mean1", "sd1", "mean2", "sd2", "n", "r"], ({ mean1, sd1, mean2, sd2, n, r }) =>
    f({ mean1, sd1, mean2, sd2, n, correlation: r }),
  ),
];

const matched = (f: (table: MatchedTable) => Result<EffectSize>): readonly MeasureInput[] => [
  input("matched", ["both", "only1", "only2", "neither"], ({ both, only1, only2, neither }) =>
    f({ both, only1, only2, neither }),
  ),
];

const proportions = (measure: "PR" | "PLN" | "PLO" | "PRZ" | "PAS" | "PFT"): readonly MeasureInput[] => [
  input("proportion", ["events", "n"], ({ events, n }, { zeroCells }) =>
    proportion(measure, { events, n }, zeroCells.add === undefined ? {} : { add: zeroCells.add }),
  ),
];
const oneRate = (measure: "IR" | "IRLN" | "IRS" | "IRFT"): readonly MeasureInput[] => [
  input("rate", ["events", "time"], ({ events, time }) => incidenceRate(measure, { events, time })),
];
const oneGroup = (measure: "MN" | "SMN" | "MNLN" | "SDLN" | "CVLN"): readonly MeasureInput[] => [
  input("mean", ["mean", "sd", "n"], ({ mean, sd, n }) => oneMean(measure, { mean, sd, n })),
];
const correlations = (f: (data: { r: number; n: number }) => Result<EffectSize>): readonly MeasureInput[] => [
  input("correlation", ["r", "n"], ({ r, n }) => f({ r, n })),
];
const partial = (f: typeof partialCorrelation): readonly MeasureInput[] => [
  input("partial", ["t", "n", "predictors"], ({ t, n, predictors }) => f({ t, n, predictors })),
];
const alphas = (measure: "ARAW" | "AHW" | "ABT"): readonly MeasureInput[] => [
  input("alpha", ["alpha", "items", "n"], ({ alpha, items, n }) =>
    cronbachAlpha(measure, { alpha, items, n }),
  ),
];

/** What each measure can be computed from, besides an effect that is reported as such. */
const fromData: Readonly<Partial<Record<Measure, readonly MeasureInput[]>>> = {
  RR: tables(riskRatio),
  OR: tables(oddsRatio),
  RD: tables(riskDifference),
  PETO: tables(petoOddsRatio),
  AS: tables(arcsineDifference),
  PHI: tables((counts) => phiCoefficient(counts, "stratified")),
  ZPHI: tables((counts) => phiCoefficientZ(counts)),
  YUQ: tables(yuleQ),
  YUY: tables(yuleY),
  RTET: tables(tetrachoricCorrelation),
  PBIT: tables(probitDifference),
  OR2DN: tables((counts, options) => standardizedFromOddsRatio(counts, "normal", options)),
  OR2DL: tables((counts, options) => standardizedFromOddsRatio(counts, "logistic", options)),
  MD: means(meanDifference),
  SMD: means((data) => standardizedMeanDifference(data)),
  SMDH: means(smdUnequalVariances),
  SMD1: means(glassDelta),
  SMD1H: means(glassDeltaUnequalVariances),
  ROM: means(ratioOfMeans),
  CVR: means(coefficientOfVariationRatio),
  VR: means(variabilityRatio),
  RPB: means(pointBiserial),
  ZPB: means(pointBiserialZ),
  RBIS: means(biserial),
  ZBIS: means(biserialZ),
  D2ORN: means((data) => oddsRatioFromMeans(data, "normal")),
  D2ORL: means((data) => oddsRatioFromMeans(data, "logistic")),
  CLESN: means(commonLanguageEffect),
  IRR: rates(incidenceRateRatio),
  IRD: rates(incidenceRateDifference),
  IRSD: rates(squareRootRateDifference),
  MC: paired(meanChange),
  SMCC: paired(standardizedByChange),
  SMCR: paired((data) => standardizedByRaw(data)),
  SMCRH: paired(standardizedByRawUnequal),
  SMCRP: paired(standardizedByPooled),
  SMCRPH: paired(standardizedByPooledUnequal),
  ROMC: paired(ratioOfMeansChange),
  CVRC: paired(coefficientOfVariationRatioChange),
  VRC: paired(variabilityRatioChange),
  MPRD: matched((table) => pairedRiskDifference(table)),
  MPRR: matched((table) => pairedRiskRatio(table)),
  MPOR: matched((table) => pairedOddsRatio(table)),
  MPORC: matched((table) => conditionalOddsRatio(table)),
  MPPETO: matched((table) => pairedPeto(table)),
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
  MN: oneGroup("MN"),
  SMN: oneGroup("SMN"),
  MNLN: oneGroup("MNLN"),
  SDLN: oneGroup("SDLN"),
  CVLN: oneGroup("CVLN"),
  COR: correlations((data) => correlation(data)),
  UCOR: correlations((data) => unbiasedCorrelation(data)),
  ZCOR: correlations(fisherZ),
  PCOR: partial(partialCorrelation),
  ZPCOR: partial(partialCorrelationZ),
  ARAW: alphas("ARAW"),
  AHW: alphas("AHW"),
  ABT: alphas("ABT"),
  HR: [
    input("log-rank", ["oMinusE", "logRankV"], ({ oMinusE, logRankV }) =>
      hazardRatioFromLogRank({ observedMinusExpected: oMinusE, variance: logRankV }),
    ),
  ],
};

/** Effects reported as such: on the scale of analysis, or as papers print them. */
function fromEffects(measure: Measure): readonly MeasureInput[] {
  const analysed = (yi: number, se: number) =>
    effectFromStandardError({ measure, estimate: yi, se, onLogScale: true });
  return [
    input("effect", ["yi", "vi"], ({ yi, vi }) => analysed(yi, Math.sqrt(vi))),
    input("effect", ["yi", "sei"], ({ yi, sei }) => analysed(yi, sei)),
    input("effect", ["estimate", "low", "high"], ({ estimate, low, high }, { reportedLevel, onLogScale }) =>
      effectFromInterval({ measure, estimate, ciLow: low, ciHigh: high, level: reportedLevel, onLogScale }),
    ),
    input("effect", ["estimate", "sei"], ({ estimate, sei }, { onLogScale }) =>
      effectFromStandardError({ measure, estimate, se: sei, onLogScale }),
    ),
    input("effect", ["estimate", "vi"], ({ estimate, vi }, { onLogScale }) =>
      effectFromStandardError({ measure, estimate, se: Math.sqrt(vi), onLogScale }),
    ),
  ];
}

/** Every way in which a measure can be had from columns, the surest first. */
export function inputsOf(measure: Measure): readonly MeasureInput[] {
  return [...(fromData[measure] ?? []), ...fromEffects(measure)];
}
