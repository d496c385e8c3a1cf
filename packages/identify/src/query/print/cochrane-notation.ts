import type { Heading, Limit } from "../strategy.ts";
import { lineRanges } from "./line-ranges.ts";
import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";
import { subheadingLetters } from "./subheading-letters.ts";

export const cochraneSigns: Signs = { any: "*", one: "?" };

const letters = (subheading: string): string => (subheadingLetters(subheading) ?? subheading).toUpperCase();

function heading({ name, explode, major, subheadings }: Heading): string {
  const quoted = /^[\w-]+$/.test(name) ? name : `"${name}"`;
  const under = subheadings.length === 0 ? "" : `/${subheadings.map(letters).join(",")}`;
  return `[mh ${explode ? "" : "^"}${quoted}${major ? "[mj]" : ""}${under}]`;
}

/** As the Search Manager prints what was clicked. */
function cochraneLimit(limit: Limit): string | undefined {
  if (limit.kind === "other") return limit.text;
  if (limit.kind === "date")
    return `with Publication Year from ${limit.from?.slice(0, 4) ?? "1800"} to ${limit.to?.slice(0, 4) ?? "present"}`;
  return undefined;
}

export function cochraneNotation(inFields: Notation["inFields"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between, ordered }) => {
      if (!ordered) return ` NEAR/${between + 1} `;
      return between === 0 ? " NEXT " : ` NEXT/${between + 1} `;
    },
    words: (text) => (text.quoted ? `"${writeWords(text, cochraneSigns)}"` : writeWords(text, cochraneSigns)),
    inFields,
    groups: () => true,
    heading,
    subheading: ({ name }) =>
      subheadingLetters(name) === undefined ? `[mh /${name}]` : `[mh /${letters(name)}]`,
    date: ({ from, to }) => `${from ?? "1800"}:${to ?? "3000"}:yr`,
    limited: (set, { limits }) =>
      [set, ...limits.map(cochraneLimit).filter((limit) => limit !== undefined)].join(" "),
    reference: (line) => `#${line}`,
    references: (by, lines) =>
      lines.length > 2
        ? `{${by} ${lineRanges(lines, (from, to) => (to === undefined ? `#${from}` : `#${from}-#${to}`)).join(", ")}}`
        : undefined,
    filter: ({ name }) => `<${name}>`,
  };
}
