import type { Problem } from "../problem.ts";
import type { Review } from "../review.ts";
import { armsAddUp } from "./arms-add-up.ts";
import type { Check } from "./check.ts";
import { conflictsExplained } from "./conflicts-explained.ts";
import { countsFit } from "./counts-fit.ts";
import { dates } from "./dates.ts";
import { direction } from "./direction.ts";
import { doseSchedule } from "./dose-schedule.ts";
import { intervalContainsEstimate } from "./interval-contains-estimate.ts";
import { intervalSymmetric } from "./interval-symmetric.ts";
import { knownArms } from "./known-arms.ts";
import { knownNames } from "./known-names.ts";
import { knownSources } from "./known-sources.ts";
import { percentagesMatch } from "./percentages-match.ts";
import { possibleValues } from "./possible-values.ts";
import { provenanceCovers } from "./provenance-covers.ts";
import { sameIdentifier } from "./same-identifier.ts";
import { sameTrialTwice } from "./same-trial-twice.ts";
import { significanceAgrees } from "./significance-agrees.ts";
import { standardErrorOrDeviation } from "./standard-error-or-deviation.ts";

/** What a careful reader asks of a review, names first: a misspelt name makes the later questions idle. */
export const checks: readonly Check[] = [
  knownNames,
  knownArms,
  knownSources,
  provenanceCovers,
  conflictsExplained,
  armsAddUp,
  countsFit,
  percentagesMatch,
  intervalContainsEstimate,
  intervalSymmetric,
  significanceAgrees,
  direction,
  possibleValues,
  standardErrorOrDeviation,
  doseSchedule,
  dates,
  sameIdentifier,
  sameTrialTwice,
];

/**
 * Reads a whole review as a careful reader would, and returns every contradiction: errors where something must be
 * wrong, warnings where it may be. Never throws; the order is that of the checks, then of the documents.
 */
export function checkReview(review: Review): readonly Problem[] {
  return checks.flatMap((check) => [...check.run(review)]);
}
