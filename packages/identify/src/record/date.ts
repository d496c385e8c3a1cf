import type { CslDate, CslDateParts } from "./csl-item.ts";

/** English names, and those of the languages that exports are seen in, by their first letters. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen"],
  ["feb", "fév", "fev"],
  ["mar", "mär", "mrz"],
  ["apr", "avr", "abr"],
  ["may", "mai", "maj", "mei", "mag"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aoû", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "déc", "dez", "dic"],
];

const SEASONS: readonly (readonly string[])[] = [
  ["spring", "spr"],
  ["summer", "sum"],
  ["autumn", "fall", "fal", "aut"],
  ["winter", "win"],
];

const MONTH_OF = new Map<string, number>(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const SEASON_OF = new Map<string, number>(
  SEASONS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** No date is as long, and the forms of dates would be slow on it. */
const LONGEST = 300;
/** Words that stand where a date should be, written by programs. */
const NO_DATE = /^(?:undefined|null|nan|none|n\.?d\.?|no date|unknown|in press|forthcoming)$/i;
const NUMERIC = /^(\d{4})(?:[-/.](\d{0,2})(?:[-/.](\d{0,2})(?:[/-](.*))?)?)?(?:[T ](\d\d:\d\d[\d:.+Z-]*))?$/;
const YEARS = /^(\d{4}) ?[-/\u2013] ?(\d{4}|\d{2})$/;
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase();
  // "Article" and "Marginal" are no months: a name is written out or cut after its third or fourth letter.
  return lower.length > 10 ? undefined : (MONTH_OF.get(lower.slice(0, 4)) ?? MONTH_OF.get(lower.slice(0, 3)));
}

const validMonth = (month: number): boolean => month >= 1 && month <= 12;
const validDay = (month: number, day: number): boolean => day >= 1 && day <= DAYS_OF_MONTH[month - 1]!;
const validYear = (year: number): boolean => year >= 1000 && year <= 2999;

/** `[2012]`, `[2012, 5]` or `[2012, 5, 12]`; undefined where a part is no month or no day of it. */
function partsFrom(year: number, month: number, day: number): CslDateParts | undefined {
  if (!validYear(year)) return undefined;
  if (month === 0) return day === 0 ? [year] : undefined;
  if (!validMonth(month)) return undefined;
  if (day === 0) return [year, month];
  return validDay(month, day) ? [year, month, day] : undefined;
}

const digitsAt = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
};

/** "2012 May", "2012 May 2", "2012 May 12". */
function wordForm(text: string, year: number): CslDate | null {
  const month = MONTH_OF.get(text.slice(5, 8).toLowerCase());
  if (month === undefined || (text.length > 8 && text.charCodeAt(8) !== 32)) return null;
  const day = text.length > 9 ? digitsAt(text, 9, text.length) : 0;
  const parts = day < 0 || (text.length > 8 && day === 0) ? undefined : partsFrom(year, month, day);
  return parts === undefined ? null : { "date-parts": [parts] };
}

/** "2012/05/12", "2012-05-12", "2012/05/12 00:00", "20120512" and "2012", which are most dates; null leaves it to the other forms. */
function commonForm(text: string): CslDate | null {
  const { length } = text;
  const year = digitsAt(text, 0, 4);
  if (year < 1000) return null;
  if (length === 4) return validYear(year) ? { "date-parts": [[year]] } : null;
  if (text.charCodeAt(4) === 32 && length >= 8 && length <= 11) return wordForm(text, year);
  const timed = length === 16 && text.charCodeAt(10) === 32 && text.charCodeAt(13) === 58;
  const parted = length === 10 || timed;
  const sign = text.charCodeAt(4);
  if (parted && (sign !== text.charCodeAt(7) || (sign !== 47 && sign !== 45))) return null;
  if (!parted && length !== 8) return null;
  const month = parted ? digitsAt(text, 5, 7) : digitsAt(text, 4, 6);
  const day = parted ? digitsAt(text, 8, 10) : digitsAt(text, 6, 8);
  const parts = month > 0 && day > 0 ? partsFrom(year, month, day) : undefined;
  if (parts === undefined || (timed && (digitsAt(text, 11, 13) < 0 || digitsAt(text, 14, 16) < 0)))
    return null;
  // The hour stays in words, for the parts end with the day.
  return !timed || text.endsWith("00:00")
    ? { "date-parts": [parts] }
    : { "date-parts": [parts], literal: text };
}

interface Half {
  year?: number;
  month?: number;
  day?: number;
  season?: number;
}

const WORD = /\d+|\p{L}+/gu;

