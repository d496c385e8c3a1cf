import type { DateRange, Limit } from "../strategy.ts";
import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";

export const scopusSigns: Signs = { any: "*", one: "?" };

const year = (date: string): number => Number(date.slice(0, 4));

/** Scopus compares: the years before and after the range are left out. */
export function scopusRange({ field, from, to }: DateRange): string {
  if (field.startsWith("published")) {
    if (from !== undefined && from === to) return `PUBYEAR = ${from}`;
    const ends = [
      ...(from === undefined ? [] : [`PUBYEAR > ${year(from) - 1}`]),
      ...(to === undefined ? [] : [`PUBYEAR < ${year(to) + 1}`]),
    ];
    return ends.length === 1 ? ends.join("") : `(${ends.join(" AND ")})`;
  }
  const ends = [
    ...(from === undefined ? [] : [`ORIG-LOAD-DATE AFT ${dayBeside(from, -1)}`]),
    ...(to === undefined ? [] : [`ORIG-LOAD-DATE BEF ${dayBeside(to, 1)}`]),
  ];
  return ends.length === 1 ? ends.join("") : `(${ends.join(" AND ")})`;
}

function dayBeside(date: string, step: 1 | -1): string {
  const [written = 0, month, day] = date.split("-").map(Number);
  const beside = new Date(
    Date.UTC(written, (month ?? (step === 1 ? 12 : 1)) - 1, (day ?? (step === 1 ? 31 : 1)) + step),
  );
  return beside.toISOString().slice(0, 10).replaceAll("-", "");
}

/** What is clicked beside the results, as Scopus writes it behind the search. */
function scopusLimit(limit: Limit): string | undefined {
  const to = (field: string, values: readonly string[]) => {
    const each = values.map((value) => `LIMIT-TO(${field}, "${value}")`);
    return each.length === 1 ? each.join("") : `(${each.join(" OR ")})`;
  };
  switch (limit.kind) {
    case "language":
      return to("LANGUAGE", limit.languages);
    case "publication-type":
      return to("DOCTYPE", limit.types);
    case "date":
      return `LIMIT-TO(PUBYEAR, ${yearsOf(limit)})`;
    case "humans":
      return to("EXACTKEYWORD", ["Human"]);
    case "animals":
      return to("EXACTKEYWORD", ["Animals"]);
    case "other":
      return limit.text;
    default:
      return undefined;
  }
}

const yearsOf = ({ from = "", to = "" }: Pick<DateRange, "from" | "to">): string =>
  from === to ? from : `${from}-${to}`;

export function scopusNotation(inFields: Notation["inFields"], groups: Notation["groups"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " AND NOT " },
    nearOperator: ({ between, ordered }) => ` ${ordered ? "PRE" : "W"}/${between} `,
    words: (text) => {
      const written = writeWords(text, scopusSigns);
      if (text.exact) return `{${written}}`;
      return text.quoted ? `"${written}"` : written;
    },
    inFields,
    groups,
    heading: ({ name }) => `INDEXTERMS("${name}")`,
    subheading: ({ name }) => `INDEXTERMS("${name}")`,
    date: scopusRange,
    limited: (set, { limits }) =>
      [set, ...limits.map(scopusLimit).filter((limit) => limit !== undefined)].join(" AND "),
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
