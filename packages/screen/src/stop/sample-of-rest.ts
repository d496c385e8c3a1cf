import { countProblems, type StoppingProblem } from "./stopping-problem.ts";

/** A random sample of the records that were left when it was drawn. */
export interface SampleOfRest {
  /** Records left, unscreened, when the sample was drawn. */
  readonly left: number;
  /** Relevant records found before. */
  readonly relevantBefore: number;
  /** Of each labelled record of the sample whether it is relevant, in the order drawn. */
  readonly labels: readonly boolean[];
  /** Relevant records found since, outside the sample; default 0. They count for recall and tell nothing of what is left. */
  readonly relevantSince?: number;
}

export function restProblems({
  left,
  relevantBefore,
  labels,
  relevantSince = 0,
}: SampleOfRest): readonly StoppingProblem[] {
  const counts = countProblems({
    "records left": left,
    "relevant records found before": relevantBefore,
    "relevant records found since": relevantSince,
  });
  if (counts.length > 0) return counts;
  if (labels.length === 0) {
    const message =
      "No record of the sample is labelled; draw a random sample of the records left and label it.";
    return [{ code: "nothing-sampled", message }];
  }
  if (labels.length > left) {
    const message = `The sample has ${labels.length} records and only ${left} were left to draw from; a record can be drawn once. Give the number left before the draw.`;
    return [{ code: "sample-too-large", message }];
  }
  if (relevantSince > left - labels.length) {
    const message = `${relevantSince} relevant records found outside the sample are more than the ${left - labels.length} that were outside it.`;
    return [{ code: "more-than-there-are", message }];
  }
  return [];
}
