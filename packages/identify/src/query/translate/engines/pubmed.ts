import {
  type HeadingTags,
  longHeadingTags,
  pubmedDateTags,
  pubmedNotation,
  pubmedRange,
  shortHeadingTags,
} from "../../print/pubmed-notation.ts";
import type { DateField, Limit } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";

/** PubMed's tags, as its help lists them (https://pubmed.ncbi.nlm.nih.gov/help/). */
const short: FormTable = {
  title: "ti",
  abstract: "ab",
  "title+abstract": ["tiab", "[tiab] also searches the author keywords."],
  "title+abstract+author-keyword": "tiab",
  "title+abstract+author-keyword+heading-word": "tw",
  "title+abstract+author-keyword+keywords-plus": [
    "tiab",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  tiab: "tiab",
  "title+abstract+keyword-phrase": [
    "tiab",
    "As no equivalent field code exists, the Title/Abstract field code has been substituted.",
  ],
  "author-keyword": "ot",
  "keyword-phrase": "ot",
  "original-title": "TT",
  "heading-word": ["tw", "[tw] searches more than the words of headings."],
  substance: "nm",
  "registry-number": "RN",
  "trade-name": ["tw", "PubMed has no field of trade names; [tw] is searched."],
  "text-word": "tw",
  "any-text-word": "tw",
  all: "all",
  "publication-type": "pt",
  language: "LA",
  author: "AU",
  "first-author": "1AU",
  "last-author": "LASTAU",
  "full-author": "FAU",
  "author-id": "AUID",
  "corporate-author": "CN",
  investigator: "IR",
  "full-investigator": "FIR",
  editor: "ED",
  "personal-name-subject": "PS",
  affiliation: "AD",
  journal: "TA",
  "journal-id": "JID",
  issn: "TA",
  isbn: "ISBN",
  volume: "VI",
  issue: "IP",
  page: "PG",
  publisher: "PUBN",
  place: "PL",
  grant: "GR",
  doi: "LID",
  "article-id": "AID",
  "record-id": "PMID",
  "secondary-source": "SI",
  "pharmacological-action": "PA",
  "conflict-of-interest": "COIS",
  book: "book",
  subset: "SB",
  filter: "filter",
  other: ["all", "PubMed has no such field; all fields are searched."],
};

const long: FormTable = {
  title: "Title",
  abstract: "Abstract",
  "title+abstract": ["Title/Abstract", "[Title/Abstract] also searches the author keywords."],
  "title+abstract+author-keyword": "Title/Abstract",
  "title+abstract+author-keyword+heading-word": "Text Word",
  "title+abstract+author-keyword+keywords-plus": [
    "Title/Abstract",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  tiab: "Title/Abstract",
  "title+abstract+keyword-phrase": [
    "Title/Abstract",
    "As no equivalent field code exists, the Title/Abstract field code has been substituted.",
  ],
  "author-keyword": "Other Term",
  "keyword-phrase": "Other Term",
  "original-title": "Transliterated Title",
  "heading-word": ["Text Word", "[Text Word] searches more than the words of headings."],
  substance: "Supplementary Concept",
  "registry-number": "EC/RN Number",
  "trade-name": ["Text Word", "PubMed has no field of trade names; [Text Word] is searched."],
  "text-word": "Text Word",
  "any-text-word": "Text Word",
  all: "All Fields",
  "publication-type": "Publication Type",
  language: "Language",
  author: "Author",
  "first-author": "First Author Name",
  "last-author": "Last Author Name",
  "full-author": "Full Author Name",
  "author-id": "Author Identifier",
  "corporate-author": "Corporate Author",
  investigator: "Investigator",
  "full-investigator": "Full Investigator Name",
  editor: "Editor",
  "personal-name-subject": "Personal Name as Subject",
  affiliation: "Affiliation",
  journal: "Journal",
  "journal-id": "NLM Unique ID",
  issn: "Journal",
  isbn: "ISBN",
  volume: "Volume",
  issue: "Issue",
  page: "Pagination",
  publisher: "Publisher",
  place: "Place of Publication",
  grant: "Grant Number",
  doi: "Location ID",
  "article-id": "Article Identifier",
  "record-id": "PMID",
  "secondary-source": "Secondary Source ID",
  "pharmacological-action": "Pharmacological Action",
  "conflict-of-interest": "Conflict of Interest Statements",
  book: "Book",
  subset: "Subset",
  filter: "Filter",
  other: ["All Fields", "PubMed has no such field; all fields are searched."],
};

const or = (terms: readonly string[]): string =>
  terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;

function limit(of: Limit): string | undefined {
  switch (of.kind) {
    case "language":
      return or(of.languages.map((language) => `${language}[la]`));
    case "date":
      return pubmedRange(of, pubmedDateTags[of.field]);
    case "abstract":
      return "hasabstract[filter]";
    case "full-text":
      return "full text[sb]";
    case "publication-type":
      return or(of.types.map((type) => `"${type}"[pt]`));
    default:
      return undefined;
  }
}

function pubmedEngine(
  id: "pubmed" | "pubmed-full",
  name: string,
  fields: FormTable,
  tags: HeadingTags,
): Engine {
  const pattern = (codes: readonly string[]) => or(codes.map((code) => `TERM[${code}]`));
  const inFields = inFieldsOf({ fields, pattern });
  return {
    id,
    name,
    syntax: "pubmed",
    vocabulary: "mesh",
    fields,
    headings: {
      exploded: `TERM[${tags.heading}]`,
      alone: `TERM[${tags.headingAlone.replace("noexp", "no exp")}]`,
      "major-exploded": `TERM[${tags.major}]`,
      "major-alone": `TERM[${tags.majorAlone.replace("noexp", "no exp")}]`,
      subheading: `TERM[${tags.subheading}]`,
    },
    pattern,
    notation: pubmedNotation(inFields, tags),
    signs: { any: "*" },
    shortestStem: 4,
    proximity: "window",
    ordered: "none",
    phraseWildcards: true,
    bareWordsArePhrase: false,
    tiabWithKeywords: true,
    limit,
    dates: Object.keys(pubmedDateTags) as DateField[],
  };
}

export const pubmed = pubmedEngine("pubmed", "PubMed", short, shortHeadingTags);
export const pubmedFull = pubmedEngine("pubmed-full", "PubMed (full tags)", long, longHeadingTags);
