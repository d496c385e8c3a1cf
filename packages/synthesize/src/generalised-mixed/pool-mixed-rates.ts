/** Incidence rate ratios pooled by generalised linear mixed models: no arm without events is filled. */
import { incidenceRateRatio } from "../rate/incidence-rate.ts";
import type { TwoRates } from "../rate/two-rates.ts";
import { type Result, success } from "../result.ts";
import type { MixedModel } from "./mixed-fit.ts";
import { fixedInterceptModel, nodesOf, oneCellModel, randomInterceptModel } from "./mixed-models.ts";
import type { TwoArmOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import { badNodes, type Prepared, poolMixed } from "./pool-mixed.ts";

export type RateModel = "fixed-intercepts" | "random-intercepts" | "conditional";

export interface MixedRateOptions extends TwoArmOptions {
  /**
   * - `fixed-intercepts` (default): a Poisson model with an intercept a study.
   * - `random-intercepts`: the same with normally distributed intercepts.
   * - `conditional`: given the events of both arms together, which makes those of arm 1 binomial.
   */
  readonly model?: RateModel;
}

const names: Readonly<Record<RateModel, string>> = {
  "fixed-intercepts": "Poisson model with an intercept a study",
  "random-intercepts": "Poisson model with normally distributed intercepts",
  conditional: "Conditional (binomial) model of rates",
};

/**
 * The log incidence rate ratio of arm 1 against arm 2 (Stijnen, Hamza & Ozdemir 2010, section 4, Statistics in Medicine 29:3046).
 * Studies without events are left out, with a note. Problems: `bad-rates`, `separation` (no finite estimate), `not-converged`.
 */
export function poolMixedRates(
  studies: readonly TwoRates[],
  options: MixedRateOptions = {},
): Result<MixedResult> {
  const { model = "fixed-intercepts" } = options;
  const nodes = nodesOf(options, 7);
  if (nodes === null) return badNodes(options.nodes);
  return poolMixed(
    studies.map((study, index) => prepare(study, index, model)),
    rateModel(model, nodes, options),
    options,
    "had no events in either arm",
  );
}

function rateModel(model: RateModel, nodes: number, options: TwoArmOptions): MixedModel {
  const named = { measure: "IRR", name: names[model] } as const;
  if (model === "fixed-intercepts") return fixedInterceptModel(named, nodes, options);
  return model === "random-intercepts"
    ? randomInterceptModel(named, nodes, options)
    : oneCellModel(named, nodes);
}

function prepare(rates: TwoRates, index: number, model: RateModel): Result<Prepared> {
  const { events1, time1, events2, time2 } = rates;
  const observed = incidenceRateRatio(rates);
  if (!observed.ok) return observed;
  const events = events1 + events2;
  if (events === 0) return success({ kind: "silent" });
  const study = { observed: observed.value, index };
  return success({
    kind: "study",
    study:
      model === "conditional"
        ? {
            ...study,
            cells: [{ kind: "binomial", count: events1, n: events }],
            offsets: [Math.log(time1 / time2)],
          }
        : {
            ...study,
            cells: [
              { kind: "poisson", count: events1 },
              { kind: "poisson", count: events2 },
            ],
            offsets: [Math.log(time1), Math.log(time2)],
          },
  });
}