/** One side of a range: "2012 Mar 15", "12 March 2012", "Mar"; null where a word or number has no place. */
function halfFrom(text: string): Half | null {
  const half: Half = {};
  for (const [token] of text.matchAll(WORD)) {
    const number = Number(token);
    if (Number.isNaN(number)) {
      if (/^(?:st|nd|rd|th|de|del|of|the)$/i.test(token)) continue;
      const season = SEASON_OF.get(token.toLowerCase());
      const month = monthOf(token);
      if (season !== undefined && half.season === undefined) half.season = season;
      else if (month !== undefined && half.month === undefined) half.month = month;
      else return null;
    } else if (token.length === 4 && validYear(number) && half.year === undefined) half.year = number;
    else if (token.length <= 2 && number >= 1 && number <= 31 && half.day === undefined) half.day = number;
    else return null;
  }
  return half;
}

function worded(text: string, knownYear: number | undefined): CslDate | null {
  const sides = text.split(/\s*[-\u2010-\u2015/]+\s*/).filter((side) => side !== "");
  const first = sides[0] === undefined ? null : halfFrom(sides[0]);
  const second = sides[1] === undefined ? {} : halfFrom(sides[1]);
  if (first === null || second === null || sides.length > 2) return null;
  const year = first.year ?? second.year ?? knownYear;
  if (year === undefined) return null;
  if (first.season !== undefined) {
    const plain = sides.length === 1 && first.month === undefined && first.day === undefined;
    const season = { "date-parts": [[year]] as const, season: first.season };
    return plain ? season : { ...season, literal: text };
  }
  // "15-18 May 2012": the month of the second side is the month of both.
  const from = partsFrom(
    year,
    first.month ?? (first.day === undefined ? 0 : (second.month ?? 0)),
    first.day ?? 0,
  );
  if (from === undefined) return null;
  if (sides.length === 1) return { "date-parts": [from] };
  const to = partsFrom(second.year ?? year, second.month ?? first.month ?? 0, second.day ?? 0);
  return to === undefined || second.season !== undefined ? null : { "date-parts": [from, to] };
}

/** 12/05/2012: decided where one of the two cannot be a month; else the year, with the date as written. */
function dayFirstOrMonthFirst(text: string): CslDate | null {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (match === null) return null;
  const [one, two, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const parts =
    one > 12 ? partsFrom(year, two, one) : two > 12 || one === two ? partsFrom(year, one, two) : undefined;
  if (parts !== undefined) return { "date-parts": [parts] };
  return validYear(year) ? { "date-parts": [[year]], literal: text } : null;
}

/**
 * Reads a date in the forms that exports have: 2012, 2012//, 2012/05/12/, 2012-05-12, 2012 May 12, 2012 Mar-Apr, 2012 Winter,
 * 12 March 2012, March 12, 2012, 20120512, 2012-2013, and "DEC 15" with the year from elsewhere. What the parts do not say stays in
 * `literal` (12/05/2012, 2012 1st Quarter: the year alone is certain).
 * @param knownYear the year of the record, for dates that lack one
 * @returns null where not even a year can be read
 */
export function dateFrom(text: string, knownYear?: number): CslDate | null {
  const common = commonForm(text);
  if (common !== null) return common;
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > LONGEST || NO_DATE.test(trimmed)) return null;
  const numeric = NUMERIC.exec(trimmed);
  if (numeric !== null) {
    const more = numeric[4]?.trim() ?? "";
    const parts = partsFrom(Number(numeric[1]), Number(numeric[2] ?? 0), Number(numeric[3] ?? 0));
    const hour = numeric[5] ?? "00:00";
    if (parts !== undefined && !hour.startsWith("00:00")) return { "date-parts": [parts], literal: trimmed };
    if (parts !== undefined && (more === "" || NO_DATE.test(more))) return { "date-parts": [parts] };
    // The fourth part of a RIS date is free text: "2012///Winter", "2012///Mar-Apr".
    if (parts?.length === 1) {
      const said = worded(more, parts[0]);
      if (said !== null) return said;
    }
    if (parts !== undefined) return { "date-parts": [parts], literal: trimmed };
  }
  const years = YEARS.exec(trimmed);
  if (years !== null) {
    const from = Number(years[1]);
    const to = years[2]!.length === 2 ? Math.floor(from / 100) * 100 + Number(years[2]) : Number(years[2]);
    if (validYear(from) && validYear(to) && to > from) return { "date-parts": [[from], [to]] };
  }
  if (/^\d{8}$/.test(trimmed)) {
    const parts = partsFrom(
      Number(trimmed.slice(0, 4)),
      Number(trimmed.slice(4, 6)),
      Number(trimmed.slice(6)),
    );
    if (parts !== undefined && parts.length === 3) return { "date-parts": [parts] };
  }
  const said = dayFirstOrMonthFirst(trimmed) ?? worded(trimmed, knownYear);
  if (said !== null) return said;
  const year = /(?<!\d)(1[5-9]|20)\d\d(?!\d)/.exec(trimmed);
  const certain = year === null ? knownYear : Number(year[0]);
  return certain === undefined ? null : { "date-parts": [[certain]], literal: trimmed };
}

/** The year of a date, where it has one. */
export function yearOf(date: CslDate | undefined): number | undefined {
  return date?.["date-parts"]?.[0][0];
}
