import type { DateRange, Heading, Limit } from "../strategy.ts";
import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";
import { subheadingLetters } from "./subheading-letters.ts";

export const ebscoSigns: Signs = { any: "*", one: "?", "zero-or-one": "#" };

function heading({ vocabulary, name, explode, major, subheadings }: Heading): string {
  const under =
    subheadings.length === 0
      ? ""
      : `/${subheadings.map((subheading) => (subheadingLetters(subheading) ?? subheading).toUpperCase()).join("/")}`;
  const term = `${name}${explode ? "+" : ""}${under}`;
  // The APA Thesaurus is searched with DE, and its major headings as everywhere on EBSCOhost.
  const code = major ? "MM" : vocabulary === "apa" ? "DE" : "MH";
  return `(${code} ${/^[\w-]+\+?$/.test(term) ? term : `"${term}"`})`;
}

const compact = (date: string): string => date.replaceAll("-", "");

/** EM and DT take days, PY years; all take a range, and a range without an end, in brackets where it has no start. */
function ebscoRange({ field, from, to }: Pick<DateRange, "field" | "from" | "to">): string {
  const days = [from, to].some((date) => date !== undefined && date.length > 4);
  const code = field.startsWith("published") ? (days ? "DT" : "PY") : "EM";
  if (from !== undefined && from === to) return `${code} ${compact(from)}`;
  const range = `${from === undefined ? "" : compact(from)}-${to === undefined ? "" : compact(to)}`;
  return from === undefined ? `${code} (${range})` : `${code} ${range}`;
}

export function ebscoLimit(limit: Limit): string | undefined {
  switch (limit.kind) {
    case "language":
      return limit.languages.length === 1
        ? `LA ${limit.languages.join("")}`
        : `LA (${limit.languages.join(" OR ")})`;
    case "date":
      return ebscoRange(limit);
    case "humans":
      return '(MH "Human")';
    case "animals":
      return '(MH "Animals+")';
    case "publication-type":
      return limit.types.length === 1
        ? `PT "${limit.types.join("")}"`
        : `PT (${limit.types.map((type) => `"${type}"`).join(" OR ")})`;
    default:
      return undefined;
  }
}

export function ebscoNotation(inFields: Notation["inFields"], groups: Notation["groups"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between, ordered }) => ` ${ordered ? "W" : "N"}${between} `,
    words: (text) => (text.quoted ? `"${writeWords(text, ebscoSigns)}"` : writeWords(text, ebscoSigns)),
    inFields,
    groups,
    heading,
    subheading: ({ name }) => `(MW ${/^[\w-]+$/.test(name) ? name : `"${name}"`})`,
    date: ebscoRange,
    limited: (set, { limits }) =>
      [set, ...limits.map(ebscoLimit).filter((limit) => limit !== undefined)].join(" AND "),
    reference: (line) => `S${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
