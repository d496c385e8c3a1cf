import type { FormTable } from "../engine.ts";
import { NOTES } from "../engine.ts";
import { ebscoEngine } from "./ebsco.ts";

/** APA PsycInfo on EBSCOhost, by EBSCO's list of its searchable fields. */
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
  tiab: "XB,KW",
  "title+abstract+keyword-phrase": ["TI,AB,SU", "SU holds headings as well as author keywords: wider."],
  "author-keyword": ["SU", "SU holds headings as well as author keywords: wider."],
  "keyword-phrase": "AB",
  "heading-word": "MW",
  substance: ["MW", "PsycInfo has no field of substances; words of headings are searched."],
  "text-word": ["", NOTES.all],
  "any-text-word": "TX",
  all: "",
  "publication-type": "PT",
  language: "LA",
  author: "AU",
  "first-author": ["AU", NOTES.author],
  "last-author": ["AU", NOTES.author],
  "full-author": ["AU", NOTES.author],
  "corporate-author": "CA",
  investigator: ["AU", NOTES.author],
  "full-investigator": ["AU", NOTES.author],
  editor: "ED",
  affiliation: "AF",
  journal: "SO,ST,IB",
  issn: "IS",
  isbn: "IB",
  volume: "VI",
  issue: "IP",
  page: "PP",
  publisher: "PB",
  grant: "GI",
  "article-id": "AN",
  "record-id": "PM",
  book: ["TI", "TI field code searches titles of any source type, including chapter or book title."],
  subset: "SB",
  other: ["", NOTES.all],
};

export const psycinfoEbsco = ebscoEngine({
  id: "psycinfo-ebsco",
  name: "PsycInfo (EBSCO)",
  vocabulary: "apa",
  fields,
  headings: {
    exploded: "(MH TERM+)",
    alone: "(MH TERM)",
    "major-exploded": "(MM TERM+)",
    "major-alone": "(MM TERM)",
    subheading: "(MW TERM)",
  },
});
