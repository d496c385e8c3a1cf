/** The saturated model, in which every study has an effect of its own. */
import { gradientHessian, type Matrix, matrix, sumBy } from "@coppice/numeric";
import { type Cell, logConstant, saturated } from "./cell.ts";
import { fallingRoots } from "./falling-root.ts";
import { maximise } from "./maximise.ts";
import { randomInterceptLikelihood, type StudyCells, type StudyLikelihood } from "./study-likelihood.ts";

export interface SaturatedModel {
  /** Constants included. */
  readonly logLikelihood: number;
  /** The effect of each study; 0 where it is infinite. */
  readonly effects: Float64Array;
  /** Information about each effect; 0 where it is infinite, so that the study has no part in a Wald-type test. */
  readonly information: Float64Array;
  /** What effects and random intercepts share of the information; null without random intercepts. */
  readonly shared: SharedInformation | null;
}

interface SharedInformation {
  /** One row for each parameter of the intercepts, one column a study. */
  readonly withEffects: Matrix;
  readonly ofIntercepts: Matrix;
}

interface OwnEffect {
  readonly logLikelihood: number;
  readonly effect: number;
  readonly information: number;
}

/** One cell a study: its effect is its own linear predictor less the offset. */
export function saturatedCells(studies: readonly StudyCells[]): SaturatedModel {
  return independent(studies, ({ cells, offsets }) => {
    const { logLikelihood, eta, information } = saturated(cells[0]!);
    return { logLikelihood, effect: eta - offsets[0]!, information };
  });
}

/** Two arms with a fixed intercept: both cells are fitted exactly. */
export function saturatedArms(studies: readonly StudyCells[]): SaturatedModel {
  return independent(studies, ({ cells, offsets }) => {
    const first = saturated(cells[0]!);
    const second = saturated(cells[1]!);
    const finite = first.information > 0 && second.information > 0;
    return {
      logLikelihood: first.logLikelihood + second.logLikelihood,
      effect: first.eta - offsets[0]! - (second.eta - offsets[1]!),
      information: finite ? 1 / (1 / first.information + 1 / second.information) : 0,
    };
  });
}

function independent(studies: readonly StudyCells[], own: (study: StudyCells) => OwnEffect): SaturatedModel {
  const found = studies.map(own);
  return {
    logLikelihood: sumBy(found, (study) => study.logLikelihood),
    effects: Float64Array.from(found, ({ effect, information }) => (information > 0 ? effect : 0)),
    information: Float64Array.from(found, ({ information }) => information),
    shared: null,
  };
}

const nothing: Cell = { kind: "binomial", count: 0, n: 0 };

/** Two arms with normally distributed intercepts, whose mean and spread are fitted together with the effects. */
export function saturatedWithRandomIntercepts(
  studies: readonly StudyCells[],
  nodes: number,
  starts: readonly (readonly number[])[],
): SaturatedModel {
  // An arm without events, or with nothing else, is fitted exactly by an infinite effect and leaves the other arm.
  const finite = studies.map(({ cells }) => saturated(cells[0]!).information > 0);
  const likelihood = randomInterceptLikelihood(
    studies.map(({ cells, offsets }, i) =>
      finite[i] ? { cells, offsets } : { cells: [nothing, cells[1]!], offsets },
    ),
    nodes,
  );
  const effects = new Float64Array(studies.length);
  const roots = fallingRoots(studies.map(() => 0));
  const own = new Float64Array(3);
  const profile: StudyLikelihood = {
    extra: likelihood.extra,
    at: (i, _, extra, gradient) => {
      let value = 0;
      const score = (effect: number): number => {
        value = likelihood.at(i, effect, extra, own);
        return own[0]!;
      };
      if (finite[i]) effects[i] = roots.find(i, score, studies[i]!.cells[0]!.count);
      else score(0);
      gradient.set(own);
      return value;
    },
  };
  const fit = maximise(profile, matrix(studies.length, 0), [], starts);
  const free = fit.extra[1] === 0 ? [0] : [0, 1];
  const information = new Float64Array(studies.length);
  const withEffects = matrix(free.length, studies.length);
  const ofIntercepts = matrix(free.length, free.length);
  const steps = [1e-3, 1e-3, 1e-3 * Math.max(0.1, fit.extra[1]!)];
  for (let i = 0; i < studies.length; i++) {
    // The effects are those of the last evaluation, not of the maximum.
    profile.at(i, 0, fit.extra, own);
    const at = (x: readonly number[]): number[] => {
      likelihood.at(i, x[0]!, x.slice(1), own);
      return Array.from(own, (slope) => -slope);
    };
    const h = gradientHessian(at, [effects[i]!, ...fit.extra], steps).data;
    information[i] = finite[i] ? h[0]! : 0;
    for (const [a, r] of free.entries()) {
      if (finite[i]) withEffects.data[a * studies.length + i] = h[1 + r]!;
      for (const [b, s] of free.entries()) ofIntercepts.data[a * free.length + b]! += h[3 * (1 + r) + 1 + s]!;
    }
  }
  // Cells fitted exactly contribute nothing but their constants, which the others have beside what was maximised.
  const constants = studies.reduce(
    (sum, { cells }, i) => sum + (finite[i] ? logConstant(cells[0]!) : 0) + logConstant(cells[1]!),
    0,
  );
  return {
    logLikelihood: fit.logLikelihood + constants,
    effects,
    information,
    shared: { withEffects, ofIntercepts },
  };
}
