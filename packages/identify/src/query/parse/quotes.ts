import type { Grammar } from "./grammar.ts";

export type Closing =
  | { readonly kind: "closed"; readonly at: number }
  /** Read up to `end`. */
  | { readonly kind: "unclosed"; readonly end: number }
  /** Left out; `end` is after it. */
  | { readonly kind: "stray"; readonly end: number };

/** A quotation in single quotes longer than this is an apostrophe. */
const LONGEST = 2000;

/** Where the quotation that opens at `at` closes. */
export function closingQuote(
  text: string,
  at: number,
  end: number,
  quote: string,
  grammar: Grammar,
): Closing {
  const close = quote === "'" ? closingApostrophe(text, at, end) : text.indexOf(quote, at + 1);
  const found = close >= 0 && close < end;
  const tag = grammar.syntax === "pubmed" ? tagInside(text, at, found ? close : end) : -1;
  if (tag >= 0) return { kind: "unclosed", end: tag };
  if (!found) return { kind: "unclosed", end: likelyEnd(text, at, end, grammar) };
  return opensMore(text, at + 1, close) ? { kind: "stray", end: at + 1 } : { kind: "closed", at: close };
}

/** `'crohn's disease'`: one that a letter follows is an apostrophe. */
function closingApostrophe(text: string, at: number, end: number): number {
  const last = Math.min(end, at + LONGEST);
  for (let next = text.indexOf("'", at + 1); next >= 0 && next < last; next = text.indexOf("'", next + 1)) {
    if (next + 1 >= end || !/[\p{L}\p{N}]/u.test(text[next + 1]!)) return next;
  }
  return -1;
}

/** A field tag before the closing mark shows that the mark was forgotten: `"digital health[tiab] OR "eHealth"[tiab]`. */
function tagInside(text: string, at: number, end: number): number {
  const open = text.indexOf("[", at + 1);
  if (open < 0 || open >= end) return -1;
  const close = text.indexOf("]", open);
  return close > 0 && close < end && close - open < 40 && /[a-z]/i.test(text[open + 1]!) ? open : -1;
}

/** `"((activit*" OR "fitness")`: the mark is one too many when brackets opened inside are not closed inside. */
function opensMore(text: string, start: number, end: number): boolean {
  if (text[start] !== "(") return false;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
  }
  return depth > 0;
}

const OVID_END = /\.[a-z]{2}(?:,[a-z]{2}){0,9}\.?(?=[\s)]|$)/i;
const LIKELY_END = /[[\])\n]|\s(?:AND|OR|NOT)\s/;

function likelyEnd(text: string, at: number, end: number, grammar: Grammar): number {
  const rest = text.slice(at + 1, end);
  const first = (pattern: RegExp) => {
    const index = rest.search(pattern);
    return index < 0 ? end : at + 1 + index;
  };
  return grammar.lineByLine ? Math.min(first(LIKELY_END), first(OVID_END)) : first(LIKELY_END);
}

/**
 * Whether the quotation mark at `at` closes nothing and belongs to the word before it (`activit*" OR`), and does not open a
 * quotation (`or"heart failure"`).
 */
export function straysBeforeQuote(text: string, wordStart: number, at: number, end: number): boolean {
  const next = text.indexOf('"', at + 1);
  if (next < 0 || next >= end) return true;
  const after = text[at + 1]!;
  return /[\s)]/.test(after) && !/^(?:and|or|not)$/i.test(text.slice(wordStart, at));
}
