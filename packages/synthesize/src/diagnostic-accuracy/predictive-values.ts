/** What pooled accuracy means for a patient. */
import { failure, type Result, success } from "../result.ts";
import type { AccuracyFigure } from "./accuracy-study.ts";
import type { BivariateResult } from "./bivariate.ts";

/** Probabilities of the condition after a positive, and of its absence after a negative test, at a prevalence. */
export function predictiveValues(
  sensitivity: number,
  specificity: number,
  prevalence: number,
): Result<{ readonly positive: number; readonly negative: number }> {
  for (const [name, value] of Object.entries({ sensitivity, specificity, prevalence })) {
    if (!(value >= 0 && value <= 1)) {
      return failure("bad-proportion", `The ${name} is ${value}; give a proportion between 0 and 1.`);
    }
  }
  const positives = sensitivity * prevalence + (1 - specificity) * (1 - prevalence);
  const negatives = (1 - sensitivity) * prevalence + specificity * (1 - prevalence);
  if (positives === 0 || negatives === 0) {
    return failure("no-results", "One of the two test results never happens; check these figures.");
  }
  return success({
    positive: (sensitivity * prevalence) / positives,
    negative: (specificity * (1 - prevalence)) / negatives,
  });
}

export interface PooledPredictiveValues {
  readonly prevalence: number;
  /** Probability of the condition after a positive test. */
  readonly positive: AccuracyFigure;
  /** Probability of its absence after a negative test. */
  readonly negative: AccuracyFigure;
}

/**
 * Predictive values at the summary point for each prevalence from 0 to 1: Bayes' theorem with the likelihood ratios and their
 * limits, at the level of the fit (Leeflang, Bossuyt & Irwig 2009 on why one prevalence is not enough).
 */
export function pooledPredictiveValues(
  {
    positiveLikelihoodRatio,
    negativeLikelihoodRatio,
  }: Pick<BivariateResult, "positiveLikelihoodRatio" | "negativeLikelihoodRatio">,
  prevalences: readonly number[],
): Result<readonly PooledPredictiveValues[]> {
  const bad = prevalences.find((prevalence) => !(prevalence >= 0 && prevalence <= 1));
  if (bad !== undefined) {
    return failure("bad-proportion", `The prevalence is ${bad}; give a proportion between 0 and 1.`);
  }
  return success(
    prevalences.map((prevalence) => {
      const odds = prevalence / (1 - prevalence);
      const after = (ratio: number): number => (prevalence === 1 ? 1 : (odds * ratio) / (1 + odds * ratio));
      const without = (ratio: number): number => (prevalence === 1 ? 0 : 1 / (1 + odds * ratio));
      return {
        prevalence,
        positive: {
          estimate: after(positiveLikelihoodRatio.estimate),
          low: after(positiveLikelihoodRatio.low),
          high: after(positiveLikelihoodRatio.high),
        },
        negative: {
          estimate: without(negativeLikelihoodRatio.estimate),
          low: without(negativeLikelihoodRatio.high),
          high: without(negativeLikelihoodRatio.low),
        },
      };
    }),
  );
}
