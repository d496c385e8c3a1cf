import * as synthesize from "../src/index.ts";
import type { Draw } from "./hostile.ts";
import type { Target } from "./targets.ts";

const counts = (draw: Draw) => ({
  events1: draw.count(),
  n1: draw.count(),
  events2: draw.count(),
  n2: draw.count(),
});
const zeroCells = (draw: Draw): synthesize.ZeroCellOptions => ({
  add: draw.pick([0.5, 0, draw.number()]),
  rule: draw.pick(["only-zero", "all", "none", "treatment-arm"] as const),
  dropDoubleZero: draw.flag(),
});
const means = (draw: Draw) => ({
  mean1: draw.number(),
  sd1: draw.positive(),
  n1: draw.count(),
  mean2: draw.number(),
  sd2: draw.positive(),
  n2: draw.count(),
});
const paired = (draw: Draw) => ({
  mean1: draw.number(),
  sd1: draw.positive(),
  mean2: draw.number(),
  sd2: draw.positive(),
  n: draw.count(),
  correlation: draw.fraction(),
});
const matched = (draw: Draw) => ({
  both: draw.count(),
  only1: draw.count(),
  only2: draw.count(),
  neither: draw.count(),
});
const rates = (draw: Draw) => ({
  events1: draw.count(),
  time1: draw.positive(),
  events2: draw.count(),
  time2: draw.positive(),
});
const quantiles = (draw: Draw) => {
  const sorted = Array.from({ length: 5 }, () => draw.number());
  if (draw.flag()) sorted.sort((a, b) => a - b);
  const [min, q1, median, q3, max] = sorted as [number, number, number, number, number];
  return {
    median,
    n: draw.count(),
    ...(draw.flag() ? { min, max } : {}),
    ...(draw.flag() ? { q1, q3 } : {}),
  };
};
const events = (draw: Draw): synthesize.EventsReported =>
  draw.flag()
    ? { kind: "by-arm", events1: draw.count(), events2: draw.count() }
    : { kind: "total", events: draw.count(), allocation: draw.positive() };
/** Shares that mostly fall, as a survival curve does. */
const curve = (draw: Draw, points: number): readonly number[] => {
  let share = 1;
  return Array.from({ length: points }, () => {
    share *= draw.fraction();
    return share;
  });
};
const pairedUncertainty = (draw: Draw): synthesize.PairedUncertainty =>
  draw.pick<synthesize.PairedUncertainty>([
    { kind: "sd-of-differences", sd: draw.positive() },
    { kind: "standard-error", se: draw.positive() },
    { kind: "t", t: draw.number() },
    { kind: "p", p: draw.fraction() },
    { kind: "interval", low: draw.number(), high: draw.number(), level: draw.fraction() },
  ]);
const measureNames = Object.keys(synthesize.measures) as synthesize.Measure[];
const reported = (draw: Draw) => ({
  measure: draw.pick(measureNames),
  estimate: draw.number(),
  onLogScale: draw.flag(),
  ...(draw.flag() ? { n: draw.count() } : {}),
  ...(draw.flag() ? { df: draw.count() } : {}),
});

const target = (name: string, call: (draw: Draw) => unknown): Target => ({ name, call });

const twoGroups = [
  "arcsineDifference",
  "oddsRatio",
  "petoOddsRatio",
  "phiCoefficientZ",
  "probitDifference",
  "riskDifference",
  "riskRatio",
  "tetrachoricCorrelation",
  "yuleQ",
  "yuleY",
] as const;
const twoMeans = [
  "biserial",
  "biserialZ",
  "coefficientOfVariationRatio",
  "commonLanguageEffect",
  "glassDelta",
  "glassDeltaUnequalVariances",
  "meanDifference",
  "pointBiserial",
  "pointBiserialZ",
  "ratioOfMeans",
  "smdUnequalVariances",
  "standardizedMeanDifference",
  "variabilityRatio",
] as const;
const changes = [
  "coefficientOfVariationRatioChange",
  "meanChange",
  "pairedMeanDifferenceFromArms",
  "ratioOfMeansChange",
  "standardizedByChange",
  "standardizedByPooled",
  "standardizedByPooledUnequal",
  "standardizedByRaw",
  "standardizedByRawUnequal",
  "variabilityRatioChange",
] as const;
const pairs = [
  "conditionalOddsRatio",
  "pairedOddsRatio",
  "pairedPeto",
  "pairedRiskDifference",
  "pairedRiskRatio",
] as const;

