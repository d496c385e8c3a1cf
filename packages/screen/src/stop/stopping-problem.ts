/** Why a stopping rule cannot say anything, in a sentence that says what to do. */
export interface StoppingProblem {
  readonly code:
    | "target-out-of-range"
    | "confidence-out-of-range"
    | "not-a-count"
    | "nothing-screened"
    | "nothing-relevant"
    | "nothing-sampled"
    | "sample-too-large"
    | "more-than-there-are"
    | "unknown-record"
    | "contradicting-labels"
    | "look-out-of-range"
    | "too-little-to-replay";
  readonly message: string;
}

export interface Refused {
  readonly ok: false;
  readonly problems: readonly StoppingProblem[];
}

export const refused = (problems: readonly StoppingProblem[]): Refused => ({ ok: false, problems });

/** What is wrong with numbers that should count something; `names` as they stand in a sentence. */
export function countProblems(counts: Readonly<Record<string, number>>): readonly StoppingProblem[] {
  return Object.entries(counts).flatMap(([name, count]): StoppingProblem[] =>
    Number.isSafeInteger(count) && count >= 0
      ? []
      : [
          {
            code: "not-a-count",
            message: `The number of ${name} is ${count}; give a whole number from 0 on.`,
          },
        ],
  );
}

/** That a part is larger than its whole. */
export const moreThan = (part: string, count: number, whole: string, most: number): StoppingProblem => ({
  code: "more-than-there-are",
  message: `${count} ${part} are more than the ${most} ${whole}; correct one of the numbers.`,
});

export const nothingRelevant: StoppingProblem = {
  code: "nothing-relevant",
  message:
    "No relevant record has been found yet, so that no share of them can be promised: were one left, recall would be 0. Screen on until one is found, or screen all.",
};
