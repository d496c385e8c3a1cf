import { plainNotation } from "../../print/plain-notation.ts";
import { subheadingLetters } from "../../print/subheading-letters.ts";
import type { Heading } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";
import { nothingToLimit } from "./nothing-to-limit.ts";

const all = ["TERM", "As no equivalent field code exists, choose 'all fields' from the menu."] as const;

/** The International HTA Database (INAHTA), by its advanced search. */
const fields: FormTable = {
  title: "title",
  abstract: "abs",
  "title+abstract": "title,abs",
  "title+abstract+author-keyword": "title,abs,keywords",
  "title+abstract+author-keyword+heading-word": "title,abs,keywords",
  "title+abstract+author-keyword+keywords-plus": [
    "title,abs,keywords",
    "Keywords Plus exist in Web of Science only and are left out.",
  ],
  tiab: "title,abs",
  "title+abstract+keyword-phrase": "title,abs,keywords",
  "author-keyword": "keywords",
  "keyword-phrase": "keywords",
  substance: all,
  "text-word": ["TERM", "The term is searched in all fields."],
  all: "TERM",
  "publication-type": ["TERM", "The database has no publication types; the term is searched in all fields."],
  language: "Language",
  author: "Author",
  "first-author": "Author",
  "last-author": "Author",
  "full-author": "Author",
  "author-id": "TERM",
  "corporate-author": "Author",
  investigator: ["Author", "As no equivalent field code exists, the author field code has been substituted."],
  "full-investigator": [
    "Author",
    "As no equivalent field code exists, the author field code has been substituted.",
  ],
  editor: "Author",
  affiliation: "Source",
  journal: "Source",
  publisher: "Source",
  place: "Source",
  doi: "record id",
  other: all,
};

const pattern = (codes: readonly string[]) => codes.map((code) => `(TERM)[${code}]`).join(" OR ");

const inFields = inFieldsOf({ fields, pattern });

function heading({ name, explode, subheadings }: Heading): string {
  const under = subheadings.map((subheading) => `/${subheadingLetters(subheading) ?? subheading}`).join("");
  const term = `${name}${under}`;
  return `${/^[\w/-]+$/.test(term) ? term : `"${term}"`}[${explode ? "mhe" : "mh"}]`;
}

export const hta: Engine = {
  id: "hta",
  name: "International HTA Database",
  syntax: "plain",
  vocabulary: "mesh",
  fields,
  headings: {
    exploded: "TERM[mhe]",
    alone: "TERM[mh]",
    "major-exploded": [
      "TERM[mhe]",
      "As no equivalent field code exists, the exploded MeSH term has been substituted.",
    ],
    "major-alone": [
      "TERM[mh]",
      "As no equivalent field code exists, the not exploded MeSH term has been substituted.",
    ],
    subheading: ["TERM", "As no equivalent field code exists, choose 'all fields' from the menu."],
  },
  pattern,
  notation: {
    ...plainNotation((inside, of, grouped) => {
      const written = inFields(inside, of, grouped);
      return written.includes("] OR (") ? `(${written})` : written;
    }),
    groups: () => false,
    heading,
    subheading: ({ name }) => (/^[\w-]+$/.test(name) ? name : `"${name}"`),
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
