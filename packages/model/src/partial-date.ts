import { z } from "zod";

/** A date as precisely as it is known: `2001`, `2001-05` or `2001-05-17`. */
export type PartialDate = string;

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysInMonth(year: number, month: number): number {
  return [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ][month - 1]!;
}

/** True for a date that exists in the calendar, at any of the three precisions. */
export function isPartialDate(text: string): boolean {
  const parts = pattern.exec(text);
  if (parts === null) return false;
  const [, year, month, day] = parts;
  if (month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month)));
}

export const partialDate = z.string().refine(isPartialDate, {
  error: (issue) => `"${issue.input}" is not a date: write 2001, 2001-05 or 2001-05-17, in quotes`,
});

/** The first day a partial date can mean, as `YYYY-MM-DD`. */
export function firstDay(date: PartialDate): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/**
 * The last day a partial date can mean. A report dated only `2001` counts as known from the last day of 2001:
 * a review must not claim to have known it earlier.
 */
export function lastDay(date: PartialDate): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7)
    return `${date}-${String(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5)))).padStart(2, "0")}`;
  return date;
}
