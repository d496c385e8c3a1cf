import { expect } from "vitest";
import { type Cited, cited } from "./cited.fixture.ts";
import { deduplicate } from "./deduplicate.ts";
import type { DeduplicateOptions, PublicationLink } from "./duplicate-cluster.ts";

/** What is to become of two records. */
export type Want = "merge" | "keep" | "review" | { readonly flag: PublicationLink["kind"] };

export const text = (subject: string): string =>
  `Background: ${subject} has long been thought to matter in the care of adults, and trials were small. Methods: we enrolled ` +
  `patients at nine sites and followed them for a year; outcomes were read by two people who did not know the arm. Results: of those ` +
  `enrolled most finished, and the mean of the first outcome moved by ${subject.length} points with ${subject}. Conclusions: ${subject} deserves a larger trial.`;

const ABSTRACT =
  "Aim: to see in a pilot whether drops of lavender before bed calm the legs. Design: open, one ward, eleven nurses on duty by day. " +
  "Findings so far: eight slept longer, two stopped for the smell, one moved away. We plan a comparison with placebo drops next spring.";

/** All of it invented: no such papers exist. */
export const paper: Cited = {
  title: "Lavender oil for restless legs in adults with iron deficiency: a randomised trial",
  authors: "Quillfeather, Anna B.; Mosswood, Peter; Tarnbrook, Ida",
  year: 2014,
  journal: "Journal of Imaginary Neurology",
  volume: "61",
  issue: "4",
  pages: "123-129",
  doi: "10.5555/jin.2014.0123",
  abstract: text("lavender oil"),
};
export const bare: Cited = {
  title: paper.title!,
  authors: paper.authors!,
  year: 2014,
  journal: paper.journal!,
};
export const meeting = {
  journal: "Annals of Imaginary Medicine",
  volume: "12",
  issue: "Suppl 1",
  pages: "S34",
  abstract: ABSTRACT,
};

export function outcome(a: Cited, b: Cited, options?: DeduplicateOptions) {
  const result = deduplicate(
    [
      { id: "a", record: cited(a) },
      { id: "b", record: cited(b) },
    ],
    options,
  );
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result;
}

export function check(a: Cited, b: Cited, want: Want, options?: DeduplicateOptions): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { clusters, relations, review } = outcome(one, other, options);
    if (want === "merge") expect(clusters).toHaveLength(1);
    else expect(clusters).toHaveLength(2);
    if (want === "review") expect(review).toHaveLength(1);
    if (want === "keep") expect(review).toEqual([]);
    if (typeof want === "object") expect(relations.map(({ kind }) => kind)).toEqual([want.flag]);
  }
}

/** What is said of the matcher, two records, and what is to become of them. */
export type HardCase = readonly [says: string, a: Cited, b: Cited, want: Want];
