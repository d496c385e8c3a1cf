import type { Notation } from "./notation.ts";
import { ovidNotation } from "./ovid-notation.ts";

/** Words, operators and line numbers, with no database in mind; fields, headings, dates and limits are said as Ovid says them. */
export function plainNotation(inFields: Notation["inFields"]): Notation {
  const { references: _, ...ovid } = ovidNotation(inFields);
  return {
    ...ovid,
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    nearOperator: ({ between, ordered }) => ` ${ordered ? "W" : "N"}${between} `,
    reference: (line) => `#${line}`,
  };
}
