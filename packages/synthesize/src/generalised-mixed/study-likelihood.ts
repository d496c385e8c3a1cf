/** The likelihood of each study under the models of Stijnen, Hamza & Ozdemir (2010), as a function of its linear predictor. */
import type { Cell } from "./cell.ts";
import { fallingRoots } from "./falling-root.ts";
import { studyLaplace } from "./laplace.ts";
import { studyIntegral } from "./quadrature.ts";

/** Cells of a study, arm 1 first, and what is added to the linear predictor of each: ln of person-time and the like. */
export interface StudyCells {
  readonly cells: readonly Cell[];
  readonly offsets: readonly number[];
}

export interface StudyLikelihood {
  /** Names of the parameters beside the coefficients; those that end in `sd` are standard deviations, whose sign means nothing. */
  readonly extra: readonly ("intercept" | "intercept-sd" | "covariance" | "effect-sd")[];
  /**
   * The log-likelihood of study i, without constants, at its effect and at the other parameters. The derivatives with respect to
   * the effect and to each of the others are written into `gradient`, in this order.
   */
  readonly at: (i: number, effect: number, extra: ArrayLike<number>, gradient: Float64Array) => number;
  /** The log-likelihood of study i, without constants, given that its random effect is at its mode; after `at` for the same arguments. */
  readonly givenMode?: (i: number) => number;
}

/** How the random effect enters the arms: (1/2, -1/2), (1, 0) or (0, 1). */
export type ArmCoding = readonly [number, number];

/** One cell a study: conditional models and single groups. */
export function oneCellLikelihood(studies: readonly StudyCells[], nodes: number): StudyLikelihood {
  const integral = studyIntegral(nodes, 1);
  const c = new Float64Array(1);
  const t = new Float64Array(1);
  return {
    extra: ["effect-sd"],
    at: (i, effect, extra, gradient) => {
      const { cells, offsets } = studies[i]!;
      c[0] = offsets[0]! + effect;
      t[0] = extra[0]!;
      return integral.value(cells, c, t, gradient);
    },
    givenMode: (i) => integral.givenMode(studies[i]!.cells, c, t),
  };
}

/** Two arms with an intercept a study, which is maximised out: what is left has as many parameters as the model without them. */
export function fixedInterceptLikelihood(
  studies: readonly StudyCells[],
  nodes: number,
  coding: ArmCoding,
): StudyLikelihood {
  const integral = studyIntegral(nodes, 2);
  const c = new Float64Array(2);
  const t = new Float64Array(2);
  const g = new Float64Array(4);
  const intercepts = fallingRoots(studies.map(({ cells, offsets }) => crudeIntercept(cells, offsets)));
  return {
    extra: ["effect-sd"],
    at: (i, effect, extra, gradient) => {
      const { cells, offsets } = studies[i]!;
      t[0] = extra[0]! * coding[0];
      t[1] = extra[0]! * coding[1];
      let value = 0;
      intercepts.find(
        i,
        (alpha) => {
          c[0] = offsets[0]! + alpha + effect;
          c[1] = offsets[1]! + alpha;
          value = integral.value(cells, c, t, g);
          return g[0]! + g[1]!;
        },
        cells[0]!.count + cells[1]!.count,
      );
      gradient[0] = g[0]!;
      gradient[1] = coding[0] * g[2]! + coding[1] * g[3]!;
      return value;
    },
    givenMode: (i) => integral.givenMode(studies[i]!.cells, c, t),
  };
}

/** An intercept from both arms together. */
function crudeIntercept(cells: readonly Cell[], offsets: readonly number[]): number {
  let events = 0.5;
  let rest = 0.5;
  for (const [j, cell] of cells.entries()) {
    events += cell.count;
    rest += cell.kind === "binomial" ? cell.n - cell.count : Math.exp(offsets[j]!);
  }
  return Math.log(events / rest);
}

/** Two arms with a normally distributed intercept a study and one effect for all of them. */
export function randomInterceptLikelihood(studies: readonly StudyCells[], nodes: number): StudyLikelihood {
  const integral = studyIntegral(nodes, 2);
  const c = new Float64Array(2);
  const t = new Float64Array(2);
  const g = new Float64Array(4);
  return {
    extra: ["intercept", "intercept-sd"],
    at: (i, effect, extra, gradient) => {
      const { cells, offsets } = studies[i]!;
      c[0] = offsets[0]! + extra[0]! + effect;
      c[1] = offsets[1]! + extra[0]!;
      t[0] = extra[1]!;
      t[1] = extra[1]!;
      const value = integral.value(cells, c, t, g);
      gradient[0] = g[0]!;
      gradient[1] = g[0]! + g[1]!;
      gradient[2] = g[2]! + g[3]!;
      return value;
    },
  };
}

/**
 * Two arms with a random intercept and a random effect. With u1, u2 standard normal, the intercept is sd u1 and the effect
 * covariance u1 + effect-sd u2; without correlation the covariance is left out.
 */
export function randomEffectLikelihood(
  studies: readonly StudyCells[],
  coding: ArmCoding,
  correlated: boolean,
): StudyLikelihood {
  const laplace = studyLaplace();
  const c = new Float64Array(2);
  const t = new Float64Array(4);
  const g = new Float64Array(6);
  const last = correlated ? 3 : 2;
  return {
    extra: ["intercept", "intercept-sd", ...(correlated ? (["covariance"] as const) : []), "effect-sd"],
    at: (i, effect, extra, gradient) => {
      const { cells, offsets } = studies[i]!;
      const shared = correlated ? extra[2]! : 0;
      for (let j = 0; j < 2; j++) {
        c[j] = offsets[j]! + extra[0]! + (j === 0 ? effect : 0);
        t[2 * j] = extra[1]! + coding[j]! * shared;
        t[2 * j + 1] = coding[j]! * extra[last]!;
      }
      const value = laplace(cells, c, t, g);
      gradient[0] = g[0]!;
      gradient[1] = g[0]! + g[1]!;
      gradient[2] = g[2]! + g[4]!;
      if (correlated) gradient[3] = coding[0] * g[2]! + coding[1] * g[4]!;
      gradient[1 + last] = coding[0] * g[3]! + coding[1] * g[5]!;
      return value;
    },
  };
}
