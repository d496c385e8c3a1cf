import type { CslDate } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import type { Draft } from "../tagged/record-draft.ts";
import { textOf } from "./rich-text.ts";
import type { XmlElement } from "./xml-element.ts";

/** English names, and numbers with and without a zero before them. */
const MONTHS = new Map(
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").flatMap((name, index) => {
    const number = index + 1;
    return [name, String(number), String(number).padStart(2, "0")].map((key) => [key, number] as const);
  }),
);

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const two = (text: string): string => (text.length === 1 ? `0${text}` : text);

/** Year, month and day of an element, where they are plain numbers or English months and the day can be in the month. */
function plainDate(year: string, month: string, day: string): CslDate | null {
  const y = Number(year);
  if (year.length !== 4 || !(y > 999)) return null;
  if (month === "") return day === "" ? { "date-parts": [[y]] } : null;
  const m = MONTHS.get(month);
  if (m === undefined) return null;
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
  let year = "";
  let month = "";
  let day = "";
  let hour = "";
  let minute = "";
  let other = "";
  for (const part of element.children) {
    const text = textOf(part);
    if (part.name === "Year") year = text;
    else if (part.name === "Month") month = text;
    else if (part.name === "Day") day = text;
    else if (part.name === "Hour") hour = text;
    else if (part.name === "Minute") minute = text;
    else if (part.name !== "Second" && text !== "") other = other === "" ? text : `${other} ${text}`;
  }
  if (hour !== "") {
    const date = plainDate(year, month, day) ?? dateFrom(`${year} ${month} ${day}`);
    return { ...date, literal: `${year}/${two(month)}/${two(day)} ${two(hour)}:${two(minute || "0")}` };
  }
  const simple = other === "" ? plainDate(year, month, day) : null;
  if (simple !== null) return simple;
  const words = [year, other, month, day].filter((part) => part !== "");
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
