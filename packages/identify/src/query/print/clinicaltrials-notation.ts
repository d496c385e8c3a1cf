import type { Notation } from "./notation.ts";
import { writeWords } from "./signs.ts";

/** Essie has neither truncation nor proximity: what of these is left in a tree is written as it would be in most other databases. */
const signs = { any: "*" };

export function clinicalTrialsNotation(inFields: Notation["inFields"]): Notation {
  return {
    operators: { and: " AND ", or: " OR ", not: " NOT " },
    words: (text) => (text.quoted ? `"${writeWords(text, signs)}"` : writeWords(text, signs)),
    inFields,
    groups: () => true,
    heading: ({ name }) => `"${name}"`,
    subheading: ({ name }) => `"${name}"`,
    date: ({ field, from, to }) => {
      const area =
        field === "revised"
          ? "LastUpdatePostDate"
          : field === "published"
            ? "StudyFirstPostDate"
            : field === "completed"
              ? "CompletionDate"
              : "StudyFirstSubmitDate";
      return `AREA[${area}]RANGE[${from ?? "MIN"}, ${to ?? "MAX"}]`;
    },
    limited: (set) => set,
    reference: (line) => `#${line}`,
    filter: ({ name }) => `<${name}>`,
  };
}
