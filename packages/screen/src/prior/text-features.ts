import type { ScreeningRecord } from "../record.ts";
import { eachWord } from "../text/words-of.ts";

/** A sign in the text alone that a record is or is not what reviews include. */
export interface TextFeature {
  readonly name: string;
  /** The value, from what is counted once for a record. */
  readonly of: (text: CountedText) => number;
  /** What the title of a review that is about such records says: there the sign means nothing. */
  readonly about?: RegExp;
}

export interface CountedText {
  /** Title, blank, abstract, in small letters. */
  readonly text: string;
  /** Title in small letters. */
  readonly title: string;
  readonly abstractWords: number;
  readonly titleWords: number;
}

export function countedText({ title, abstract = "" }: ScreeningRecord): CountedText {
  let titleWords = 0;
  let abstractWords = 0;
  eachWord(title, () => titleWords++);
  eachWord(abstract, () => abstractWords++);
  const lower = title.toLowerCase();
  return { text: `${lower} ${abstract.toLowerCase()}`, title: lower, abstractWords, titleWords };
}

const inText = (name: string, words: RegExp, about?: RegExp): TextFeature => ({
  name,
  of: ({ text }) => (words.test(text) ? 1 : 0),
  ...(about === undefined ? {} : { about }),
});

const inTitle = (name: string, words: RegExp, about: RegExp): TextFeature => ({
  name,
  of: ({ title }) => (words.test(title) ? 1 : 0),
  about,
});

const occurrences = (text: string, pattern: RegExp): number => {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) found += 1;
  return found;
};

const PERCENT = /\d+\.\d+|\d+%|\d+ ?%/g;
const NUMBER = /\d+/g;

export const textFeatures: readonly TextFeature[] = [
  { name: "noabs", of: ({ abstractWords }) => (abstractWords === 0 ? 1 : 0) },
  { name: "labs", of: ({ abstractWords }) => Math.log(1 + abstractWords) },
  { name: "ltit", of: ({ titleWords }) => Math.log(1 + titleWords) },
  { name: "q", of: ({ title }) => (title.trimEnd().endsWith("?") ? 1 : 0) },
  { name: "bracket", of: ({ title }) => (title.trimStart().startsWith("[") ? 1 : 0) },
  { name: "pct", of: ({ text, abstractWords }) => (occurrences(text, PERCENT) * 50) / (1 + abstractWords) },
  { name: "pval", of: ({ text }) => (/p ?[<=] ?0?\.\d/.test(text) ? 1 : 0) },
  {
    name: "nums",
    of: ({ text, abstractWords, titleWords }) =>
      (occurrences(text, NUMBER) * 10) / Math.max(1, abstractWords + titleWords),
  },
  inText("case", /\bcase report|a case of\b/, /\bcase (reports?|series|studies)\b/),
  inText("rand", /randomi[sz]ed|randomly/),
  // In the singular it says what the review itself is; in the plural, what it is about.
  inText("rev", /systematic review|meta-analys|\breview\b/, /\b(reviews|meta-analyses|overviews)\b/),
  inText("dblind", /double.blind|placebo/),
  inText(
    "animal",
    /\brats?\b|\bmice\b|\bmouse\b|\bdogs?\b|rabbit/,
    /\banimals?\b|\brats?\b|\bmice\b|\bmouse\b|\bdogs?\b|rabbit|rodent/,
  ),
  inText("dta", /sensitivity|specificity|diagnostic accuracy/),
  inText("cohort", /\bcohort|prospective|retrospective/),
  inTitle(
    "letter",
    /comment|letter|editorial|erratum|reply|in response/,
    /letters|editorials|comments|errata|replies/,
  ),
  inText("vitro", /in vitro|cells\b/, /in vitro|\bcells?\b/),
  inText("we", /\bwe\b|\bour\b/),
  inTitle(
    "guid",
    /guideline|consensus|recommendation|practice/,
    /guideline|consensus|recommendation|practice/,
  ),
  inTitle("prot", /protocol/, /protocol/),
];
