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
  const quoted = /^[\w-]+$/.test(name) ? name : `"${name}"`;
  const letters = subheadings.map((subheading) => subheadingLetters(subheading) ?? subheading).join(",");
  return `${explode ? "exp " : ""}${major ? "*" : ""}${quoted}/${letters}`;
}

const compact = (date: string): string => date.replaceAll("-", "");

function limitWords(limit: Limit): string {
  switch (limit.kind) {
    case "language":
      return limit.languages.length === 1
        ? `${limit.languages.join("")} language`
        : `(${limit.languages.join(" or ")})`;
    case "date": {
      if (limit.field === "published") return `yr="${limit.from ?? "1860"} -${limit.to ?? "Current"}"`;
      return `${codes[limit.field]}=${compact(limit.from ?? "18600101")}-${compact(limit.to ?? "Current")}`;
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
    heading,
    // A name with "&" in it would be read as two.
    subheading: ({ name, explode }) =>
      `${name.includes("&") ? (subheadingLetters(name) ?? `"${name}"`) : name}.${explode ? "xs" : "fs"}.`,
    date: ({ field, from, to }) =>
      field === "published"
        ? `${from ?? "1860"}:${to ?? "3000"}.(sa_year).`
        : `${compact(from ?? "18600101")}:${compact(to ?? "30001231")}.(${codes[field]}).`,
    limited: (set, { limits }) => `limit ${set} to ${joinedLimits(limits.map(limitWords))}`,
    reference: String,
    references: (by, lines) =>
      lines.length > 1
        ? `${by}/${lineRanges(lines, (from, to) => (to === undefined ? String(from) : `${from}-${to}`)).join(",")}`
        : undefined,
    frequency: (times) => ` /freq=${times}`,
    filter: ({ name }) => `<${name}>`,
  };
}

const joinedLimits = (limits: readonly string[]): string =>
  limits.length === 1 ? limits.join("") : `(${limits.join(" and ")})`;
