import * as synthesize from "../src/index.ts";
import type { Draw } from "./hostile.ts";
import type { Target } from "./targets.ts";

/** Effects of which most can be pooled: one hostile number in a list would hide all the rest. */
export function effects(draw: Draw, most = 50): readonly synthesize.Effect[] {
  const hostile = draw.whole(0, 3) === 0;
  const same = draw.whole(0, 9) === 0;
  const scale = draw.pick([1, 1, 1, 1e-6, 1e6, 1e-150, 1e150]);
  const effect = () => ({
    yi: scale * (hostile ? draw.number() : draw.whole(-300, 300) / 100),
    vi: scale * scale * (hostile ? draw.positive() : draw.whole(1, 400) / 100),
  });
  const first = effect();
  return draw.list(() => (same ? first : effect()), most);
}

export const estimators = Object.keys(synthesize.tau2Estimators) as readonly synthesize.Tau2Method[];

export const tau2 = (draw: Draw): NonNullable<synthesize.RandomOptions["tau2"]> =>
  draw.pick([...estimators, draw.number(), { generalisedQ: draw.list(draw.positive) }]);

export const options = (draw: Draw): synthesize.RandomOptions => ({
  tau2: tau2(draw),
  test: draw.pick(["z", "t", "hk", "hk-adhoc"] as const),
  level: draw.pick([0.95, 0.5, draw.fraction()]),
  prediction: draw.pick(["as-test", "k-1", "k-2", "riley", "normal", "simple"] as const),
});

/** Counts of which most are a table of two arms. */
export const table = (draw: Draw): synthesize.Counts => {
  const hostile = draw.whole(0, 19) === 0;
  const n1 = hostile ? draw.count() : draw.whole(1, 60);
  const n2 = hostile ? draw.count() : draw.whole(1, 60);
  return {
    events1: hostile ? draw.count() : draw.whole(0, n1),
    n1,
    events2: hostile ? draw.count() : draw.whole(0, n2),
    n2,
  };
};

export const poolingTargets: readonly Target[] = [
  { name: "poolRandom", call: (draw) => synthesize.poolRandom(effects(draw), options(draw)) },
  {
    name: "poolCommon",
    call: (draw) =>
      synthesize.poolCommon(effects(draw), {
        test: draw.pick(["z", "t", "hk"] as const),
        level: draw.fraction(),
      }),
  },
  {
    name: "leaveOneOut",
    call: (draw) => synthesize.leaveOneOut(effects(draw, 8), { model: "random", ...options(draw) }),
  },
  {
    name: "cumulative",
    call: (draw) => synthesize.cumulative(effects(draw, 8), { model: "random", ...options(draw) }),
  },
  {
    name: "subgroups",
    call: (draw) =>
      synthesize.subgroups(
        effects(draw, 12).map((effect) => ({ ...effect, group: draw.pick(["a", "b", "c"]) })),
        { model: "random", ...options(draw), tau2Across: draw.pick(["shared", "separate"] as const) },
      ),
  },
  {
    name: "mantelHaenszel",
    call: (draw) =>
      synthesize.mantelHaenszel(
        draw.list(() => table(draw)),
        { measure: draw.pick(["OR", "RR", "RD"] as const), level: draw.pick([0.95, draw.fraction()]) },
      ),
  },
  { name: "peto", call: (draw) => synthesize.peto(draw.list(() => table(draw))) },
  {
    name: "mantelHaenszelRates",
    call: (draw) =>
      synthesize.mantelHaenszelRates(
        draw.list(() => ({
          events1: draw.count(),
          time1: draw.positive(),
          events2: draw.count(),
          time2: draw.positive(),
        })),
        { measure: draw.pick(["IRR", "IRD"] as const) },
      ),
  },
  {
    name: "aggregateEffects",
    call: (draw) =>
      synthesize.aggregateEffects(
        effects(draw).map((effect) => ({ ...effect, cluster: draw.whole(1, 4) })),
        draw.fraction(),
      ),
  },
];
