/** The four kinds of generalised linear mixed models. */
import type { MixedModel } from "./mixed-fit.ts";
import type { MixedOptions, TwoArmOptions } from "./mixed-options.ts";
import { saturatedArms, saturatedCells, saturatedWithRandomIntercepts } from "./saturated-model.ts";
import {
  type ArmCoding,
  fixedInterceptLikelihood,
  oneCellLikelihood,
  randomEffectLikelihood,
  randomInterceptLikelihood,
} from "./study-likelihood.ts";

type Named = Pick<MixedModel, "measure" | "name">;

const codings: Readonly<Record<NonNullable<TwoArmOptions["coding"]>, ArmCoding>> = {
  contrast: [0.5, -0.5],
  arm1: [1, 0],
  arm2: [0, 1],
};

/** One cell a study. */
export function oneCellModel(named: Named, nodes: number): MixedModel {
  return {
    ...named,
    intercepts: "none",
    common: (studies) => oneCellLikelihood(studies, 1),
    random: (studies) => oneCellLikelihood(studies, nodes),
    saturated: saturatedCells,
  };
}

export function fixedInterceptModel(
  named: Named,
  nodes: number,
  { coding = "contrast" }: TwoArmOptions,
): MixedModel {
  return {
    ...named,
    intercepts: "fixed",
    common: (studies) => fixedInterceptLikelihood(studies, 1, codings[coding]),
    random: (studies) => fixedInterceptLikelihood(studies, nodes, codings[coding]),
    saturated: saturatedArms,
  };
}

/** All parts of one analysis use the same rule, so that their likelihoods can be compared: Laplace's when effects are random too. */
export function randomInterceptModel(named: Named, asked: number, options: TwoArmOptions): MixedModel {
  const { effects = "random", coding = "contrast", correlated = false } = options;
  const nodes = effects === "random" ? 1 : asked;
  return {
    ...named,
    intercepts: "random",
    common: (studies) => randomInterceptLikelihood(studies, nodes),
    random: (studies) => randomEffectLikelihood(studies, codings[coding], correlated),
    saturated: (studies, starts) => saturatedWithRandomIntercepts(studies, nodes, starts),
  };
}

/** The number of nodes asked for, or null when there can be no such rule. */
export function nodesOf({ nodes }: MixedOptions, usual: number): number | null {
  const asked = nodes ?? usual;
  return Number.isInteger(asked) && asked >= 1 && asked <= 100 ? asked : null;
}
