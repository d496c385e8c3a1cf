/** Proportions and rates of single groups pooled by generalised linear mixed models: no zero is filled. */
import { type Proportion, proportion } from "../one-group/proportion.ts";
import { incidenceRate, type Rate } from "../one-group/rate.ts";
import { type Result, success } from "../result.ts";
import { nodesOf, oneCellModel } from "./mixed-models.ts";
import type { MixedOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import { badNodes, type Prepared, poolMixed } from "./pool-mixed.ts";

const silent = "say nothing in this model";

/**
 * The logit of a proportion by the binomial-normal model (Hamza, van Houwelingen & Stijnen 2008, Journal of Clinical
 * Epidemiology 61:41). `backTransform("PLO", ...)` turns estimate and interval into proportions: that is the median of the
 * studies' proportions, not their mean. Problems: `bad-proportion`, `separation` (no study has both outcomes), `not-converged`.
 */
export function poolLogisticMixed(
  groups: readonly Proportion[],
  options: MixedOptions = {},
): Result<MixedResult> {
  const nodes = nodesOf(options, 7);
  if (nodes === null) return badNodes(options.nodes);
  const prepared = groups.map((group, index): Result<Prepared> => {
    const observed = proportion("PLO", group);
    if (!observed.ok) return observed;
    const cells = [{ kind: "binomial", count: group.events, n: group.n }] as const;
    return success({ kind: "study", study: { cells, offsets: [0], observed: observed.value, index } });
  });
  const named = { measure: "PLO", name: "Logistic model of proportions" } as const;
  return poolMixed(prepared, oneCellModel(named, nodes), options, silent);
}

/**
 * The log of an incidence rate by the Poisson-normal model (Stijnen, Hamza & Ozdemir 2010, Statistics in Medicine 29:3046).
 * Problems: `bad-rate`, `separation` (there are no events at all), `not-converged`.
 */
export function poolPoissonMixed(groups: readonly Rate[], options: MixedOptions = {}): Result<MixedResult> {
  const nodes = nodesOf(options, 7);
  if (nodes === null) return badNodes(options.nodes);
  const prepared = groups.map((group, index): Result<Prepared> => {
    const observed = incidenceRate("IRLN", group);
    if (!observed.ok) return observed;
    const cells = [{ kind: "poisson", count: group.events }] as const;
    return success({
      kind: "study",
      study: { cells, offsets: [Math.log(group.time)], observed: observed.value, index },
    });
  });
  const named = { measure: "IRLN", name: "Poisson model of rates" } as const;
  return poolMixed(prepared, oneCellModel(named, nodes), options, silent);
}
