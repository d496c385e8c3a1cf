import * as synthesize from "../src/index.ts";
import { pooling } from "./bias-targets.ts";
import { chained } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { effects, estimators, options, table } from "./pooling-targets.ts";
import type { Target } from "./targets.ts";

const tauPrior = (draw: Draw): synthesize.TauPrior => {
  const scale = draw.positive();
  return draw.pick<synthesize.TauPrior>([
    { kind: "half-normal", scale },
    { kind: "half-t", df: draw.positive(), scale },
    { kind: "half-cauchy", scale },
    { kind: "uniform" },
    { kind: "uniform", max: scale },
    { kind: "log-normal", mean: draw.number(), sd: scale, of: draw.pick(["tau", "tau2"] as const) },
    { kind: "log-t", df: draw.positive(), mean: draw.number(), scale },
    { kind: "jeffreys" },
  ]);
};

const studies = (draw: Draw): synthesize.ProfileStudies => {
  const kind = draw.pick(["tables", "means", "effects"] as const);
  if (kind === "effects") return { kind, studies: effects(draw, 20) };
  if (kind === "tables") {
    const measure = draw.pick(["RR", "OR", "RD"] as const);
    return { kind, measure, studies: draw.list(() => table(draw), 20) };
  }
  const arm = () => ({ mean: draw.number(), sd: draw.positive(), n: draw.count() });
  return {
    kind,
    measure: draw.pick(["MD", "SMD"] as const),
    studies: draw.list(() => {
      const [one, two] = [arm(), arm()];
      return { mean1: one.mean, sd1: one.sd, n1: one.n, mean2: two.mean, sd2: two.sd, n2: two.n };
    }, 20),
  };
};

export const sensitivityTargets: readonly Target[] = [
  { name: "pool", call: (draw) => synthesize.pool(effects(draw), pooling(draw)) },
  { name: "baujat", call: (draw) => synthesize.baujat(effects(draw, 12), pooling(draw)) },
  { name: "radialPlot", call: (draw) => synthesize.radialPlot(effects(draw), pooling(draw)) },
  { name: "shrunkenEffects", call: (draw) => synthesize.shrunkenEffects(effects(draw), options(draw)) },
  {
    name: "likelihoodProfile",
    call: (draw) =>
      synthesize.likelihoodProfile(
        effects(draw),
        draw.list(() => draw.pick([0, 0.1, draw.positive()])),
        draw.pick(["ML", "REML"] as const),
      ),
  },
  {
    name: "gosh",
    weight: 0.1,
    call: (draw) =>
      synthesize.gosh(effects(draw, 6), pooling(draw), {
        subsets: draw.pick(["all", 30, draw.count()] as const),
      }),
  },
  {
    name: "bootstrap",
    weight: 0.05,
    call: (draw) =>
      synthesize.bootstrap(effects(draw, 8), pooling(draw), {
        kind: draw.pick(["studies", "parametric"] as const),
        samples: draw.pick([40, 40, draw.count()]),
        level: draw.pick([0.95, draw.fraction()]),
      }),
  },
  {
    name: "bayesRandom",
    weight: 0.05,
    call: (draw) =>
      synthesize.bayesRandom(effects(draw, 8), {
        tauPrior: tauPrior(draw),
        meanPrior: draw.pick(["flat" as const, { mean: draw.number(), sd: draw.positive() }]),
        level: draw.pick([0.95, draw.fraction()]),
        thresholds: draw.list(draw.number, 3),
        shrinkage: draw.flag(),
      }),
  },
  {
    name: "multiverse",
    weight: 0.03,
    call: (draw) =>
      synthesize.multiverse(
        draw.flag()
          ? { kind: "effects", effects: effects(draw, 8) }
          : { kind: "counts", counts: draw.list(() => table(draw), 8) },
        {
          poolings: [{ kind: "common" }, { kind: "random", tau2: draw.pick(estimators) }, { kind: "peto" }],
          subsets: draw.flag() ? synthesize.leaveOneOutSubsets(draw.whole(0, 8)) : [],
        },
        { level: draw.pick([0.95, draw.fraction()]), threshold: draw.number() },
      ),
  },
  {
    name: "clusterInfluence",
    weight: 0.05,
    call: (draw) => {
      const data = effects(draw, 8);
      const clusters = data.map(() => draw.whole(1, 4));
      return chained(
        synthesize.fitMultivariate(data, { random: [{ kind: "intercept", groups: clusters }] }),
        (result) => synthesize.clusterInfluence(result, draw.whole(0, 30) === 0 ? [1] : clusters),
      );
    },
  },
  {
    name: "analyseByProfile",
    weight: 0.5,
    call: (draw) =>
      synthesize.analyseByProfile(
        studies(draw),
        draw.pick(synthesize.profiles),
        draw.pick([0.95, draw.fraction()]),
      ),
  },
  {
    name: "twoModels",
    call: (draw) =>
      synthesize.twoModels(effects(draw), {
        tau2: draw.pick([...estimators, draw.number()]),
        interval: draw.pick(["classic", "hk", "kr"] as const),
        adHoc: draw.pick(["none", "se", "ci", "iqwig6", "guarded"] as const),
        prediction: draw.pick(["V", "HTS", "HK", "HK-PR", "KR", "KR-PR", "S"] as const),
        tau2Interval: draw.pick(["QP", "J", "BJ", "PL", "none"] as const),
        predictionLevel: draw.pick([0.95, draw.fraction()]),
        heterogeneityLevel: draw.pick([0.95, draw.fraction()]),
      }),
  },
  {
    name: "explain",
    call: (draw) => {
      const data = effects(draw, 12);
      const how = pooling(draw);
      return chained(synthesize.pool(data, how), (result) => ({
        ok: true,
        value: synthesize.explain(data, how, result),
      }));
    },
  },
  {
    name: "describe",
    call: (draw) =>
      chained(synthesize.pool(effects(draw), pooling(draw)), (result) => {
        const sentences = synthesize.describe(result, {
          measure: draw.pick(Object.keys(synthesize.measures) as synthesize.Measure[]),
        });
        const odd = sentences.find((sentence) => /NaN|undefined|\[object/.test(sentence));
        return { ok: true, value: odd === undefined ? sentences : Number.NaN };
      }),
  },
];
