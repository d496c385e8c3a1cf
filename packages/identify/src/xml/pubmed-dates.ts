import type { CslDate } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import type { Draft } from "../tagged/record-draft.ts";
import { textOf } from "./rich-text.ts";
import { childOf, type XmlElement } from "./xml-element.ts";

const MONTHS = new Map(
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").map((name, index) => [name, index + 1]),
);

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const partOf = (element: XmlElement, name: string): string => {
  const child = childOf(element, name);
  return child === undefined ? "" : textOf(child);
};

function monthNumber(text: string): number {
  return MONTHS.get(text) ?? (/^(?:0?[1-9]|1[0-2])$/.test(text) ? Number(text) : Number.NaN);
}

const two = (text: string): string => text.padStart(2, "0");

/** Year, month and day of an element, where they are plain numbers or English months and the day can be in the month. */
function plainDate(year: string, month: string, day: string): CslDate | null {
  const y = Number(year);
  if (!/^\d{4}$/.test(year) || y === 0) return null;
  if (month === "") return day === "" ? { "date-parts": [[y]] } : null;
  const m = monthNumber(month);
  if (Number.isNaN(m)) return null;
  if (day === "") return { "date-parts": [[y, m]] };
  const d = Number(day);
  return d >= 1 && d <= DAYS[m - 1]! && Number.isInteger(d) ? { "date-parts": [[y, m, d]] } : null;
}

/**
 * The date of an element with Year, Month, Day, Season, or of a MedlineDate in words. The hour and minute of a date in the record's
 * history stay in `literal`, in the form of MEDLINE's tagged format.
 * @returns undefined where the element says nothing; what it says and is no date is reported and kept as a literal
 */
export function dateOf(element: XmlElement, draft: Draft): CslDate | undefined {
  const year = partOf(element, "Year");
  const month = partOf(element, "Month");
  const day = partOf(element, "Day");
  const hour = partOf(element, "Hour");
  if (hour !== "") {
    const minute = partOf(element, "Minute") || "00";
    const date = plainDate(year, month, day) ?? dateFrom(`${year} ${month} ${day}`);
    const literal = `${year}/${two(month)}/${two(day)} ${two(hour)}:${two(minute)}`;
    return { ...date, literal };
  }
  const season = partOf(element, "Season");
  const simple = season === "" ? plainDate(year, month, day) : null;
  if (simple !== null) return simple;
  const words = [year, season, month, day, partOf(element, "MedlineDate")].filter((part) => part !== "");
  const text = words.length === 0 ? textOf(element) : words.join(" ");
  if (text === "") return undefined;
  const date = dateFrom(text);
  if (date !== null && date.literal === undefined) return date;
  draft.report(
    "bad-date",
    `"${text}" (${element.name}) is not read as a date in full; it was kept as it stands.`,
    element.line,
    text,
  );
  return date ?? { literal: text };
}