type AnyFunction = (...args: readonly unknown[]) => unknown;
// biome-ignore lint/performance/noDynamicNamespaceImportAccess: this never ships
const named = (name: keyof typeof synthesize): AnyFunction => synthesize[name] as unknown as AnyFunction;

export const effectSizeTargets: readonly Target[] = [
  ...twoGroups.map((name) => target(name, (draw) => named(name)(counts(draw), zeroCells(draw)))),
  ...twoMeans.map((name) => target(name, (draw) => named(name)(means(draw)))),
  ...changes.map((name) => target(name, (draw) => named(name)(paired(draw)))),
  ...pairs.map((name) => target(name, (draw) => named(name)(matched(draw), { add: draw.positive() }))),
  target("conditionalOddsRatioFromDiscordant", (draw) =>
    synthesize.conditionalOddsRatioFromDiscordant(draw.count(), draw.count()),
  ),
  target("incidenceRateRatio", (draw) =>
    synthesize.incidenceRateRatio(rates(draw), { add: draw.positive() }),
  ),
  target("incidenceRateDifference", (draw) => synthesize.incidenceRateDifference(rates(draw))),
  target("squareRootRateDifference", (draw) => synthesize.squareRootRateDifference(rates(draw))),
  target("proportion", (draw) =>
    synthesize.proportion(draw.pick(["PR", "PLN", "PLO", "PRZ", "PAS", "PFT"] as const), {
      events: draw.count(),
      n: draw.count(),
    }),
  ),
  target("incidenceRate", (draw) =>
    synthesize.incidenceRate(draw.pick(["IR", "IRLN", "IRS", "IRFT"] as const), {
      events: draw.count(),
      time: draw.positive(),
    }),
  ),
  target("oneMean", (draw) =>
    synthesize.oneMean(draw.pick(["MN", "SMN", "MNLN", "SDLN", "CVLN"] as const), {
      mean: draw.number(),
      sd: draw.positive(),
      n: draw.count(),
    }),
  ),
  target("correlation", (draw) => synthesize.correlation({ r: draw.fraction(), n: draw.count() })),
  target("unbiasedCorrelation", (draw) =>
    synthesize.unbiasedCorrelation({ r: draw.fraction(), n: draw.count() }),
  ),
  target("fisherZ", (draw) => synthesize.fisherZ({ r: draw.fraction(), n: draw.count() })),
  target("partialCorrelation", (draw) =>
    synthesize.partialCorrelation({ t: draw.number(), n: draw.count(), predictors: draw.count() }),
  ),
  target("partialCorrelationZ", (draw) =>
    synthesize.partialCorrelationZ({ t: draw.number(), n: draw.count(), predictors: draw.count() }),
  ),
  target("cronbachAlpha", (draw) =>
    synthesize.cronbachAlpha(draw.pick(["ARAW", "AHW", "ABT"] as const), {
      alpha: draw.fraction(),
      items: draw.count(),
      n: draw.count(),
    }),
  ),
  target("effectFromInterval", (draw) =>
    synthesize.effectFromInterval({
      ...reported(draw),
      ciLow: draw.number(),
      ciHigh: draw.number(),
      level: draw.fraction(),
    }),
  ),
  target("effectFromStandardError", (draw) =>
    synthesize.effectFromStandardError({ ...reported(draw), se: draw.positive() }),
  ),
  target("effectFromP", (draw) => synthesize.effectFromP({ ...reported(draw), p: draw.fraction() })),
  target("effectFromStatistic", (draw) =>
    synthesize.effectFromStatistic({ ...reported(draw), statistic: draw.number() }),
  ),
  target("hazardRatioFromLogRank", (draw) =>
    synthesize.hazardRatioFromLogRank({ observedMinusExpected: draw.number(), variance: draw.positive() }),
  ),
  target("hazardRatioFromCurves", (draw) => {
    const points = draw.whole(0, 5);
    return synthesize.hazardRatioFromCurves({
      times: Array.from({ length: points }, (_, i) => (draw.whole(0, 9) === 0 ? draw.number() : i + 1)),
      survival1: curve(draw, points),
      survival2: curve(draw, points),
      n1: draw.count(),
      n2: draw.count(),
      ...(draw.flag() ? { minimumFollowUp: draw.positive() } : {}),
      ...(draw.flag() ? { maximumFollowUp: draw.positive() } : {}),
    });
  }),
  target("hazardRatioFromEvents", (draw) =>
    synthesize.hazardRatioFromEvents(draw.positive(), events(draw), draw.pick([undefined, draw.count()])),
  ),
  target("hazardRatioFromLogRankP", (draw) =>
    synthesize.hazardRatioFromLogRankP({
      p: draw.fraction(),
      events: events(draw),
      favours: draw.pick(["experimental", "control"] as const),
      ...(draw.flag() ? { n: draw.count() } : {}),
    }),
  ),
  target("hazardRatioFromObservedExpected", (draw) =>
    synthesize.hazardRatioFromObservedExpected({
      observed1: draw.count(),
      expected1: draw.positive(),
      observed2: draw.count(),
      expected2: draw.positive(),
    }),
  ),
  target("pairedMeanDifference", (draw) =>
    synthesize.pairedMeanDifference({
      difference: draw.number(),
      n: draw.count(),
      uncertainty: pairedUncertainty(draw),
    }),
  ),
  target("standardizedFromD", (draw) =>
    synthesize.standardizedFromD(draw.number(), draw.count(), draw.count()),
  ),
  target("standardizedByConvention", (draw) =>
    synthesize.standardizedByConvention(means(draw), {
      kind: draw.pick(["hedges", "cohen", "glass"] as const),
      exact: draw.flag(),
    }),
  ),
  target("oddsRatioFromMeans", (draw) =>
    synthesize.oddsRatioFromMeans(means(draw), draw.pick(["logistic", "normal"] as const)),
  ),
  target("splitSharedControlMeans", (draw) =>
    synthesize.splitSharedControlMeans(means(draw), draw.pick([2, 3, draw.count()])),
  ),
  target("meanSdFromQuantiles", (draw) =>
    synthesize.meanSdFromQuantiles(
      quantiles(draw),
      draw.pick(["luo-wan-shi", "wan", "hozo", "bland", "walter-yao"] as const),
    ),
  ),
  target("meanSdFromLogNormalQuantiles", (draw) => synthesize.meanSdFromLogNormalQuantiles(quantiles(draw))),
  target("skewnessTest", (draw) => synthesize.skewnessTest(quantiles(draw))),
  target("sdFromStandardError", (draw) => synthesize.sdFromStandardError(draw.positive(), draw.count())),
  target("sdFromInterval", (draw) =>
    synthesize.sdFromInterval({
      low: draw.number(),
      high: draw.number(),
      n: draw.count(),
      level: draw.fraction(),
    }),
  ),
  target("standardErrorFromInterval", (draw) =>
    synthesize.standardErrorFromInterval(draw.number(), draw.number()),
  ),
  target("standardErrorFromP", (draw) =>
    synthesize.standardErrorFromP(draw.number(), draw.fraction(), draw.count()),
  ),
  target("sdFromDifference", (draw) =>
    synthesize.sdFromDifference(draw.positive(), draw.count(), draw.count()),
  ),
  target("changeSd", (draw) => synthesize.changeSd(draw.positive(), draw.positive(), draw.fraction())),
  target("correlationFromSds", (draw) =>
    synthesize.correlationFromSds(draw.positive(), draw.positive(), draw.positive()),
  ),
  target("combineGroups", (draw) =>
    synthesize.combineGroups(
      draw.list(() => ({ mean: draw.number(), sd: draw.positive(), n: draw.count() }), 6),
    ),
  ),
];
