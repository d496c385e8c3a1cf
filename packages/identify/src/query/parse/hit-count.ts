import type { Span } from "../strategy.ts";

const TAIL = 40;
const COUNT = /(\s*)(\(?)(\d{1,3}(?:[,.]\d{3})+|\d+)(\)?)\s*$/;

/**
 * The number of hits that a history prints after a line: `exp Asthma/ (130412)`, or `exp Asthma/` and the number set apart. Nothing
 * when the number may be searched.
 */
export function hitCount(
  text: string,
  start: number,
  end: number,
  printed: boolean,
): (Span & { readonly unclosed: boolean }) | null {
  const from = Math.max(start, end - TAIL);
  const tail = text.slice(from, end);
  const found = COUNT.exec(tail);
  if (found === null || from + found.index <= start) return null;
  const [, blank, open, , close] = found;
  const before = tail.slice(0, found.index);
  if (
    before === "" ||
    /(?:^|[\s)\]])(?:and|or|not|adj\d*|near\/?\d*|to|=|from)$/i.test(before) ||
    before.endsWith("(")
  )
    return null;
  const complete = /[/.)\]"]$/.test(before) && !/limit\s/i.test(text.slice(start, start + 8));
  const inBrackets = open === "(" && close === ")" && (complete || /\d$/.test(before));
  const cutOff = open === "(" && close === "" && complete;
  const apart = blank!.includes("\t") || blank!.length > 1;
  const setApart = open === "" && close === "" && printed && apart;
  if (!inBrackets && !cutOff && !setApart) return null;
  return { start: from + found.index + blank!.length, end, unclosed: cutOff };
}
