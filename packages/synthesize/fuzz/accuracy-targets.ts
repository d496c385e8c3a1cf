import * as synthesize from "../src/index.ts";
import { chained } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { options } from "./pooling-targets.ts";
import { design } from "./regression-targets.ts";
import type { Target } from "./targets.ts";

const level = (draw: Draw): number => draw.pick([0.95, draw.fraction()]);
const table = (draw: Draw): synthesize.AccuracyTable => {
  const count = draw.whole(0, 19) === 0 ? draw.count : () => draw.whole(0, 40);
  return {
    truePositives: count(),
    falseNegatives: count(),
    falsePositives: count(),
    trueNegatives: count(),
  };
};
const tables = (draw: Draw, most: number) => draw.list(() => table(draw), most);
const correction = (draw: Draw): synthesize.AccuracyCorrection => ({
  add: draw.pick([0.5, 0, draw.number()]),
  rule: draw.pick(["all", "always", "single", "none"] as const),
});
const bivariate = (draw: Draw): synthesize.BivariateOptions => ({
  method: draw.pick(["REML", "ML", "moments", "common"] as const),
  correction: correction(draw),
  level: level(draw),
});
const ratio = (draw: Draw) =>
  draw.pick(["diagnosticOddsRatio", "positiveLikelihoodRatio", "negativeLikelihoodRatio"] as const);

export const accuracyTargets: readonly Target[] = [
  {
    name: "studyAccuracy",
    call: (draw) =>
      synthesize.studyAccuracy(tables(draw, 20), {
        correction: correction(draw),
        interval: draw.pick([
          "wilson",
          "wald",
          "agresti-coull",
          "jeffreys",
          "modified-wilson",
          "modified-jeffreys",
          "clopper-pearson",
          "arcsine",
          "logit",
        ] as const),
        level: level(draw),
      }),
  },
  {
    name: "predictiveValues",
    call: (draw) => synthesize.predictiveValues(draw.fraction(), draw.fraction(), draw.fraction()),
  },
  {
    name: "mantelHaenszelAccuracy",
    call: (draw) =>
      synthesize.mantelHaenszelAccuracy(ratio(draw), tables(draw, 20), {
        correction: correction(draw),
        level: level(draw),
      }),
  },
  {
    name: "poolAccuracyRatio",
    call: (draw) =>
      synthesize.poolAccuracyRatio(ratio(draw), tables(draw, 20), {
        ...options(draw),
        correction: correction(draw),
      }),
  },
  {
    name: "proportionalHazards",
    weight: 0.1,
    call: (draw) =>
      synthesize.proportionalHazards(tables(draw, 8), {
        heterogeneous: draw.flag(),
        correction: correction(draw),
        level: level(draw),
      }),
  },
  {
    name: "bivariateAccuracy",
    weight: 0.05,
    call: (draw) => synthesize.bivariateAccuracy(tables(draw, 8), bivariate(draw)),
  },
  {
    name: "bivariateRegression",
    weight: 0.05,
    call: (draw) => {
      const studies = tables(draw, 8);
      return chained(design(draw, studies.length), (columns) =>
        synthesize.bivariateRegression(studies, columns, bivariate(draw)),
      );
    },
  },
  {
    name: "binomialAccuracy",
    weight: 0.01,
    call: (draw) =>
      synthesize.binomialAccuracy(tables(draw, 6), {
        quadrature: draw.pick([1, 5, 1, draw.count()]),
        level: level(draw),
      }),
  },
  {
    name: "accuracyRegion",
    weight: 0.05,
    call: (draw) =>
      chained(synthesize.bivariateAccuracy(tables(draw, 8), bivariate(draw)), (fit) =>
        synthesize.accuracyRegion(fit, draw.pick(["confidence", "prediction"] as const), {
          level: level(draw),
          boundary: draw.pick(["chi-square", "F"] as const),
          points: draw.pick([20, draw.count()]),
        }),
      ),
  },
  {
    name: "areaUnderCurve",
    weight: 0.05,
    call: (draw) =>
      chained(synthesize.bivariateAccuracy(tables(draw, 8), bivariate(draw)), (fit) =>
        chained(
          synthesize.summaryCurve(
            fit,
            draw.pick(["hsroc", "sens-on-fpr", "fpr-on-sens", "moses-littenberg", "major-axis"] as const),
          ),
          (curve) =>
            synthesize.areaUnderCurve(
              curve,
              ...(draw.flag() ? [] : ([draw.fraction(), draw.fraction()] as const)),
            ),
        ),
      ),
  },
  {
    name: "pooledPredictiveValues",
    weight: 0.05,
    call: (draw) =>
      chained(synthesize.bivariateAccuracy(tables(draw, 8), bivariate(draw)), (fit) =>
        synthesize.pooledPredictiveValues(fit, draw.list(draw.fraction, 4)),
      ),
  },
];
