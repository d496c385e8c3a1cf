import * as synthesize from "../src/index.ts";
import type { Draw } from "./hostile.ts";
import { effects, estimators, options, table, tau2 } from "./pooling-targets.ts";
import type { Target } from "./targets.ts";

export const pooling = (draw: Draw): synthesize.PoolOptions =>
  draw.whole(0, 3) === 0
    ? {
        model: "common",
        test: draw.pick(["z", "t", "hk"] as const),
        level: draw.pick([0.95, draw.fraction()]),
      }
    : { model: "random", ...options(draw) };

const armed = (draw: Draw) =>
  effects(draw).map((effect) => ({ ...effect, n1: draw.count(), n2: draw.count() }));
const tables = (draw: Draw) => draw.list(() => table(draw));
const level = (draw: Draw): number => draw.pick([0.95, draw.fraction()]);
/** Starting or held values of selection parameters: mostly none. */
const deltas = (draw: Draw) =>
  draw.whole(0, 2) > 0 ? {} : { delta: draw.list(() => draw.pick([null, 1, 0.5, draw.number()]), 4) };

const selection = (draw: Draw): synthesize.Selection => {
  const kind = draw.pick([
    "step",
    "beta",
    "half-normal",
    "negative-exponential",
    "logistic",
    "power",
    "negative-exponential-power",
    "truncated",
  ] as const);
  switch (kind) {
    case "step":
      return {
        kind,
        steps: draw.pick([[0.025], [0.025, 0.5], draw.list(draw.fraction, 3)]),
        decreasing: draw.flag(),
        ...deltas(draw),
      };
    case "beta":
      return { kind, ...deltas(draw) };
    case "truncated":
      return {
        kind,
        cut: draw.pick([0, "estimated" as const, draw.number()]),
        ...(draw.flag() ? { delta: draw.fraction() } : {}),
      };
    default:
      return {
        kind,
        threshold: draw.pick([0, 0.05, draw.fraction()]),
        imprecision: draw.pick(["se", "variance", draw.list(draw.positive, 8)] as const),
        scaleImprecision: draw.flag(),
        ...deltas(draw),
      };
  }
};

export const biasTargets: readonly Target[] = [
  {
    name: "trimAndFill",
    call: (draw) =>
      synthesize.trimAndFill(effects(draw), pooling(draw), {
        estimator: draw.pick(["L0", "R0", "Q0"] as const),
        side: draw.pick(["auto", "left", "right"] as const),
      }),
  },
  {
    name: "funnelRegression",
    call: (draw) =>
      synthesize.funnelRegression(
        effects(draw).map((effect) => ({
          ...effect,
          n: draw.pick([draw.count(), draw.whole(1, 200), null]),
        })),
        {
          model: draw.pick(["weighted", "common", "random"] as const),
          predictor: draw.pick(["se", "variance", "1/n", "n", "1/sqrt(n)", "sqrt(n)"] as const),
          tau2: draw.pick(estimators),
          test: draw.pick(["z", "t", "hk"] as const),
          level: level(draw),
        },
      ),
  },
  { name: "doiPlotData", call: (draw) => synthesize.doiPlotData(effects(draw)) },
  { name: "lfkIndex", call: (draw) => synthesize.lfkIndex(effects(draw)) },
  { name: "petPeese", call: (draw) => synthesize.petPeese(effects(draw), level(draw)) },
  { name: "rankCorrelationTest", call: (draw) => synthesize.rankCorrelationTest(effects(draw)) },
  { name: "failSafeRosenthal", call: (draw) => synthesize.failSafeRosenthal(effects(draw), draw.fraction()) },
  { name: "failSafeRosenberg", call: (draw) => synthesize.failSafeRosenberg(effects(draw), draw.fraction()) },
  {
    name: "failSafeOrwin",
    call: (draw) =>
      synthesize.failSafeOrwin(effects(draw), draw.pick([undefined, draw.number()]), draw.flag()),
  },
  {
    name: "failSafeGeneral",
    weight: 0.1,
    call: (draw) =>
      synthesize.failSafeGeneral(effects(draw, 10), pooling(draw), {
        alpha: draw.pick([0.05, draw.fraction()]),
        ...(draw.flag() ? { target: draw.number() } : {}),
      }),
  },
  { name: "henmiCopas", weight: 0.2, call: (draw) => synthesize.henmiCopas(effects(draw, 20), level(draw)) },
  {
    name: "excessSignificance",
    call: (draw) =>
      synthesize.excessSignificance(effects(draw, 12), {
        alternative: draw.pick(["two-sided", "greater", "less"] as const),
        alpha: draw.pick([0.05, draw.fraction()]),
        test: draw.pick(["chi-square", "binomial", "exact"] as const),
        method: draw.pick(["common" as const, ...estimators]),
        ...(draw.flag() ? { effect: draw.number() } : {}),
        ...(draw.flag() ? { tau2: draw.number() } : {}),
      }),
  },
  {
    name: "limitMetaAnalysis",
    call: (draw) =>
      synthesize.limitMetaAnalysis(effects(draw), {
        adjustment: draw.pick(["beta0", "betalim", "mulim"] as const),
        tau2: tau2(draw),
        level: level(draw),
      }),
  },
  { name: "eggerTest", call: (draw) => synthesize.eggerTest(effects(draw)) },
  {
    name: "thompsonTest",
    call: (draw) => synthesize.thompsonTest(effects(draw), draw.pick([...estimators, draw.number()])),
  },
  {
    name: "beggTest",
    call: (draw) => synthesize.beggTest(effects(draw), { continuityCorrection: draw.flag() }),
  },
  { name: "deeksTest", call: (draw) => synthesize.deeksTest(armed(draw)) },
  { name: "macaskillTest", call: (draw) => synthesize.macaskillTest(armed(draw)) },
  { name: "pustejovskyTest", call: (draw) => synthesize.pustejovskyTest(armed(draw)) },
  { name: "harbordTest", call: (draw) => synthesize.harbordTest(tables(draw)) },
  {
    name: "petersTest",
    call: (draw) => synthesize.petersTest(tables(draw).map((counts) => ({ ...counts, yi: draw.number() }))),
  },
  {
    name: "schwarzerTest",
    call: (draw) => synthesize.schwarzerTest(tables(draw), { continuityCorrection: draw.flag() }),
  },
  {
    name: "selectionModel",
    weight: 0.03,
    call: (draw) =>
      synthesize.selectionModel(effects(draw, 8), {
        selection: selection(draw),
        alternative: draw.pick(["greater", "less", "two-sided"] as const),
        model: draw.pick(["random", "common"] as const),
        level: level(draw),
        ...(draw.whole(0, 4) === 0 ? { tau2: draw.number() } : {}),
      }),
  },
  {
    name: "copasModel",
    weight: 0.01,
    call: (draw) =>
      synthesize.copasModel(effects(draw, 6), {
        grid: draw.pick([3, 4, draw.count()]) % 7,
        levels: draw.pick([2, 3]),
        side: draw.pick(["auto", "left", "right"] as const),
        significance: draw.pick([0.1, draw.fraction()]),
        rhoBound: draw.pick([0.99, draw.fraction()]),
        level: level(draw),
      }),
  },
];
