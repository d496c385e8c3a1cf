import type { TagSyntax } from "./line-machine.ts";
import { RIS_TYPES } from "./ris-types.ts";

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isBlank = (code: number): boolean => code === 32 || code === 9;

/** Hyphen; en dash, em dash and minus, which word processors make of it. */
const DASHES = new Set([0x2d, 0x2013, 0x2014, 0x2212]);

/** "12. " alone in its line. */
function isNumbering(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && isDigit(text.charCodeAt(at))) at += 1;
  return at > from && text.charCodeAt(at) === 46 && text.slice(at + 1, to).trim() === "";
}

/** A line "TY - JOUR" that names a type of RIS, however it is set. */
function isTypeLine(text: string, from: number, to: number): boolean {
  if (to - from < 5 || to - from > 24 || !/^ty$/i.test(text.slice(from, from + 2))) return false;
  const code = /^ {0,3}[-\u2013\u2014\u2212]\s?([a-z]{3,6})\s*$/i.exec(text.slice(from + 2, to))?.[1];
  return code !== undefined && RIS_TYPES[code.toUpperCase()] !== undefined;
}

/**
 * How the lines of a RIS file are set: "TY  - JOUR", also "TY  -JOUR" and "PMID  - 1". Other settings ("TY - JOUR", "TY- JOUR", small
 * letters, long dashes, an indentation) are tags only after a TY that is set so, for in the other files they are text.
 */
export function risSyntax(): TagSyntax {
  let settled = false;
  let loose = false;
  let small = false;
  let dashes = false;
  let indent = 0;
  let numbered: boolean | undefined;

  /** Whether this line is a TY that says how the next ones are set. */
  function settle(text: string, from: number, to: number): void {
    const start = firstInk(text, from, to);
    const first = text.charCodeAt(start);
    if (first !== 84 && first !== 116) return;
    const exact = text.startsWith("TY  -", start);
    if (settled && (exact ? !loose && start === from : !isTypeLine(text, start, to))) return;
    if (!exact && !isTypeLine(text, start, to) && !/^TY {0,3}- /.test(text.slice(start, start + 8))) return;
    settled = true;
    indent = start - from;
    small = first === 116;
    let dash = start + 2;
    while (dash < to && isBlank(text.charCodeAt(dash))) dash += 1;
    loose = dash - start !== 4;
    dashes = text.charCodeAt(dash) !== 0x2d;
  }

  return {
    joint: "\n",
    continues: (text, from, to) => numbered !== true || !isNumbering(text, from, to),
    tagOf: (raw) => raw.toUpperCase(),
    tagFrom(text, from, to) {
      // Where a number in a line of its own stands before the first record, such lines are no text between the others.
      if (numbered === undefined && to > from) numbered = isNumbering(text, from, to);
      const first = text.charCodeAt(from);
      if (first === 84 || first === 116 || (!settled && isBlank(first))) settle(text, from, to);
      if (indent === 0) return from;
      const start = firstInk(text, from, to);
      return start - from <= indent ? start : from;
    },
    tagAt(text, from, to) {
      const first = text.charCodeAt(from);
      if (to - from < 3 || !(isUpper(first) || (small && isLower(first)))) return 0;
      let end = from + 1;
      for (; end < to && end < from + 5; end++) {
        const code = text.charCodeAt(end);
        if (!isUpper(code) && !isDigit(code) && !(small && isLower(code))) break;
      }
      const length = end - from;
      if (length < 2) return 0;
      let dash = end;
      while (dash < to && dash < end + 4 && isBlank(text.charCodeAt(dash))) dash += 1;
      if (dash >= to) return 0;
      const sign = text.charCodeAt(dash);
      if (sign !== 0x2d && !(dashes && DASHES.has(sign))) return 0;
      const exact = dash - end === 2;
      if (!exact && (!loose || length !== 2)) return 0;
      if (!exact && dash + 1 < to && text.charCodeAt(dash + 1) !== 32) return 0;
      if (length > 2 && !text.startsWith("PM", from)) return 0;
      return length + 64 * (dash + 1 - from);
    },
  };
}

function firstInk(text: string, from: number, to: number): number {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start += 1;
  return start;
}
