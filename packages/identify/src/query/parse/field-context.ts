import type { Span } from "../strategy.ts";
import type { FieldContext } from "./field-form.ts";
import type { ProblemList } from "./problem-list.ts";

/** What a field that stands before or behind several terms knows of them. */
export function fieldContext(
  text: string,
  problems: ProblemList,
  /** Where the field stands. */
  field: Span,
  /** Puts the field as typed on a term. */
  withField: (typed: string) => string,
): FieldContext {
  return {
    unreadable(typed, at) {
      problems.error("date-unreadable", at ?? field, dateUnreadable(typed));
      return withField(typed);
    },
    typed: ({ span }) =>
      span === undefined ? "" : text.slice(span.start, span.end).replace(/"|^'|'$/g, " "),
  };
}

export const dateUnreadable = (typed: string): string =>
  `"${typed}" is no date and no range of dates; it was kept as typed. Write a year, or the first and the last as this database does.`;
