import * as synthesize from "../src/index.ts";
import { chained } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { effects, options, tau2 } from "./pooling-targets.ts";
import type { Target } from "./targets.ts";

const pieces = [
  ..."x|z|g|factor(|poly(|I(|log(|sqrt(|scale(|relevel(|ref|=|'b'|)|(|+|-|*|:|/|^|,|~|0|1|2|1e999|-1|%in%| |'|`|é|==|<|raw|TRUE|.".split(
    "|",
  ),
];
const formulas = [
  "~ x",
  "~ x + z",
  "~ g",
  "~ 0 + g",
  "~ x * g",
  "~ I(x^2) + x",
  "~ poly(x, 2)",
  "~ log(x)",
  "~ factor(z)",
  "~ x + I(2 * x)",
  "~ 1",
];

const formula = (draw: Draw): string =>
  draw.whole(0, 3) === 0
    ? `~${draw.list(() => draw.pick(pieces), 12).join(draw.pick(["", " "]))}`
    : draw.pick(formulas);

const moderators = (draw: Draw, k: number): readonly synthesize.ModeratorRow[] => {
  const hostile = draw.whole(0, 7) === 0;
  return Array.from({ length: k }, () => ({
    x: hostile ? draw.number() : draw.whole(-30, 30) / 10,
    z: draw.whole(0, 3),
    g: draw.pick(["a", "b", "c", ...(hostile ? ["", " "] : [])]),
  }));
};

/** A design for as many studies as are given, or now and then for one study too many. */
export function design(draw: Draw, k: number): synthesize.Result<synthesize.Design> {
  return synthesize.designMatrix(moderators(draw, draw.whole(0, 30) === 0 ? k + 1 : k), formula(draw));
}

const regressionOptions = (draw: Draw): synthesize.RegressionOptions => {
  const { prediction, ...rest } = options(draw);
  return {
    ...rest,
    model: draw.pick(["random", "random", "common"] as const),
    tau2Interval: draw.flag(),
    ...(draw.whole(0, 4) === 0 ? { weights: draw.flag() ? "equal" : draw.list(draw.positive) } : {}),
  };
};

/** Hands a fitted model on. */
const fitted = (
  draw: Draw,
  next: (
    result: synthesize.RegressionResult,
    design: synthesize.Design,
    studies: readonly synthesize.Effect[],
  ) => unknown,
): unknown => {
  const studies = effects(draw, 20);
  return chained(design(draw, studies.length), (columns) =>
    chained(synthesize.regress(studies, columns, regressionOptions(draw)), (result) =>
      next(result, columns, studies),
    ),
  );
};
const row = (draw: Draw, columns: synthesize.Design): readonly number[] =>
  draw.whole(0, 9) === 0
    ? draw.list(draw.number, 4)
    : columns.names.map(() => draw.pick([0, 1, draw.number()]));

export const regressionTargets: readonly Target[] = [
  { name: "readFormula", call: (draw) => synthesize.readFormula(formula(draw)) },
  {
    name: "designMatrix",
    // A missing moderator is NaN in its row, as documented: the heads and terms are looked at.
    call: (draw) =>
      chained(design(draw, draw.whole(0, 20)), ({ names, terms }) => ({ ok: true, value: { names, terms } })),
  },
  { name: "regress", call: (draw) => fitted(draw, (value) => ({ ok: true, value })) },
  {
    name: "predictEffects",
    call: (draw) =>
      fitted(draw, (result, columns) =>
        synthesize.predictEffects(result, [row(draw, columns), row(draw, columns)], {
          prediction: draw.pick(["as-test", "k-p", "k-p-1", "normal", "simple"] as const),
          level: draw.pick([0.95, draw.fraction()]),
        }),
      ),
  },
  {
    name: "bubbleData",
    call: (draw) =>
      fitted(draw, (result, columns, studies) => {
        const hostile = draw.whole(0, 4) === 0;
        return synthesize.bubbleData(
          result,
          studies,
          (study) => (hostile ? draw.number() : study / 10),
          (x) => columns.names.map((_, j) => x ** j),
          { points: draw.pick([11, 2, draw.count()]), level: draw.pick([0.95, draw.fraction()]) },
        );
      }),
  },
  {
    name: "testContrasts",
    call: (draw) =>
      fitted(draw, (result, columns) =>
        synthesize.testContrasts(
          result,
          draw.list(() => row(draw, columns), 3),
          ...(draw.flag() ? [] : [draw.list(draw.number, 3)]),
        ),
      ),
  },
  {
    name: "testCoefficients",
    call: (draw) =>
      fitted(draw, (result) =>
        synthesize.testCoefficients(
          result,
          draw.list(() => draw.pick([0, 1, 2, draw.number()]), 3),
        ),
      ),
  },
  {
    name: "inflationFactors",
    call: (draw) => fitted(draw, (result, { terms }) => synthesize.inflationFactors(result, terms)),
  },
  {
    name: "compareRegressions",
    call: (draw) =>
      fitted(draw, (full, _, studies) =>
        chained(
          synthesize.regress(studies, synthesize.interceptOnly(studies.length), { tau2: "ML" }),
          (reduced) => synthesize.compareRegressions(full, reduced),
        ),
      ),
  },
  {
    name: "permutationTest",
    weight: 0.05,
    call: (draw) => {
      const studies = effects(draw, 7);
      return chained(design(draw, studies.length), (columns) =>
        synthesize.permutationTest(studies, columns, {
          ...regressionOptions(draw),
          permutations: draw.pick([20, 20, 0, -1, Number.NaN]),
          statistic: draw.pick(["test", "coefficient"] as const),
          tails: draw.pick(["absolute", "doubled"] as const),
        }),
      );
    },
  },
  {
    name: "locationScale",
    weight: 0.1,
    call: (draw) => {
      const studies = effects(draw, 12);
      return chained(design(draw, studies.length), (location) =>
        chained(design(draw, studies.length), (scale) =>
          synthesize.locationScale(studies, location, scale, {
            link: draw.pick(["log", "identity"] as const),
            method: draw.pick(["ML", "REML"] as const),
            test: draw.pick(["z", "t"] as const),
            level: draw.pick([0.95, draw.fraction()]),
          }),
        ),
      );
    },
  },
  {
    name: "influence",
    weight: 0.2,
    call: (draw) => {
      const studies = effects(draw, 10);
      if (draw.flag()) return synthesize.influence(studies, regressionOptions(draw));
      return chained(design(draw, studies.length), (columns) =>
        synthesize.influence(studies, { ...regressionOptions(draw), design: columns, tau2: tau2(draw) }),
      );
    },
  },
];
