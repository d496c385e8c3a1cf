import { scopusNotation, scopusRange, scopusSigns } from "../../print/scopus-notation.ts";
import type { Limit } from "../../strategy.ts";
import { type Engine, type FormTable, formsOf, inFieldsOf, NOTES, patternOf } from "../engine.ts";

/** Scopus, advanced search, by Elsevier's list of field codes. */
const fields: FormTable = {
  title: "TITLE",
  abstract: "ABS",
  "title+abstract": "TITLE-ABS",
  "title+abstract+author-keyword": [
    "TITLE-ABS-KEY",
    "KEY holds index terms as well as author keywords: wider.",
  ],
  "title+abstract+author-keyword+heading-word": "TITLE-ABS-KEY",
  "title+abstract+author-keyword+keywords-plus": [
    "TITLE-ABS-KEY",
    "KEY holds index terms, and no Keywords Plus.",
  ],
  "author-keyword+heading-word": "KEY",
  tiab: "TITLE-ABS",
  "title+abstract+keyword-phrase": [
    "TITLE-ABS-KEY",
    "KEY holds index terms as well as author keywords: wider.",
  ],
  "author-keyword": "AUTHKEY",
  "keyword-phrase": "AUTHKEY",
  "original-title": "TITLE",
  "heading-word": "INDEXTERMS",
  substance: "CHEM",
  "registry-number": ["CASREGNUMBER", "This field searches for CAS registry numbers only."],
  "trade-name": "TRADENAME",
  manufacturer: "MANUFACTURER",
  "text-word": "TITLE-ABS-KEY",
  "any-text-word": "TITLE-ABS-KEY",
  all: "ALL",
  "publication-type": "DOCTYPE",
  language: "LANGUAGE",
  author: "AUTH",
  "first-author": "FIRSTAUTH",
  "last-author": ["AUTH", NOTES.author],
  "full-author": "AUTH",
  "author-id": "ORCID",
  "corporate-author": "AUTHCOLLAB",
  investigator: ["AUTH", NOTES.author],
  "full-investigator": ["AUTH", NOTES.author],
  editor: "EDITOR",
  affiliation: "AFFIL",
  journal: "SRCTITLE",
  issn: "ISSN",
  isbn: "ISBN",
  volume: "VOLUME",
  issue: "ISSUE",
  page: "PAGES",
  publisher: "BOOKPUB",
  grant: "FUND-NO",
  doi: "ARTNUM(TERM) and DOI(TERM)",
  "article-id": "DOI",
  "record-id": "PMID",
  other: ["ALL", NOTES.all],
};

const pattern = (codes: readonly string[]) => {
  const terms = codes.map((code) => `${code}(TERM)`);
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
};

function limit(of: Limit): string | undefined {
  if (of.kind === "language") return `LANGUAGE(${of.languages.join(" OR ")})`;
  if (of.kind === "date") return scopusRange({ ...of, kind: "date" });
  return undefined;
}

export const scopus: Engine = {
  id: "scopus",
  name: "Scopus",
  syntax: "scopus",
  vocabulary: "none",
  fields,
  headings: {
    exploded: "INDEXTERMS(TERM)",
    alone: "INDEXTERMS(TERM)",
    "major-exploded": "INDEXTERMS(TERM)",
    "major-alone": "INDEXTERMS(TERM)",
    subheading: "INDEXTERMS(TERM)",
  },
  pattern,
  notation: scopusNotation(
    inFieldsOf({ fields, pattern }),
    (by, of) =>
      by === "near" ||
      by === "or" ||
      formsOf(of, fields).every((form) => !patternOf(form, { pattern }).includes(" OR ")),
  ),
  signs: scopusSigns,
  shortestStem: 3,
  proximity: "operator",
  ordered: "any",
  phraseWildcards: true,
  bareWordsArePhrase: false,
  limit,
  dates: ["published", "published-print", "published-electronic", "entered", "created"],
};
