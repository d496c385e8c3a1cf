import type { CslDate } from "../record/csl-item.ts";
import { dateFrom, yearOf } from "../record/date.ts";
import type { RecordDraft } from "../record/record-draft.ts";
import { edtfDate } from "./edtf-date.ts";
import type { EntryField } from "./entry-fields.ts";
import type { FieldReport } from "./field-text.ts";
import type { Waiting } from "./special-fields.ts";

const isMonthNumber = (text: string): boolean => /^(?:0?[1-9]|1[0-2])$/.test(text);

/** Year, month and day as BibTeX has them in fields of their own: 2012, mar, "10~jan", "MAR 1", "March/April", 6. */
function fromParts(year: string, month: string, day: string): CslDate | null {
  if (month === "") return dateFrom(year);
  const isDay = /^\d{1,2}$/.test(day);
  if (isMonthNumber(month)) return dateFrom([year, month, ...(isDay ? [day] : [])].join("-"));
  return dateFrom(`${year} ${month}${isDay ? ` ${day}` : ""}`.trim());
}

/** Sets `issued` from BibLaTeX's date, or from year, month and day; what contradicts stays in `other`. */
export function issuedFrom(draft: RecordDraft, waiting: Waiting, report: FieldReport): void {
  const part = (rule: string): { readonly text: string; readonly field: EntryField } | undefined =>
    waiting.dates.find((found) => found.rule === rule && found.text !== "");
  const [date, year, month, day] = [part("date"), part("year"), part("month"), part("day")];
  const named = date ?? year ?? month ?? day;
  if (named === undefined) return;
  const read =
    date === undefined
      ? fromParts(year?.text ?? "", month?.text ?? "", day?.text ?? "")
      : edtfDate(date.text);
  const words =
    date?.text ?? [year?.text, month?.text, day?.text].filter((text) => text !== undefined).join(" ");
  draft.setDate("issued", read ?? { literal: words });
  if (read === null || (read.literal !== undefined && date === undefined))
    report(
      "bad-date",
      `"${words}" is no date that can be read to its end; it was kept as words.`,
      named.field,
    );
  // Beside a date, year and month say the same again; where they do not, they are kept.
  for (const found of waiting.dates) {
    if (found.field === named.field || found.text === "") continue;
    const used = date === undefined && (found === year || found === month || found === day);
    const repeats = found.rule === "year" && found.text === String(yearOf(read ?? undefined));
    if (!used && !repeats) draft.addOther(found.field.name, found.field.value);
  }
}
