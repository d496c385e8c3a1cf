import type { CslDate } from "../record/csl-item.ts";
import { dateFrom, yearOf } from "../record/date.ts";
import { type Draft, keep } from "./record-draft.ts";

/** How much a date says: a year alone 1, year and month 3, a day 4, a season or a range between them. */
function fineness(date: CslDate): number {
  const [from, to] = date["date-parts"] ?? [];
  if (from === undefined) return 0;
  if (date.literal !== undefined) return from.length === 1 ? 0.5 : from.length;
  const size = from.length === 1 ? (date.season === undefined ? 1 : 2) : from.length + 1;
  return to === undefined ? size : size + 0.5;
}

/**
 * Settles the date of publication from all fields that give one: the first with a year, made finer by a later one of the same year
 * (PY 2012 with DA 2012/05/12 or DA MAY 12). What says something else stays as it is written.
 */
export function settleDate(draft: Draft): void {
  let issued: CslDate | undefined;
  let settled = -1;
  for (const [index, { value }] of draft.dates.entries()) {
    const date = dateFrom(value);
    if (date === null) continue;
    if (issued === undefined) {
      issued = date;
      settled = index;
    } else if (yearOf(date) === yearOf(issued) && fineness(date) > fineness(issued)) {
      issued = date;
      settled = index;
    }
  }
  const year = yearOf(issued);
  for (const [index, { tag, value, line }] of draft.dates.entries()) {
    if (index === settled) {
      if (issued?.literal !== undefined)
        draft.report(
          "unclear-date",
          `Of the date "${value}" (${tag}) only the year is certain; its words were kept.`,
          line,
          value,
        );
      continue;
    }
    const date = dateFrom(value, year);
    if (date === null) {
      if (issued === undefined && settled === -1 && draft.csl.issued === undefined && /\S/.test(value)) {
        draft.csl.issued = { literal: value };
      } else keep(draft, tag, value);
      draft.report(
        "bad-date",
        `"${value.slice(0, 80)}" (${tag}) is no date; it was kept as it is written.`,
        line,
        value,
      );
    } else if (issued !== undefined && year === yearOf(date) && fineness(date) > fineness(issued))
      issued = date;
    else if (!sameStart(date, issued)) keep(draft, tag, value);
  }
  if (issued !== undefined) draft.csl.issued = issued;
}

/** Whether all that the coarser date says is in the finer one. */
function sameStart(coarse: CslDate, fine: CslDate | undefined): boolean {
  const [a] = coarse["date-parts"] ?? [];
  const [b] = fine?.["date-parts"] ?? [];
  return (
    a !== undefined &&
    b !== undefined &&
    coarse.season === undefined &&
    coarse.literal === undefined &&
    (coarse["date-parts"]?.length ?? 1) === 1 &&
    a.every((part, i) => b[i] === part)
  );
}
