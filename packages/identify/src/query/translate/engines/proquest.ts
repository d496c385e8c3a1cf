import { plainNotation } from "../../print/plain-notation.ts";
import type { Heading } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf, NOTES } from "../engine.ts";
import { nothingToLimit } from "./nothing-to-limit.ts";

/** ProQuest (Health & Medical), by its list of search fields; NOFT is anything but the full text. */
const fields: FormTable = {
  title: "TI",
  abstract: "AB",
  "title+abstract": "TI,AB",
  "title+abstract+author-keyword": "TI,AB,IF",
  "title+abstract+author-keyword+heading-word": "TI,AB,IF,SU",
  "title+abstract+author-keyword+keywords-plus": [
    "TI,AB,IF",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  "author-keyword+heading-word": "IF,SU",
  tiab: "TI,AB,IF",
  "title+abstract+keyword-phrase": "TI,AB,IF",
  "author-keyword": "IF",
  "keyword-phrase": "IF",
  "original-title": "TWK",
  "heading-word": "SU",
  substance: ["NOFT", NOTES.all],
  "registry-number": ["RN", "This field code searches across the RN number only."],
  "text-word": "TI,AB,IF",
  "any-text-word": "TI,AB,IF",
  all: "NOFT",
  "publication-type": "DTYPE",
  language: "LA",
  author: "AU",
  "first-author": ["AU", NOTES.author],
  "last-author": "AU",
  "full-author": "AU",
  "author-id": "ORCID",
  "corporate-author": "CA",
  investigator: ["AU", NOTES.author],
  "full-investigator": ["AU", NOTES.author],
  editor: "ED",
  "personal-name-subject": "PER",
  affiliation: "AF",
  journal: "JN,ISSN",
  issn: "ISSN",
  isbn: "ISBN",
  volume: "VO",
  issue: "ISS",
  page: "PG",
  publisher: "PB",
  place: "CP",
  doi: "DOI",
  "record-id": "PMID",
  book: "TI",
  other: ["NOFT", NOTES.all],
};

const pattern = (codes: readonly string[]) => `${codes.join(",")}(TERM)`;

const quoted = (name: string) => (/^[\w-]+$/.test(name) ? name : `"${name}"`);

const heading = ({ name, explode, major }: Heading): string =>
  `${major ? "MJMESH" : "MESH"}${explode ? ".EXPLODE" : ".EXACT"}(${quoted(name)})`;

export const proquest: Engine = {
  id: "proquest",
  name: "ProQuest",
  syntax: "plain",
  vocabulary: "mesh",
  fields,
  headings: {
    exploded: "SUBJECT(TERM)",
    alone: "SUBJECT(TERM)",
    "major-exploded": "SUBJECT(TERM)",
    "major-alone": "SUBJECT(TERM)",
    subheading: ["NOFT(TERM)", NOTES.all],
  },
  pattern,
  notation: {
    ...plainNotation(inFieldsOf({ fields, pattern })),
    nearOperator: ({ between, ordered }) => ` ${ordered ? "PRE" : "NEAR"}/${between + 1} `,
    heading,
  },
  signs: { any: "*", one: "?" },
  shortestStem: 1,
  proximity: "operator",
  ordered: "any",
  phraseWildcards: true,
  bareWordsArePhrase: false,
  limit: nothingToLimit,
  dates: [],
};
