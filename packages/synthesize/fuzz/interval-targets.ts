import * as synthesize from "../src/index.ts";
import { together } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { effects } from "./pooling-targets.ts";
import type { Target } from "./targets.ts";

const level = (draw: Draw): number => draw.pick([0.95, draw.fraction()]);
const group = (draw: Draw): synthesize.Proportion => ({ events: draw.count(), n: draw.count() });
const effectSize = (draw: Draw): synthesize.EffectSize => ({
  measure: "MD",
  scale: "identity",
  formula: "as given",
  inputs: {},
  source: "as given",
  yi: draw.number(),
  vi: draw.positive(),
  n: draw.count(),
  assumptions: [],
});

export const intervalTargets: readonly Target[] = [
  {
    name: "proportionInterval",
    call: (draw) =>
      synthesize.proportionInterval(
        group(draw),
        draw.pick(["CP", "WS", "WSCC", "AC", "SA", "SACC"] as const),
        level(draw),
      ),
  },
  {
    name: "rateInterval",
    call: (draw) =>
      synthesize.rateInterval(
        { events: draw.count(), time: draw.positive() },
        draw.pick(["exact", "score", "normal"] as const),
        level(draw),
      ),
  },
  {
    name: "correctedProportions",
    call: (draw) =>
      together(
        synthesize.correctedProportions(
          draw.list(() => group(draw)),
          draw.pick(["PR", "PLO", "PLN", "PAS", "PFT"] as const),
          {
            increment: draw.pick([0.5, draw.number()]),
            apply: draw.pick(["only-zero", "if-any-zero", "all"] as const),
          },
        ),
      ),
  },
  {
    name: "readProportion",
    call: (draw) =>
      synthesize.readProportion(
        draw.pick(["PR", "PLN", "PLO", "PRZ", "PAS", "PFT"] as const),
        {
          estimate: draw.number(),
          ciLow: draw.number(),
          ciHigh: draw.number(),
          ...(draw.flag() ? { se: draw.positive() } : {}),
        },
        draw.list(draw.count),
        draw.pick(["harmonic", "variance"] as const),
      ),
  },
  {
    name: "randomInterval",
    call: (draw) =>
      synthesize.randomInterval(effects(draw), draw.pick([0, 0.1, draw.positive()]), {
        method: draw.pick(["classic", "hk", "kr"] as const),
        adHoc: draw.pick(["none", "se", "ci", "iqwig6", "guarded"] as const),
        level: level(draw),
      }),
  },
  {
    name: "futureStudyInterval",
    call: (draw) =>
      synthesize.futureStudyInterval(effects(draw), draw.pick([0, 0.1, draw.positive()]), {
        method: draw.pick(["V", "HTS", "HK", "HK-PR", "KR", "KR-PR", "S"] as const),
        level: level(draw),
        adHocSe: draw.flag(),
      }),
  },
  {
    name: "tau2IntervalBy",
    call: (draw) =>
      synthesize.tau2IntervalBy(effects(draw), draw.pick(["QP", "J", "BJ", "PL"] as const), level(draw)),
  },
  {
    name: "sampleSizeMean",
    call: (draw) =>
      synthesize.sampleSizeMean(
        effects(draw).map((effect) => ({ ...effect, n1: draw.count(), n2: draw.count() })),
        draw.pick([0, draw.positive()]),
      ),
  },
  {
    name: "designEffect",
    call: (draw) =>
      synthesize.designEffect({
        meanSize: draw.count(),
        icc: draw.fraction(),
        ...(draw.flag() ? { sizeVariation: draw.positive() } : {}),
      }),
  },
  {
    name: "clusterAdjusted",
    call: (draw) =>
      synthesize.clusterAdjusted(effectSize(draw), { meanSize: draw.count(), icc: draw.fraction() }),
  },
  {
    name: "effectiveCounts",
    call: (draw) =>
      synthesize.effectiveCounts(
        { events1: draw.count(), n1: draw.count(), events2: draw.count(), n2: draw.count() },
        draw.positive(),
      ),
  },
  {
    name: "effectiveSampleSize",
    call: (draw) => synthesize.effectiveSampleSize(draw.count(), draw.positive()),
  },
  {
    name: "inflatedStandardError",
    call: (draw) => synthesize.inflatedStandardError(draw.positive(), draw.positive()),
  },
  ...(["crossoverRange", "crossoverStandardizedRange"] as const).map(
    (name): Target => ({
      name,
      call: (draw) =>
        (name === "crossoverRange" ? synthesize.crossoverRange : synthesize.crossoverStandardizedRange)(
          {
            mean1: draw.number(),
            sd1: draw.positive(),
            mean2: draw.number(),
            sd2: draw.positive(),
            n: draw.count(),
          },
          ...(draw.flag() ? [] : [draw.list(draw.fraction, 4)]),
        ),
    }),
  ),
  { name: "oddsRatioFromSmd", call: (draw) => synthesize.oddsRatioFromSmd(effectSize(draw)) },
  { name: "smdFromOddsRatio", call: (draw) => synthesize.smdFromOddsRatio(effectSize(draw)) },
  {
    name: "fromFirstPeriod",
    call: (draw) => synthesize.fromFirstPeriod({ ok: true, value: effectSize(draw) }),
  },
];
