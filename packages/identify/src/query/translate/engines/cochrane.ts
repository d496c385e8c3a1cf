import { cochraneNotation, cochraneSigns } from "../../print/cochrane-notation.ts";
import { type Engine, type FormTable, inFieldsOf, NOTES } from "../engine.ts";
import { nothingToLimit } from "./nothing-to-limit.ts";

/** The Cochrane Library (CENTRAL), by the help of its Search Manager. */
const fields: FormTable = {
  title: "ti",
  abstract: "ab",
  "title+abstract": "ti,ab",
  "title+abstract+author-keyword": [
    "ti,ab,kw",
    "In CENTRAL :kw also holds the headings: wider than author keywords.",
  ],
  "title+abstract+author-keyword+heading-word": "ti,ab,kw",
  "title+abstract+author-keyword+keywords-plus": [
    "ti,ab,kw",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  "author-keyword+heading-word": "kw",
  tiab: "ti,ab",
  "title+abstract+keyword-phrase": "ti,ab,kw",
  "author-keyword": ["kw", "In CENTRAL :kw also holds the headings: wider than author keywords."],
  "keyword-phrase": "kw",
  "heading-word": "kw",
  substance: ["kw", "CENTRAL has no field of substances; :kw holds the headings."],
  "text-word": "ti,ab,kw",
  "any-text-word": ["", NOTES.all],
  all: "",
  "publication-type": "pt",
  author: "au",
  "first-author": ["au", NOTES.author],
  "last-author": ["au", NOTES.author],
  journal: "so",
  issn: "so",
  doi: ["", NOTES.all],
  "record-id": "an",
  "secondary-source": "an",
  other: ["", NOTES.all],
};

const pattern = (codes: readonly string[]) => `TERM:${codes.join(",")}`;

export const cochrane: Engine = {
  id: "cochrane",
  name: "Cochrane",
  syntax: "cochrane",
  vocabulary: "mesh",
  fields,
  headings: {
    exploded: "[mh TERM]",
    alone: "[mh ^TERM]",
    "major-exploded": [
      "[mh TERM]",
      "As no equivalent field code exists, the exploded MeSH term has been substituted.",
    ],
    "major-alone": [
      "[mh ^TERM]",
      "As no equivalent field code exists, the non exploded MeSH term has been substituted.",
    ],
    subheading: "[mh /TERM]",
  },
  pattern,
  notation: cochraneNotation(inFieldsOf({ fields, pattern })),
  signs: cochraneSigns,
  shortestStem: 1,
  proximity: "operator",
  ordered: "any",
  phraseWildcards: false,
  bareWordsArePhrase: false,
  limit: nothingToLimit,
  dates: [],
};
