import * as synthesize from "../src/index.ts";
import { chained, together } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { table } from "./pooling-targets.ts";
import { design } from "./regression-targets.ts";
import type { Target } from "./targets.ts";

const level = (draw: Draw): number => draw.pick([0.95, draw.fraction()]);
const increments = (draw: Draw): synthesize.CorrectionOptions => ({
  increment: draw.pick(["treatment-arm" as const, 0.5, 0, draw.number()]),
  apply: draw.pick(["only-zero", "if-any-zero", "all"] as const),
  keepDoubleZero: draw.flag(),
});
const mixed = (draw: Draw): synthesize.MixedOptions => ({
  effects: draw.pick(["random", "random", "common"] as const),
  test: draw.pick(["z", "t"] as const),
  level: level(draw),
  nodes: draw.pick([7, 1, 3, draw.count()]),
});
const twoArms = (draw: Draw): synthesize.TwoArmOptions => ({
  ...mixed(draw),
  coding: draw.pick(["contrast", "arm1", "arm2"] as const),
  correlated: draw.flag(),
});
/** Options without moderators, or now and then with a design of as many studies. */
const moderated = <T extends synthesize.MixedOptions>(
  draw: Draw,
  given: T,
  k: number,
  fit: (options: T) => unknown,
): unknown =>
  draw.whole(0, 4) > 0
    ? fit(given)
    : chained(design(draw, k), (columns) => fit({ ...given, design: columns }));

export const countTargets: readonly Target[] = [
  {
    name: "correctedEffects",
    call: (draw) =>
      together(
        synthesize.correctedEffects(
          draw.list(() => table(draw)),
          draw.pick(["RR", "OR", "RD", "AS"] as const),
          { ...increments(draw), wholeRiskRatio: draw.flag() },
        ),
      ),
  },
  {
    name: "correctedMantelHaenszel",
    call: (draw) =>
      synthesize.correctedMantelHaenszel(
        draw.list(() => table(draw)),
        draw.pick(["RR", "OR", "RD"] as const),
        { ...increments(draw), exact: draw.flag() },
      ),
  },
  { name: "splitSharedControl", call: (draw) => synthesize.splitSharedControl(table(draw), draw.count()) },
  {
    name: "standardizedFromOddsRatio",
    call: (draw) =>
      synthesize.standardizedFromOddsRatio(table(draw), draw.pick(["logistic", "normal"] as const), {
        add: draw.pick([0.5, draw.number()]),
      }),
  },
  {
    name: "phiCoefficient",
    call: (draw) =>
      synthesize.phiCoefficient(table(draw), draw.pick(["cross-sectional", "stratified"] as const)),
  },
  {
    name: "poolBetaBinomial",
    weight: 0.03,
    call: (draw) =>
      synthesize.poolBetaBinomial(
        draw.list(() => table(draw), 8),
        {
          measure: draw.pick(["OR", "RR", "RD"] as const),
          dispersion: draw.pick(["shared", "separate"] as const),
          correlated: draw.flag(),
          level: level(draw),
        },
      ),
  },
  {
    name: "poolFirth",
    weight: 0.1,
    call: (draw) =>
      synthesize.poolFirth(
        draw.list(() => table(draw), 8),
        { level: level(draw) },
      ),
  },
  {
    name: "poolMixedTables",
    weight: 0.02,
    call: (draw) => {
      const tables = draw.list(() => table(draw), 6);
      const model = draw.pick([
        "fixed-intercepts",
        "random-intercepts",
        "conditional",
        "conditional-approximate",
      ] as const);
      return moderated(draw, { ...twoArms(draw), model }, tables.length, (given) =>
        synthesize.poolMixedTables(tables, given),
      );
    },
  },
  {
    name: "poolMixedRates",
    weight: 0.02,
    call: (draw) => {
      const hostile = draw.whole(0, 9) === 0;
      const count = () => (hostile ? draw.count() : draw.whole(0, 40));
      const time = () => (hostile ? draw.positive() : draw.whole(1, 900));
      const studies = draw.list(
        () => ({ events1: count(), time1: time(), events2: count(), time2: time() }),
        6,
      );
      const model = draw.pick(["fixed-intercepts", "random-intercepts", "conditional"] as const);
      return moderated(draw, { ...twoArms(draw), model }, studies.length, (given) =>
        synthesize.poolMixedRates(studies, given),
      );
    },
  },
  {
    name: "poolLogisticMixed",
    weight: 0.05,
    call: (draw) => {
      const groups = draw.list(() => {
        const { events1, n1 } = table(draw);
        return { events: events1, n: n1 };
      }, 8);
      return moderated(draw, mixed(draw), groups.length, (given) =>
        synthesize.poolLogisticMixed(groups, given),
      );
    },
  },
  {
    name: "poolPoissonMixed",
    weight: 0.05,
    call: (draw) => {
      const groups = draw.list(() => ({ events: draw.count(), time: draw.positive() }), 8);
      return moderated(draw, mixed(draw), groups.length, (given) =>
        synthesize.poolPoissonMixed(groups, given),
      );
    },
  },
];
