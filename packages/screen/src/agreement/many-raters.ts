import { studentQuantile } from "@coppice/numeric";
import { type AgreementWeights, weightMatrix } from "./agreement-weights.ts";
import { type Coefficient, undefinedFor, withStandardError } from "./coefficient.ts";
import type { RatedSubjects } from "./rated-subjects.ts";

/** What chance would agree on, over all subjects and as far as one subject moves it. */
interface Chance {
  readonly expected: number;
  readonly ofSubject: (ratings: readonly number[], raters: number) => number;
}

type ChanceOf = (shares: readonly number[], weight: readonly (readonly number[])[]) => Chance;

/**
 * Gwet's AC1, with weights AC2, for two raters or more, also where not all rated all subjects: pe = Tw / (q (q − 1)) Σ πk (1 − πk), with
 * Tw the sum of the weights and πk the mean share of category k. Less swayed than kappa by a category that is rare (Gwet 2008; weights and
 * missing ratings: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.).
 */
export const gwetAc = (
  rated: readonly RatedSubjects[],
  categories: number,
  weights: AgreementWeights,
  level: number,
): Coefficient =>
  ofManyRaters(rated, categories, weights, level, (shares, weight) => {
    const total = weight.flat().reduce((sum, w) => sum + w, 0);
    const factor = total / (categories * (categories - 1));
    return {
      expected: factor * shares.reduce((sum, share) => sum + share * (1 - share), 0),
      ofSubject: (ratings, raters) =>
        factor * shares.reduce((sum, share, k) => sum + (share * (raters - ratings[k]!)) / raters, 0),
    };
  });

/** Fleiss' kappa (Fleiss 1971) with weights and missing ratings as in Gwet 2014: pe = Σ wkl πk πl. For two raters it is Scott's pi. */
export const fleissKappa = (
  rated: readonly RatedSubjects[],
  categories: number,
  weights: AgreementWeights,
  level: number,
): Coefficient =>
  ofManyRaters(rated, categories, weights, level, (shares, weight) => {
    const mean = weight.map((row) => row.reduce((sum, w, k) => sum + w * shares[k]!, 0));
    return {
      expected: shares.reduce((sum, share, k) => sum + share * mean[k]!, 0),
      ofSubject: (ratings, raters) => ratings.reduce((sum, count, k) => sum + (count * mean[k]!) / raters, 0),
    };
  });

/**
 * (pa − pe) / (1 − pe), where pa is the mean agreement of two raters of a subject, over the subjects that two or more rated. Variance over
 * subjects, which holds whether or not raters are independent (Gwet 2008, for the raters at hand):
 * v = Σ (κi* − κ)² / (n (n − 1)), κi* = κi − 2 (1 − κ)(pei − pe) / (1 − pe), κi = (n / n') (pai − pe) / (1 − pe), which is 0 for subjects
 * that only one rated. Interval by Student's t with n − 1 degrees of freedom.
 */
function ofManyRaters(
  rated: readonly RatedSubjects[],
  categories: number,
  weights: AgreementWeights,
  level: number,
  chanceOf: ChanceOf,
): Coefficient {
  const weight = weightMatrix(weights, categories);
  const groups = rated
    .map(({ ratings, subjects }) => ({
      ratings,
      subjects,
      raters: ratings.reduce((sum, count) => sum + count, 0),
    }))
    .filter(({ raters, subjects }) => raters > 0 && subjects > 0);
  const n = groups.reduce((sum, { subjects }) => sum + subjects, 0);
  const twice = groups.reduce((sum, { subjects, raters }) => sum + (raters > 1 ? subjects : 0), 0);
  if (twice === 0) return undefinedFor("No record was judged by two.");
  const shares = weight.map(
    (_, k) =>
      groups.reduce((sum, { ratings, subjects, raters }) => sum + (subjects * ratings[k]!) / raters, 0) / n,
  );
  const agreed = groups.map(({ ratings, raters }) =>
    raters > 1 ? agreementIn(ratings, raters, weight) : null,
  );
  const observed = groups.reduce((sum, { subjects }, g) => sum + subjects * (agreed[g] ?? 0), 0) / twice;
  const chance = chanceOf(shares, weight);
  const beyond = 1 - chance.expected;
  if (beyond < 1e-12) {
    return undefinedFor("All put all records into one and the same category; chance would agree too.");
  }
  const estimate = (observed - chance.expected) / beyond;
  if (n < 2) {
    return { kind: "defined", estimate, noInterval: "One record alone says nothing of the precision." };
  }
  let spread = 0;
  groups.forEach(({ ratings, subjects, raters }, g) => {
    const own = agreed[g]!;
    const ofSubject = own === null ? 0 : ((n / twice) * (own - chance.expected)) / beyond;
    const moved = (2 * (1 - estimate) * (chance.ofSubject(ratings, raters) - chance.expected)) / beyond;
    spread += subjects * (ofSubject - moved - estimate) ** 2;
  });
  const variance = spread / (n * (n - 1));
  const error = variance < 1e-20 ? 0 : Math.sqrt(variance);
  return withStandardError(estimate, error, studentQuantile((1 + level) / 2, n - 1), level);
}

/** Mean weight of two different raters of a subject: Σ rk (Σ wkl rl − 1) / (r (r − 1)). */
function agreementIn(
  ratings: readonly number[],
  raters: number,
  weight: readonly (readonly number[])[],
): number {
  const sum = ratings.reduce((total, count, k) => {
    const alike = weight[k]!.reduce((near, w, l) => near + w * ratings[l]!, 0);
    return total + count * (alike - 1);
  }, 0);
  return sum / (raters * (raters - 1));
}
