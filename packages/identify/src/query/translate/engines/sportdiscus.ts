import type { FormTable } from "../engine.ts";
import { NOTES } from "../engine.ts";
import { ebscoEngine } from "./ebsco.ts";

/** SPORTDiscus on EBSCOhost, by EBSCO's list of its searchable fields; TX is all text. */
const fields: FormTable = {
  title: "TI",
  abstract: "AB",
  "title+abstract": "TI,AB",
  "title+abstract+author-keyword": ["TI,AB,SU", "SU holds headings as well as author keywords: wider."],
  "title+abstract+author-keyword+heading-word": "TI,AB,SU",
  "title+abstract+author-keyword+keywords-plus": [
    "TI,AB,SU",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  "author-keyword+heading-word": "SU",
  tiab: "TI,AB",
  "title+abstract+keyword-phrase": ["TI,AB,SU", "SU holds headings as well as author keywords: wider."],
  "author-keyword": "SU",
  "keyword-phrase": "SU",
  "heading-word": "SU",
  "text-word": "TX",
  "any-text-word": "TX",
  all: "TX",
  "publication-type": ["TX", NOTES.all],
  language: "LA",
  author: "AU",
  "first-author": ["AU", NOTES.author],
  "last-author": ["AU", NOTES.author],
  "full-author": "AU",
  "corporate-author": ["AU", NOTES.author],
  investigator: ["AU", NOTES.author],
  "full-investigator": ["AU", NOTES.author],
  editor: ["AU", NOTES.author],
  affiliation: "AF",
  journal: "SO,IS",
  issn: "IS",
  isbn: "IB",
  volume: "VI",
  issue: "IP",
  page: "PP",
  publisher: "PB",
  place: "CY",
  book: "TI",
  other: ["TX", NOTES.all],
};

const major = "This is the closest match, as terms cannot be restricted to major ones.";
const explode = "Explosion is chosen in the interface, which adds the narrower terms as text.";

export const sportdiscus = ebscoEngine({
  id: "sportdiscus",
  name: "SPORTDiscus",
  vocabulary: "none",
  fields,
  bare: true,
  headings: {
    exploded: ["DE TERM", explode],
    alone: "DE TERM",
    "major-exploded": ["DE TERM", major],
    "major-alone": ["DE TERM", major],
    subheading: ["TX TERM", NOTES.all],
  },
});
