import type { Notation } from "./notation.ts";
import { type Signs, writeWords } from "./signs.ts";

export const wosSigns: Signs = { any: "*", one: "?", "zero-or-one": "$" };

export function wosNotation(inFields: Notation["inFields"], groups: Notation["groups"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between }) => ` NEAR/${between} `,
    words: (text) => (text.quoted ? `"${writeWords(text, wosSigns)}"` : writeWords(text, wosSigns)),
    inFields,
    groups,
    heading: ({ name }) => `"${name}"`,
    subheading: ({ name }) => `"${name}"`,
    date: ({ field, from, to }) => {
      const days = [from, to].some((date) => date !== undefined && date.length > 4);
      const code =
        field === "published-electronic"
          ? "EAY"
          : !field.startsWith("published")
            ? "LD"
            : days
              ? "DOP"
              : "PY";
      if (from !== undefined && from === to) return `${code}=${from}`;
      return days
        ? `${code}=(${from ?? "1800-01-01"}/${to ?? "3000-01-01"})`
        : `${code}=(${from ?? "1800"}-${to ?? "3000"})`;
    },
    limited: (set) => set,
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
