import type { DateField, DateRange, Expression, Heading, Near } from "../strategy.ts";
import type { Notation } from "./notation.ts";
import { writeWords } from "./signs.ts";
import { subheadingLetters } from "./subheading-letters.ts";

const signs = { any: "*" };

export const pubmedDateTags: Readonly<Record<DateField, string>> = {
  published: "dp",
  "published-print": "ppdat",
  "published-electronic": "epdat",
  entered: "edat",
  created: "crdt",
  indexed: "mhda",
  revised: "lr",
  completed: "dcom",
};

/** The four tags of headings, in their short or their long form. */
export interface HeadingTags {
  readonly heading: string;
  readonly headingAlone: string;
  readonly major: string;
  readonly majorAlone: string;
  readonly subheading: string;
}

export const shortHeadingTags: HeadingTags = {
  heading: "Mesh",
  headingAlone: "Mesh:NoExp",
  major: "Majr",
  majorAlone: "Majr:NoExp",
  subheading: "sh",
};

export const longHeadingTags: HeadingTags = {
  heading: "MeSH Terms",
  headingAlone: "MeSH Terms:noexp",
  major: "MeSH Major Topic",
  majorAlone: "MeSH Major Topic:noexp",
  subheading: "MeSH Subheading",
};

function tagOf({ explode, major }: Heading, tags: HeadingTags): string {
  if (major) return explode ? tags.major : tags.majorAlone;
  return explode ? tags.heading : tags.headingAlone;
}

/** Quotes are left off where one word cannot be taken for anything else. */
const quotedUnlessOneWord = (name: string): string => (/^[\w/-]+$/.test(name) ? name : `"${name}"`);

function heading(of: Heading, tags: HeadingTags): string {
  const names =
    of.subheadings.length === 0
      ? [of.name]
      : of.subheadings.map((subheading) => `${of.name}/${subheadingLetters(subheading) ?? subheading}`);
  const terms = names.map((name) => setApart(`${quotedUnlessOneWord(name)}[${tagOf(of, tags)}]`));
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
}

/** A tag stands apart from a quotation, as PubMed takes it: the two are easier to tell from each other. */
const setApart = (term: string): string => term.replaceAll('"[', '" [');

const slashed = (date: string): string => date.replaceAll("-", "/");

export function pubmedRange({ from, to }: Pick<DateRange, "from" | "to">, tag: string): string {
  if (from !== undefined && from === to) return `${slashed(from)}[${tag}]`;
  return `${slashed(from ?? "1000")}:${slashed(to ?? "3000")}[${tag}]`;
}

const nearWords = (operand: Expression): string =>
  operand.kind === "text"
    ? writeWords(operand, signs)
    : operand.kind === "near"
      ? operand.operands.map(nearWords).join(" ")
      : "";

export function pubmedNotation(
  inFields: Notation["inFields"],
  tags: HeadingTags = shortHeadingTags,
): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    near: (near: Near) => {
      const first = near.operands.find((operand) => operand.kind === "text");
      const fields = first?.kind === "text" ? first.fields : [];
      const window = inFields(
        `"${near.operands.map(nearWords).join(" ")}"`,
        fields.length === 0 ? ["title", "abstract", "author-keyword"] : fields,
        false,
      );
      return setApart(window.replace(/" ?\[([^[\]]+)\]/g, `"[$1:~${near.between}]`));
    },
    words: (text) => (text.quoted ? `"${writeWords(text, signs)}"` : writeWords(text, signs)),
    inFields: (inside, fields, grouped) => setApart(inFields(inside, fields, grouped)),
    groups: () => false,
    heading: (of) => heading(of, tags),
    subheading: ({ name, explode }) =>
      setApart(`${quotedUnlessOneWord(name)}[${tags.subheading}${explode ? "" : ":noexp"}]`),
    date: (range) => pubmedRange(range, pubmedDateTags[range.field]),
    limited: (set) => set,
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
