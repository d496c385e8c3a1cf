import type { DateField } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslDate } from "../record/csl-item.ts";

/** Days as numbers, YYYYMMDD: they compare as the days do. */
export type DayNumber = number;

/** PubMed sorts an issue of a season by its first month: winter January, spring April, summer July, autumn October. */
const SEASON_MONTHS = [0, 4, 7, 10, 1];

/** The first day of a date: PubMed takes January where there is no month, and the first where there is no day. */
function firstDay({ "date-parts": parts, season }: CslDate): DayNumber | undefined {
  const first = parts?.[0];
  if (first === undefined) return undefined;
  const [year, month = SEASON_MONTHS[season ?? 0] || 1, day = 1] = first;
  return year * 10_000 + month * 100 + day;
}

/** The names of a date in the histories of formats, the best first. */
const HISTORY: Readonly<Partial<Record<DateField, readonly string[]>>> = {
  // PubMed's [edat] is the date `pubmed`; the files before 2017 have the day of creation alone.
  entered: ["pubmed", "entrez", "added", "entered"],
  created: ["entrez", "created", "entered", "pubmed"],
  indexed: ["medline", "indexed"],
  revised: ["last-revised", "revised"],
  completed: ["completed"],
};

function published(record: BibliographicRecord, wanted: "print" | "electronic"): readonly DayNumber[] {
  const { csl, other, history } = record;
  const isElectronicOnly = other?.some(
    ({ tag, value }) => tag === "Article@PubModel" && value.startsWith("Electronic"),
  );
  const dates = wanted === "print" || isElectronicOnly === true ? [csl.issued] : [];
  if (wanted === "print" && isElectronicOnly === true) dates.pop();
  if (wanted === "electronic") {
    dates.push(csl["available-date"]);
    for (const { status, date } of history ?? []) if (status === "Electronic") dates.push(date);
  }
  return dates.flatMap((date) => (date === undefined ? [] : (firstDay(date) ?? [])));
}

/** The days of a record that a field of dates means; several where it was printed on one and put online on another. */
export function daysOf(record: BibliographicRecord, field: DateField): readonly DayNumber[] {
  if (field === "published") return [...published(record, "print"), ...published(record, "electronic")];
  if (field === "published-print") return published(record, "print");
  if (field === "published-electronic") return published(record, "electronic");
  for (const name of HISTORY[field] ?? [])
    for (const { status, date } of record.history ?? []) {
      const day = status === name ? firstDay(date) : undefined;
      if (day !== undefined) return [day];
    }
  return [];
}

const DATE = /^(\d{1,4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/;

/** First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined where it is no date. */
export function dayRange(date: string): readonly [first: DayNumber, last: DayNumber] | undefined {
  const match = DATE.exec(date.trim());
  if (match === null) return undefined;
  const [, year, month, day] = match;
  const from = Number(year) * 10_000;
  if (month === undefined) return [from + 101, from + 1231];
  const inMonth = from + Number(month) * 100;
  return day === undefined ? [inMonth + 1, inMonth + 31] : [inMonth + Number(day), inMonth + Number(day)];
}
