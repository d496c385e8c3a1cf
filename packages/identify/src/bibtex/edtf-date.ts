import type { CslDate, CslDateParts } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";

const POINT = /^(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.+Z-]*)?([~?%])?$/;
const DECADE = /^(\d{2,3})[Xx]{1,2}$/;
const FIRST_SEASON = 21;

interface Point {
  readonly parts: CslDateParts;
  readonly season?: number;
  /** The parts do not say all: "about", "perhaps", a decade. */
  readonly inexact: boolean;
}

function pointFrom(text: string): Point | null {
  const match = POINT.exec(text);
  if (match === null) {
    const decade = DECADE.exec(text);
    if (decade === null) return null;
    return { parts: [Number(decade[1]!.padEnd(4, "0"))], inexact: true };
  }
  const year = Number(match[1]);
  const month = Number(match[2] ?? 0);
  const day = Number(match[3] ?? 0);
  const inexact = match[4] !== undefined;
  if (month >= FIRST_SEASON && month < FIRST_SEASON + 4 && day === 0)
    return { parts: [year], season: month - FIRST_SEASON + 1, inexact };
  if (month > 12 || day > 31) return null;
  if (month === 0) return { parts: [year], inexact };
  return day === 0 ? { parts: [year, month], inexact } : { parts: [year, month, day], inexact };
}

/**
 * A date of BibLaTeX (EDTF level 1: 2012, 2012-03-12, 2012-21 for spring, 2010/2012, 2010/ and 2010/.. without end, 199X, 1990~), or
 * a date in any form that `dateFrom` reads. What CSL's parts do not say stays in `literal`; null where no year can be read.
 */
export function edtfDate(text: string): CslDate | null {
  const trimmed = text.trim();
  const slash = trimmed.indexOf("/");
  const first = slash === -1 ? trimmed : trimmed.slice(0, slash);
  const second = slash === -1 ? "" : trimmed.slice(slash + 1);
  const from = pointFrom(first);
  const to = pointFrom(second);
  const isOpen = slash !== -1 && (second === "" || second === "..");
  if (from !== null && (slash === -1 || isOpen)) {
    const exact = !from.inexact && !isOpen;
    return {
      "date-parts": [from.parts],
      ...(from.season === undefined ? {} : { season: from.season }),
      ...(exact ? {} : { literal: trimmed }),
    };
  }
  if (to !== null && (first === "" || first === "..")) return { "date-parts": [to.parts], literal: trimmed };
  if (from !== null && to !== null) {
    const exact = !from.inexact && !to.inexact && from.season === undefined && to.season === undefined;
    return { "date-parts": [from.parts, to.parts], ...(exact ? {} : { literal: trimmed }) };
  }
  return dateFrom(trimmed);
}

/** The date in the form that `edtfDate` reads back to the same, or null where it has none. */
export function edtfText(date: CslDate): string | null {
  const parts = date["date-parts"];
  if (parts === undefined) return null;
  if (date.literal !== undefined) return date.literal;
  const point = ([year, month, day]: CslDateParts): string =>
    [year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0"), month, day]
      .filter((part) => part !== undefined)
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
  if (date.season !== undefined) return `${point([parts[0][0]])}-${FIRST_SEASON - 1 + date.season}`;
  return parts.map(point).join("/");
}
