import { languageShown } from "../parse/limits.ts";
import type { DateField, DateRange, Heading, Limit, Near, Text } from "../strategy.ts";
import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";

export const embaseSigns: Signs = { any: "*", one: "?", "zero-or-one": "$" };

/** Single quotes, and double ones round an apostrophe. */
const embaseQuoted = (words: string): string => (words.includes("'") ? `"${words}"` : `'${words}'`);

function words(text: Text): string {
  const written = writeWords(text, embaseSigns);
  return text.quoted ? embaseQuoted(written) : written;
}

function heading({ name, explode, major, synonyms, subheadings }: Heading): string {
  const quoted = embaseQuoted(name);
  const how = synonyms ? "/syn" : explode ? "/exp" : major ? "" : "/de";
  return `${quoted}${how}${major ? "/mj" : ""}${subheadings.map((link) => `/${link}`).join("")}`;
}

/** Day first in the entry date, as Embase.com writes it. */
const dayFirst = (date: string, end: boolean): string => {
  const [year = "", month, day] = date.split("-");
  return [day ?? (end ? "31" : "01"), month ?? (end ? "12" : "01"), year].join("-");
};

function embaseRange(field: DateField, { from, to }: Pick<DateRange, "from" | "to">): string {
  if (field.startsWith("published")) {
    if (from !== undefined && from === to && /^\d{4}$/.test(from)) return `${from}:py`;
    return `[${from?.slice(0, 4) ?? "1800"}-${to?.slice(0, 4) ?? "3000"}]/py`;
  }
  const since = `[${dayFirst(from ?? "1900", false)}]/sd`;
  return to === undefined ? since : `(${since} NOT [${dayAfter(to)}]/sd)`;
}

/** The entry date finds what was entered since a day: a range is that day without what came after the last. */
function dayAfter(date: string): string {
  const [day, month, year] = dayFirst(date, true).split("-").map(Number);
  const next = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + 1));
  return [next.getUTCDate(), next.getUTCMonth() + 1, next.getUTCFullYear()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

export function embaseLimit(limit: Limit): string | undefined {
  switch (limit.kind) {
    case "language":
      return limit.languages.length === 1
        ? `[${limit.languages.map(languageShown).join("")}]/lim`
        : `(${limit.languages.map((language) => `[${languageShown(language)}]/lim`).join(" OR ")})`;
    case "date":
      return embaseRange(limit.field, limit);
    case "humans":
      return "[humans]/lim";
    case "animals":
      return "[animals]/lim";
    case "abstract":
      return "[abstracts]/lim";
    case "full-text":
      return undefined;
    case "publication-type":
      return limit.types.length === 1
        ? `[${limit.types.join("")}]/lim`
        : `(${limit.types.map((type) => `[${type}]/lim`).join(" OR ")})`;
    case "other":
      return `[${limit.text}]/lim`;
  }
}

export function embaseNotation(inFields: Notation["inFields"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between, ordered }: Near) => ` ${ordered ? "NEXT" : "NEAR"}/${between + 1} `,
    words,
    inFields: (inside, fields, grouped) =>
      fields.length === 1 && fields[0] === "filter"
        ? `[${inside.replace(/^(['"])(.*)\1$/s, "$2")}]/lim`
        : inFields(inside, fields, grouped),
    groups: (_by, fields) => !fields.includes("filter"),
    heading,
    subheading: ({ name }) => `${/^[\w-]+$/.test(name) ? name : embaseQuoted(name)}:lnk`,
    date: (range) => embaseRange(range.field, range),
    limited: (set, { limits }) =>
      // A limit that Embase.com has no name for is written as it was read.
      [set, ...limits.map((limit) => embaseLimit(limit) ?? "[full text]/lim")].join(" AND "),
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
