import type { Verdict } from "@coppice/conclude";

const numberWords = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

function inWords(count: number): string {
  return numberWords[count] ?? String(count);
}

/**
 * The answer in one clause, counted over diseases and not over their phases: `first-line in three diseases,
 * second-line in four, ...`. What does not occur is not said.
 */
export function answerClause(verdicts: readonly Verdict[]): string {
  const diseases = verdicts.filter((verdict) => verdict.parent === undefined);
  const count = (test: (verdict: Verdict) => boolean) => diseases.filter(test).length;
  const groups = [
    ["first-line in", count((each) => each.class === "effective" && each.line === "first")],
    ["second-line in", count((each) => each.class === "effective" && each.line !== "first")],
    ["modest and not significant in", count((each) => each.class === "modest-not-significant")],
    ["of no use in", count((each) => each.class === "not-effective")],
    ["not established in", count((each) => each.class === "not-established")],
  ] as const;
  const said = groups.filter(([, number]) => number > 0);
  if (said.length === 0) return "nothing could be judged";
  return said
    .map(
      ([words, number], index) =>
        `${words} ${inWords(number)}${index === 0 ? (number === 1 ? " disease" : " diseases") : ""}`,
    )
    .join(", ");
}
