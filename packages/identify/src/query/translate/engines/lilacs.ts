import { plainNotation } from "../../print/plain-notation.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";
import { nothingToLimit } from "./nothing-to-limit.ts";

/** LILACS through the Virtual Health Library (iAHx), by its list of indexes. Its headings are DeCS, which holds all of MeSH. */
const fields: FormTable = {
  title: "ti",
  abstract: "ab",
  "title+abstract": "tw",
  "title+abstract+author-keyword": "tw",
  "title+abstract+author-keyword+heading-word": "tw",
  "title+abstract+author-keyword+keywords-plus": [
    "tw",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  tiab: "tw",
  "title+abstract+keyword-phrase": "tw",
  "author-keyword": "tw",
  "keyword-phrase": "tw",
  "original-title": "ti",
  "heading-word": "mh",
  substance: ["tw", "LILACS has no index of substances; words are searched."],
  "text-word": "tw",
  "any-text-word": "tw",
  all: ["TERM", "The term is searched in all indexes."],
  "publication-type": "pt",
  language: "la",
  author: "au",
  "first-author": "au",
  "last-author": "au",
  "full-author": "au",
  "author-id": "auid",
  "corporate-author": "au",
  investigator: "au",
  "full-investigator": "au",
  editor: "au",
  affiliation: "af",
  journal: "ta",
  issn: "is",
  isbn: "isbn",
  place: "cp",
  doi: "aid",
  "article-id": "id:mdl-TERM",
  "record-id": "id:mdl-TERM",
  book: "ti",
  other: ["TERM", "LILACS has no such index; the term is searched in all of them."],
};

const pattern = (codes: readonly string[]) => {
  const terms = codes.map((code) => `${code}:TERM`);
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
};

const quoted = (name: string) => (/^[\w-]+$/.test(name) ? name : `"${name}"`);

export const lilacs: Engine = {
  id: "lilacs",
  name: "LILACS",
  syntax: "plain",
  vocabulary: "mesh",
  fields,
  headings: {
    exploded: "mh:TERM",
    alone: "mh:TERM",
    "major-exploded": "mj:TERM",
    "major-alone": "mj:TERM",
    subheading: "mh:TERM",
  },
  pattern,
  notation: {
    ...plainNotation(inFieldsOf({ fields, pattern })),
    operators: { and: " AND ", or: " OR ", not: " AND NOT " },
    groups: (by) => by === "or",
    heading: ({ name, major }) => `${major ? "mj" : "mh"}:${quoted(name)}`,
    subheading: ({ name }) => `mh:${quoted(name)}`,
  },
  signs: { any: "*" },
  shortestStem: 1,
  proximity: "none",
  ordered: "none",
  phraseWildcards: false,
  bareWordsArePhrase: false,
  limit: nothingToLimit,
  dates: [],
};
