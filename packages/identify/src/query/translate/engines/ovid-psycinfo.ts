import type { FormTable } from "../engine.ts";
import { NOTES } from "../engine.ts";
import { ovidEngine } from "./ovid.ts";

/** APA PsycInfo on Ovid, by the field guide of the database; key concepts (.id.) are its author keywords. */
const fields: FormTable = {
  title: "ti",
  abstract: "ab",
  "title+abstract": "ti,ab",
  "title+abstract+author-keyword": "ti,ab,id",
  "title+abstract+author-keyword+heading-word": "ti,ab,id,hw",
  "title+abstract+author-keyword+keywords-plus": [
    "ti,ab,id",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  "author-keyword+heading-word": "id,hw",
  tiab: "ti,ab,id",
  "title+abstract+keyword-phrase": "ti,ab,id",
  "author-keyword": "id",
  "keyword-phrase": "id",
  "original-title": "ot",
  "heading-word": "hw",
  substance: ["hw", "PsycInfo has no substance names; words of headings are searched."],
  "text-word": "mp",
  "any-text-word": "tw",
  all: "af",
  "publication-type": "pt",
  language: "lg",
  author: "au",
  "first-author": "au",
  "last-author": "au",
  "full-author": "au",
  "author-id": ["pd", "This searches for author IDs only for book authors"],
  "corporate-author": "ca",
  investigator: ["au", NOTES.author],
  "full-investigator": ["au", NOTES.author],
  editor: ["pa", "This field searches across book editors only."],
  affiliation: "in",
  journal: "jn,jx",
  issn: "is",
  isbn: "ib",
  volume: "vo",
  issue: "ip",
  page: "pg",
  publisher: "pu",
  place: "cp",
  grant: "gs",
  doi: "do",
  "article-id": "do",
  "record-id": "pm",
  book: "bt",
  other: ["af", NOTES.all],
};

export const ovidPsycinfo = ovidEngine("ovid-psycinfo", "Ovid PsycInfo", "apa", fields, [
  "TERM.hw.",
  NOTES.all,
]);
