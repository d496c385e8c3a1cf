import { languageShown } from "../parse/limits.ts";
import type { DateField, Heading, Limit } from "../strategy.ts";
import { lineRanges } from "./line-ranges.ts";
import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";
import { subheadingLetters } from "./subheading-letters.ts";

export const ovidSigns: Signs = {
  any: "*",
  one: "#",
  "zero-or-one": "?",
  upTo: (letters) => `$${letters}`,
};

const codes: Readonly<Record<DateField, string>> = {
  published: "yr",
  "published-print": "dp",
  "published-electronic": "ep",
  entered: "ed",
  created: "dt",
  indexed: "da",
  revised: "rd",
  completed: "dc",
};

function heading({ name, explode, major, subheadings }: Heading): string {
  const quoted = /^[A-Za-z][\w-]*$/.test(name) ? name : `"${name}"`;
  const letters = subheadings.map((subheading) => subheadingLetters(subheading) ?? subheading).join(",");
  return `${explode ? "exp " : ""}${major ? "*" : ""}${quoted}/${letters}`;
}

const compact = (date: string): string => date.replaceAll("-", "");

function limitWords(limit: Limit): string {
  switch (limit.kind) {
    case "language":
      return limit.languages.length === 1
        ? `${limit.languages.join("")} language`
        : `(${limit.languages.map(languageShown).join(" or ")})`;
    case "date": {
      const days = [limit.from, limit.to].some((date) => date !== undefined && date.length > 4);
      if (limit.field === "published" && !days)
        return `yr="${limit.from ?? "1800"} -${limit.to ?? "Current"}"`;
      const code = limit.field === "published" ? "dp" : codes[limit.field];
      return `${code}=${compact(limit.from ?? "18000101")}-${compact(limit.to ?? "Current")}`;
    }
    case "humans":
      return "humans";
    case "animals":
      return "animals";
    case "abstract":
      return "abstracts";
    case "full-text":
      return "full text";
    case "publication-type":
      return limit.types.length === 1 ? limit.types.join("") : `(${limit.types.join(" or ")})`;
    case "other":
      return limit.text;
  }
}

export function ovidNotation(inFields: Notation["inFields"]): Notation {
  return {
    operators: { and: " and ", or: " or ", not: " not " },
    nearOperator: ({ between, ordered }) => (ordered && between === 0 ? " adj " : ` adj${between + 1} `),
    words: (text) => (text.quoted ? `"${writeWords(text, ovidSigns)}"` : writeWords(text, ovidSigns)),
    inFields,
    groups: () => true,
    // A stroke before a bracket or a blank makes a heading.
    alone: ({ words }) => words.flat().some((part) => typeof part === "string" && part.includes("/")),
    heading,
    // A name with "&" in it would be read as two.
    subheading: ({ name, explode }) =>
      `${name.includes("&") ? (subheadingLetters(name) ?? `"${name}"`) : name}.${explode ? "xs" : "fs"}.`,
    date: ({ field, from, to }) =>
      field === "published"
        ? `${from ?? "1800"}:${to ?? "3000"}.(sa_year).`
        : `${compact(from ?? "18000101")}:${compact(to ?? "30001231")}.(${codes[field]}).`,
    limited: (set, { limits }) => {
      const segment = databaseSegment(limits);
      return segment === undefined
        ? `limit ${set} to ${joinedLimits(limits.map(limitWords))}`
        : `${set} ${segment}`;
    },
    reference: String,
    references: (by, lines) =>
      lines.length > 1
        ? `${by}/${lineRanges(lines, (from, to) => (to === undefined ? String(from) : `${from}-${to}`)).join(",")}`
        : undefined,
    frequency: (times) => ` /freq=${times}`,
    filter: ({ name }) => `<${name}>`,
  };
}

/** `use medall`: of several databases searched at once, one. It stands behind the set. */
const databaseSegment = ([only, ...more]: readonly Limit[]): string | undefined =>
  only?.kind === "other" && more.length === 0 && /^use\s/i.test(only.text) ? only.text : undefined;

/** In brackets also what ends in a square bracket, which would be read as a comment behind the limit. */
function joinedLimits(limits: readonly string[]): string {
  const joined = limits.join(" and ");
  return limits.length === 1 && !joined.endsWith("]") ? joined : `(${joined})`;
}
