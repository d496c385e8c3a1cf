/** Both ends as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a missing end is open. */
export interface Dates {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Reads `2010`, `2010:2020`, `2010-2020`, `2005 -Current`, `20100101-20201231`, `2014/01/01:3000`, `2017-08-20/2017-09-20`, `-2010`.
 * Years past 2999 and `current` are an open end, the years 1000 and 1800 (written where a database wants a year) an open start.
 * Nothing when it is anything else.
 */
export function readDates(written: string): Dates | null {
  const text = written.replace(/["']/g, "").trim();
  if (text.length > 40) return null;
  const colon = text.indexOf(":");
  if (colon >= 0) return range(text.slice(0, colon), text.slice(colon + 1));
  const one = readDate(text);
  if (one !== null) return { from: one, to: one };
  const stroke = /^(\d{4}(?:-\d\d){0,2})\/(\d{4}(?:-\d\d){1,2})$/.exec(text);
  if (stroke !== null) return range(stroke[1]!, stroke[2]!);
  const dash = /^(\d{4}|\d{6}|\d{8})?\s*-\s*(\d{4}|\d{6}|\d{8}|current|present|)$/i.exec(text);
  if (dash === null || text === "-") return null;
  return range(dash[1] ?? "", dash[2] ?? "");
}

function range(first: string, last: string): Dates | null {
  const from = /^\s*(?:1000|1800(?:-01-01|0101)?|)\s*$/.test(first) ? "" : readDate(first);
  const open = /^\s*(?:3\d{3}.*|current|present|)\s*$/i.test(last);
  const to = open ? "" : readDate(last);
  if (from === null || to === null || (from === "" && to === "")) return null;
  return { ...(from !== "" && { from }), ...(to !== "" && { to }) };
}

/** `YYYY`, `YYYYMM`, `YYYYMMDD`, `YYYY/MM/DD`, `YYYY-MM-DD`, with the ISO dashes. */
export function readDate(written: string): string | null {
  const found = /^(\d{4})(?:(\d{2})(\d{2})?|[/-](\d{1,2})(?:[/-](\d{1,2}))?)?$/.exec(written.trim()) ?? null;
  if (found === null) return null;
  const parts = [found[1]!, found[2] ?? found[4], found[3] ?? found[5]].filter((part) => part !== undefined);
  const [, month, day] = parts.map(Number);
  if (month !== undefined && (month < 1 || month > 12)) return null;
  if (day !== undefined && (day < 1 || day > 31)) return null;
  return parts.map((part) => part.padStart(2, "0")).join("-");
}
