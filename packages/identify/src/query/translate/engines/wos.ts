import { wosNotation, wosSigns } from "../../print/wos-notation.ts";
import type { Limit } from "../../strategy.ts";
import { type Engine, type FormTable, formsOf, inFieldsOf, NOTES, patternOf } from "../engine.ts";

/** Web of Science Core Collection, advanced search, by Clarivate's list of field tags. */
const fields: FormTable = {
  title: "TI",
  abstract: "AB",
  "title+abstract": "TI,AB",
  "title+abstract+author-keyword": "TI,AB,AK",
  "title+abstract+author-keyword+heading-word": ["TS", "TS searches Keywords Plus instead of headings."],
  "title+abstract+author-keyword+keywords-plus": "TS",
  tiab: "TI,AB,AK",
  "title+abstract+keyword-phrase": "TI,AB,AK",
  "author-keyword": "AK",
  "keyword-phrase": "AK",
  "keywords-plus": "KP",
  "heading-word": ["TS", "Web of Science has no headings; the topic (TS) is searched."],
  substance: ["ALL", NOTES.all],
  "text-word": ["TS", "TS searches title, abstract, author keywords and Keywords Plus, and no headings."],
  "any-text-word": ["ALL", NOTES.all],
  all: "ALL",
  "publication-type": ["ALL", NOTES.all],
  author: "AU",
  "first-author": ["AU", NOTES.author],
  "last-author": ["AU", NOTES.author],
  "full-author": "AU",
  "author-id": "AI",
  "corporate-author": "GP",
  investigator: "AU",
  "full-investigator": ["AU", NOTES.author],
  editor: "ED",
  affiliation: "AD",
  journal: "SO",
  issn: "IS",
  isbn: "IS",
  publisher: "PUBL",
  grant: "FG",
  doi: "DO",
  "record-id": "PMID",
  other: ["ALL", NOTES.all],
};

const pattern = (codes: readonly string[]) => {
  const terms = codes.map((code) => `${code}=TERM`);
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
};

function limit(of: Limit): string | undefined {
  if (of.kind === "language") return `LA=(${of.languages.join(" OR ")})`;
  if (of.kind === "date" && of.field.startsWith("published"))
    return `PY=(${of.from?.slice(0, 4) ?? "1800"}-${of.to?.slice(0, 4) ?? "3000"})`;
  return undefined;
}

export const wos: Engine = {
  id: "wos",
  name: "WoS",
  syntax: "wos",
  vocabulary: "none",
  fields,
  headings: {
    exploded: ["ALL=TERM", NOTES.all],
    alone: ["ALL=TERM", NOTES.all],
    "major-exploded": ["ALL=TERM", NOTES.all],
    "major-alone": ["ALL=TERM", NOTES.all],
    subheading: ["ALL=TERM", NOTES.all],
  },
  pattern,
  // Words that are joined by AND may stand in different fields, so that only what says OR or NEAR is put into several fields at once.
  notation: wosNotation(
    inFieldsOf({ fields, pattern }),
    (by, of) =>
      by === "near" ||
      by === "or" ||
      formsOf(of, fields).every((form) => !patternOf(form, { pattern }).includes(" OR ")),
  ),
  signs: wosSigns,
  shortestStem: 3,
  proximity: "operator",
  ordered: "none",
  furthest: 15,
  phraseWildcards: true,
  bareWordsArePhrase: false,
  tiabWithKeywords: true,
  limit,
  dates: ["published", "published-print", "published-electronic"],
};
