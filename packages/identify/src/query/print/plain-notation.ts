import type { Notation } from "./notation.ts";
import { ovidSigns } from "./ovid-notation.ts";
import { writeWords } from "./signs.ts";

/** Words, operators and line numbers, with no database in mind; fields are said as Ovid says them. */
export function plainNotation(inFields: Notation["inFields"]): Notation {
  const quoted = (name: string) => (/^[\w-]+$/.test(name) ? name : `"${name}"`);
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between, ordered }) => ` ${ordered ? "W" : "N"}${between} `,
    words: (text) => (text.quoted ? `"${writeWords(text, ovidSigns)}"` : writeWords(text, ovidSigns)),
    inFields,
    groups: () => true,
    heading: ({ name }) => quoted(name),
    subheading: ({ name }) => quoted(name),
    date: ({ from, to }) => `${from ?? ""}:${to ?? ""}`,
    limited: (set) => set,
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
