import { isPartialDate, lastDay } from "@coppice/model";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `2003-12-31` as `31 December 2003`. */
export function dateWords(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}

/** `2026-11-24` as `24 Nov 2026`. */
export function shortDate(date: string): string {
  return dateWords(date).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));
}

/** The date inside a sentence: `the last day of 2003` where it is one. */
export function dateInSentence(date: string): string {
  return date.endsWith("-12-31") ? `the last day of ${date.slice(0, 4)}` : dateWords(date);
}

function monthNumber(word: string): number | undefined {
  const found = months.findIndex((month) => month.toLowerCase().startsWith(word.toLowerCase()));
  return word.length >= 3 && found >= 0 ? found + 1 : undefined;
}

/**
 * The day that a reader typed: `2003`, `2003-12`, `2003-12-31`, `December 2003` or `31 Dec 2003`. A year or a month
 * means its last day. `undefined` where it is no date.
 */
export function readTypedDate(text: string): string | undefined {
  const typed = text.trim();
  if (isPartialDate(typed)) return lastDay(typed);
  const words = /^(?:(\d{1,2})\.?\s+)?([A-Za-z]+)\.?,?\s+(\d{4})$/.exec(typed);
  const month = words === null ? undefined : monthNumber(words[2]!);
  if (words === null || month === undefined) return undefined;
  const partial = `${words[3]}-${String(month).padStart(2, "0")}${words[1] === undefined ? "" : `-${words[1].padStart(2, "0")}`}`;
  return isPartialDate(partial) ? lastDay(partial) : undefined;
}
