import { clinicalTrialsNotation } from "../../print/clinicaltrials-notation.ts";
import type { Notation } from "../../print/notation.ts";
import { writeWords } from "../../print/signs.ts";
import type { DateRange, Limit } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";

/** Europe PMC, by the field reference of its RESTful service. A term without a field is searched in the full text too. */
const fields: FormTable = {
  title: "TITLE",
  abstract: "ABSTRACT",
  "title+abstract": "TITLE_ABS",
  "title+abstract+author-keyword": "TITLE_ABS,KW",
  "title+abstract+author-keyword+heading-word": "TITLE_ABS,KW",
  "title+abstract+author-keyword+keywords-plus": [
    "TITLE_ABS,KW",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  "author-keyword+heading-word": "KW",
  tiab: "TITLE_ABS,KW",
  "author-keyword": "KW",
  "keyword-phrase": "KW",
  "heading-word": ["KW", "Words of headings are among the keywords (KW)."],
  substance: "CHEM",
  "text-word": ["TITLE_ABS,KW", "Title, abstract and keywords are searched, which hold the headings."],
  all: "",
  "publication-type": "PUB_TYPE",
  language: "LANG",
  author: "AUTH",
  "first-author": ["AUTH", "The order of authors cannot be searched."],
  "last-author": ["AUTH", "The order of authors cannot be searched."],
  "full-author": "AUTH",
  "author-id": "AUTHORID",
  "corporate-author": "AUTH_COLLECTIVE",
  investigator: "INVESTIGATOR",
  editor: "ED",
  affiliation: "AFF",
  journal: "JOURNAL",
  issn: "ISSN",
  isbn: "ISBN",
  volume: "VOLUME",
  issue: "ISSUE",
  page: "PAGE_INFO",
  publisher: "PUBLISHER",
  grant: "GRANT_ID",
  doi: "DOI",
  "article-id": "DOI",
  "record-id": "EXT_ID",
  "secondary-source": "ACCESSION_ID",
  book: "BOOK_ID",
  other: ["", "Europe PMC has no such field; the full text is searched too."],
};

const pattern = (codes: readonly string[]) => {
  const terms = codes.map((code) => `${code}:TERM`);
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
};

const range = ({ from, to }: Pick<DateRange, "from" | "to">) =>
  `FIRST_PDATE:[${whole(from ?? "1800", "01-01")} TO ${whole(to ?? "3000", "12-31")}]`;

/** Years and months are filled up to days, as the service wants them. */
const whole = (date: string, rest: string): string => date + `-${rest}`.slice(date.length - 4);

function limit(of: Limit): string | undefined {
  switch (of.kind) {
    case "language":
      return of.languages.length === 1
        ? `LANG:${of.languages.join("")}`
        : `LANG:(${of.languages.join(" OR ")})`;
    case "date":
      return range(of);
    case "abstract":
      return "HAS_ABSTRACT:y";
    case "full-text":
      return "HAS_FT:y";
    case "publication-type":
      return `PUB_TYPE:(${of.types.map((type) => `"${type}"`).join(" OR ")})`;
    default:
      return undefined;
  }
}

const inFields = inFieldsOf({ fields, pattern });

const notation: Notation = {
  ...clinicalTrialsNotation(inFields),
  words: (text) => (text.quoted ? `"${writeWords(text, { any: "*" })}"` : writeWords(text, { any: "*" })),
  groups: (by) => by === "or",
  date: range,
};

export const europePmc: Engine = {
  id: "europepmc",
  name: "Europe PMC",
  syntax: "clinicaltrials",
  vocabulary: "none",
  fields,
  headings: {
    exploded: "KW:TERM",
    alone: "KW:TERM",
    "major-exploded": "KW:TERM",
    "major-alone": "KW:TERM",
    subheading: ["TERM", "Europe PMC has no subheadings."],
  },
  pattern,
  notation,
  signs: { any: "*" },
  shortestStem: 1,
  proximity: "none",
  ordered: "none",
  phraseWildcards: false,
  bareWordsArePhrase: false,
  tiabWithKeywords: true,
  limit,
  dates: ["published", "published-print", "published-electronic"],
};
