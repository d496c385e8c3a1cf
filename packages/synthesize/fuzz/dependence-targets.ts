import * as synthesize from "../src/index.ts";
import { chained } from "./chained.ts";
import type { Draw } from "./hostile.ts";
import { effects } from "./pooling-targets.ts";
import { design } from "./regression-targets.ts";
import type { Target } from "./targets.ts";

const level = (draw: Draw): number => draw.pick([0.95, draw.fraction()]);
const groups = (draw: Draw, k: number) => Array.from({ length: k }, () => draw.whole(1, 4));

const term = (draw: Draw, k: number): synthesize.RandomTerm => {
  if (draw.flag()) {
    return {
      kind: "intercept",
      groups: groups(draw, k),
      ...(draw.whole(0, 5) === 0 ? { variance: draw.positive() } : {}),
    };
  }
  const structure = draw.pick(["ID", "DIAG", "CS", "HCS", "UN", "AR", "HAR", "CAR"] as const);
  return {
    kind: "structured",
    structure,
    inner: Array.from({ length: k }, () => draw.whole(1, 3)),
    outer: groups(draw, k),
    ...(draw.whole(0, 5) === 0 ? { hold: { correlations: [draw.fraction()] } } : {}),
  };
};
const fitOptions = (draw: Draw) => ({
  method: draw.pick(["REML", "ML"] as const),
  test: draw.pick(["z", "t"] as const),
  df: draw.pick(["residual", "containment"] as const),
  level: level(draw),
});
/** A model of few effects, handed on. */
const fitted = (draw: Draw, next: (result: synthesize.MultivariateResult, k: number) => unknown): unknown => {
  const data = effects(draw, 10);
  const random = Array.from({ length: draw.whole(0, 2) }, () => term(draw, data.length));
  const fit = (columns?: synthesize.Design): unknown =>
    chained(
      synthesize.fitMultivariate(data, {
        ...fitOptions(draw),
        random,
        ...(columns === undefined ? {} : { design: columns }),
        ...(draw.whole(0, 5) === 0
          ? {
              samplingCovariance: data.map(({ vi }, i) =>
                data.map((_, j) => (i === j ? vi : draw.fraction())),
              ),
            }
          : {}),
      }),
      (result) => next(result, data.length),
    );
  return draw.flag() ? fit() : chained(design(draw, data.length), fit);
};
const robust = (draw: Draw): synthesize.RobustOptions => ({
  correction: draw.pick(["CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3"] as const),
  df: draw.pick(["satterthwaite", "clusters-p", "clusters-1", "normal"] as const),
  joint: draw.pick(["htz", "clusters-p", "clusters-1", "chi-square"] as const),
  level: level(draw),
});
/** A regression as a working model, with its clusters. */
const working = (
  draw: Draw,
  next: (model: synthesize.WorkingModel, clusters: readonly number[]) => unknown,
): unknown => {
  const data = effects(draw, 15);
  const clusters = groups(draw, draw.whole(0, 30) === 0 ? data.length + 1 : data.length);
  return chained(design(draw, data.length), (columns) =>
    chained(synthesize.regress(data, columns), (result) =>
      next(synthesize.workingModelOfRegression(data, columns, result), clusters),
    ),
  );
};

export const dependenceTargets: readonly Target[] = [
  {
    name: "poolMultilevel",
    weight: 0.05,
    call: (draw) =>
      synthesize.poolMultilevel(
        effects(draw, 12).map((effect) => ({ ...effect, groups: [draw.whole(1, 3), draw.whole(1, 6)] })),
        fitOptions(draw),
      ),
  },
  {
    name: "fitMultivariate",
    weight: 0.05,
    // What was given comes back in the state, with the NaN by which designs mark what is missing.
    call: (draw) =>
      fitted(draw, ({ state: { input, options, ...state }, ...result }) => ({
        ok: true,
        value: { ...result, state },
      })),
  },
  {
    name: "predictMultivariate",
    weight: 0.02,
    call: (draw) =>
      fitted(draw, (result) =>
        synthesize.predictMultivariate(
          result,
          draw.list(() => ({ x: draw.list(draw.number, 2) }), 3),
        ),
      ),
  },
  {
    name: "multivariateI2",
    weight: 0.02,
    call: (draw) => fitted(draw, (result) => ({ ok: true, value: synthesize.multivariateI2(result) })),
  },
  {
    name: "componentInterval",
    weight: 0.003,
    call: (draw) =>
      fitted(draw, (result) =>
        synthesize.componentInterval(
          result,
          {
            term: draw.pick([0, 0, 1, draw.number()]),
            kind: draw.pick(["variance", "correlation"] as const),
          },
          level(draw),
        ),
      ),
  },
  {
    name: "componentProfile",
    weight: 0.01,
    call: (draw) =>
      fitted(draw, (result) =>
        synthesize.componentProfile(
          result,
          { term: 0, kind: draw.pick(["variance", "correlation"] as const) },
          draw.list(draw.positive, 3),
        ),
      ),
  },
  {
    name: "clusterRobust",
    weight: 0.2,
    call: (draw) =>
      working(draw, (model, clusters) => synthesize.clusterRobust(model, clusters, robust(draw))),
  },
  {
    name: "clusterRobust of a multivariate model",
    weight: 0.03,
    call: (draw) =>
      fitted(draw, (result, k) =>
        synthesize.clusterRobust(
          synthesize.workingModelOfMultivariate(result),
          groups(draw, k),
          robust(draw),
        ),
      ),
  },
  {
    name: "robustContrasts",
    weight: 0.2,
    call: (draw) =>
      working(draw, (model, clusters) =>
        synthesize.robustContrasts(
          model,
          clusters,
          draw.list(() => model.names.map(() => draw.pick([0, 1, -1, draw.number()])), 3),
          robust(draw),
        ),
      ),
  },
  {
    name: "robustRegression",
    weight: 0.2,
    call: (draw) => {
      const data = effects(draw, 15);
      return chained(design(draw, data.length), (columns) =>
        synthesize.robustRegression(data, columns, groups(draw, data.length), {
          model: draw.pick(["correlated", "hierarchical"] as const),
          rho: draw.pick([0.8, draw.fraction()]),
          smallSample: draw.flag(),
          level: level(draw),
        }),
      );
    },
  },
  {
    name: "samplingCovariance",
    call: (draw) =>
      synthesize.samplingCovariance(
        effects(draw, 10).map(({ vi }) => ({
          vi,
          cluster: draw.whole(1, 3),
          time1: draw.whole(1, 4),
          observation: draw.whole(1, 3),
        })),
        {
          within: draw.pick([0.5, draw.fraction()]),
          nearest: draw.flag(),
          ...(draw.flag() ? { autocorrelation: draw.fraction() } : {}),
        },
      ),
  },
  {
    name: "correlationCovariance",
    call: (draw) => {
      const size = draw.whole(0, 5);
      const odd = draw.whole(0, 5) === 0;
      const r = draw.fraction();
      return synthesize.correlationCovariance(
        Array.from({ length: size }, (_, i) =>
          Array.from({ length: size }, (_unused, j) => (odd ? draw.fraction() : i === j ? 1 : r)),
        ),
        draw.count(),
        { scale: draw.pick(["r", "z"] as const) },
      );
    },
  },
];
