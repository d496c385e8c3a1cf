import { fullLastPage } from "../record/page-range.ts";

/** Pages as they are compared. */
export interface PageNumbers {
  readonly kind: "pages" | "locator" | "date";
  /** Letters before the number in lower case, as "s" in S34; letters behind it follow a slash, as "/a" in 280a. */
  readonly letters: string;
  readonly first: number;
  /** The same as `first` for one page; lower only where the range is mistyped. Of a date the other number, in no order. */
  readonly last: number;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** What a spreadsheet makes of 8-8 or 1-10: "08-Aug", "01-Oct", "Jan-14". */
const SHEET_DATE = /^(?:(\d{1,2})[-/ ]([a-z]{3})|([a-z]{3})[-/ ](\d{1,2}))$/i;
const RANGE =
  /^([a-z]{0,4})[ .:-]{0,2}0*(\d{1,9})([a-z]?)(?:\s*[-\u2010-\u2015\u2212]+\s*([a-z]{0,4})0*(\d{1,9})([a-z]?))?(?![a-z0-9])/i;
const SIMPLE = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/;
const NO_PAGES = /no[ .-]*pag|unpaginated|not specified|no-specified|^n\/?a$/i;

/**
 * Pages in all forms: 123-9, S34, 280a, e23, "08-Aug", "106-11; discussion 111". Undefined where there is no number. A locator is an
 * article number (e12724, c1804, 24770): it cannot be held against printed pages.
 */
export function pageNumbers(text: string | undefined): PageNumbers | undefined {
  if (text === undefined) return undefined;
  const simple = SIMPLE.exec(text);
  if (simple !== null) {
    const number = simple[1]!;
    const first = Number(number);
    if (simple[2] === undefined)
      return { kind: first >= 10000 ? "locator" : "pages", letters: "", first, last: first };
    return { kind: "pages", letters: "", first, last: Number(fullLastPage(number, simple[2])) };
  }
  const plain = text
    .trim()
    .replace(/^["'([]+/, "")
    .replace(/^(?:pp?|pages?|article|art|abstract|no|nr)[.:# ]+(?=\S)/i, "");
  if (plain === "" || NO_PAGES.test(plain)) return undefined;
  const date = SHEET_DATE.exec(plain);
  if (date !== null) {
    const month = MONTHS.indexOf((date[2] ?? date[3]!).toLowerCase()) + 1;
    if (month > 0) return { kind: "date", letters: "", first: Number(date[1] ?? date[4]), last: month };
  }
  const match = RANGE.exec(plain);
  if (match === null) return undefined;
  const [, before = "", number = "", behind = "", , to] = match;
  const first = Number(number);
  const last = to === undefined ? first : Number(fullLastPage(number, to).replace(/\D/g, ""));
  const letters = before.toLowerCase() + (behind === "" ? "" : `/${behind.toLowerCase()}`);
  const locator =
    (to === undefined &&
      /^(?:e|cd|c|d|f|g|h|i|j|k|l|m)$/i.test(before) &&
      (number.length >= 3 || /^e$/i.test(before))) ||
    (to === undefined && /^[ab]$/.test(before) && number.length >= 3) ||
    (to === undefined && first >= 10000);
  return { kind: locator ? "locator" : "pages", letters, first, last };
}

/**
 * whole: first and last of three pages or more; range: of two; start: the first page; overlap: some pages; unclear: numbers of
 * different kinds, so that neither proves anything.
 */
export type PageAgreement = "whole" | "range" | "start" | "overlap" | "unclear" | "different";

/** Texts of one or two pages can share them with others; three pages in a row that two texts share from first to last do not occur. */
const OWN = 2;

export const startsAlike = (pages: PageAgreement | "missing"): boolean =>
  pages === "whole" || pages === "range" || pages === "start";

const compatible = (a: string, b: string): boolean =>
  a === b || a === "" || b === "" || a === `/${b}` || b === `/${a}`;

/** How two page numbers stand to each other. */
export function comparePages(a: PageNumbers, b: PageNumbers): PageAgreement {
  if (a.kind === "date" || b.kind === "date") {
    if (a.kind === b.kind && a.first === b.first && a.last === b.last) return "start";
    const [date, other] = a.kind === "date" ? [a, b] : [b, a];
    const starts = other.kind === "date" ? [other.first, other.last] : [other.first];
    return starts.includes(date.first) || starts.includes(date.last) ? "start" : "unclear";
  }
  if (a.first === b.first && compatible(a.letters, b.letters))
    return a.last !== b.last || a.last <= a.first ? "start" : a.last - a.first >= OWN ? "whole" : "range";
  if (a.kind !== b.kind) return "unclear";
  // Pages 1-9 of an article in itself, ahead of the pages of an issue.
  if ((a.first === 1 && a.last > 1) !== (b.first === 1 && b.last > 1)) return "unclear";
  if (!compatible(a.letters, b.letters)) return "different";
  if (a.last === b.last && (a.last > a.first || b.last > b.first)) return "overlap";
  return a.first <= b.last && b.first <= a.last ? "overlap" : "different";
}
