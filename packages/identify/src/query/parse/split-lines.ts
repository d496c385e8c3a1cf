import type { Span } from "../strategy.ts";
import type { Grammar } from "./grammar.ts";

/** A line of the strategy, which may run over several lines of the text. */
export interface LineOfText {
  readonly number: number;
  readonly numbered: boolean;
  /** With its number. */
  readonly span: Span;
  /** What is to be read: behind the number and the titles. */
  readonly start: number;
  /** Titles and notes that stand before it, without their marks. */
  readonly titles: readonly Span[];
  /** Whether its number is not greater than that of the line before it. */
  readonly outOfOrder: boolean;
}

interface Physical extends Span {
  /** The number printed before it, if it may be one, and where the rest starts. */
  readonly number: number | null;
  readonly rest: number;
  /** `1.` and `#1`, not `1`. */
  readonly marked: boolean;
}

const NUMBER = /^(#[ \t]?|[SLQ](?=\d))?(\d{1,4})(?:[.):]+(?=\s|$|[A-Za-z("*$[#])|(?=\s|$))\s*/i;
/** PubMed's history has it before every search. */
const SEARCH = /^Search(?:\s?:)?\s+(?=\S)/;
const STARTS_WITH_OPERATOR =
  /^(?:and|or|not|adj\d*|near(?:\/?\d+)?|next(?:\/\d+)?|[nw]\/?\d+|same)(?=[\s(]|$)/i;
const COMBINES = /^(?:or|and)\s*(?:\/\s*\d|\d+\s*[-,])/i;
const PARAMETER = /^[?&]?(?:query|filter)\.[a-z]/i;
const ENDS_WITH_OPERATOR = /(?:^|[\s)\]"])(?:and|or|not|adj\d*|near\/?\d*)$/i;
/** The heads of the columns of a history. */
const COLUMNS =
  /^(?:id|no\.?|#|set|line|search(?: id)?#?)?[\s\u25b2|]*(?:search(?:es|\s?terms)?|query|queries|strategy)[\s|]+(?:search options|details|actions?|results?|hits|items found|last run via|type|time|[\s|])*$/i;
const LOOKS_SEARCHED =
  /[[\]"*$?=/]|#\d|\.[a-z]{2}\b|:[a-z]{2}\b|\b(?:AND|OR|NOT)\b|[()]|^[Ll]imit\s|^[Rr]emove duplicates\s/;

/** Whether a line that starts so would be read as going on from the one before it. */
export const goesOn = (head: string): boolean => STARTS_WITH_OPERATOR.test(head) && !COMBINES.test(head);

/** Cuts a text into the lines of a strategy. */
export function splitLines(text: string, grammar: Grammar): LineOfText[] {
  const physical = physicalLines(text);
  const first = physical.findIndex((line) => line.number !== null);
  const order = first >= 0 && first < 4 ? numbering(physical) : null;
  if (order === null) return countedLines(text, physical, grammar);
  const lines = numberedLines(text, physical, grammar, order);
  // A history prints the newest line first.
  return order === "descending" ? lines.sort((a, b) => a.number - b.number) : lines;
}

function physicalLines(text: string): Physical[] {
  const found: Physical[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(start, stop);
    const lead = line.length - line.trimStart().length;
    const trimmed = line.trim();
    if (trimmed !== "") {
      const from = start + lead;
      found.push({ start: from, end: from + trimmed.length, ...numberBefore(trimmed, from) });
    }
    start = stop + 1;
  }
  return found;
}

function numberBefore(line: string, from: number): Pick<Physical, "number" | "rest" | "marked"> {
  const found = NUMBER.exec(line.slice(0, 40));
  const none = { number: null, rest: from, marked: false };
  if (found === null) return none;
  const rest = line.slice(found[0].length, found[0].length + 40);
  const marked = found[1] !== undefined || /[.):]/.test(found[0]);
  if (goesOn(rest)) return none;
  if (rest === "" && !marked) return none;
  return { number: Number(found[2]), rest: from + found[0].length, marked };
}

/** Whether the numbers before the lines are those of the lines: they go up, or all the way down to 1. */
function numbering(lines: readonly Physical[]): "ascending" | "descending" | null {
  const numbers = lines.flatMap(({ number }) => number ?? []);
  const count = numbers.length;
  const [first = 0] = numbers;
  if (count === 1) {
    const only = lines.length === 1 && lines[0]!.marked && first === 1;
    return only ? "ascending" : null;
  }
  const steps = numbers.filter((number, at) => at > 0 && number === numbers[at - 1]! + 1).length;
  if (first <= 1 && (steps + 1) * 3 >= count * 2) return "ascending";
  const most = count * 5 >= lines.length * 3;
  const rises = numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);
  if (most && rises && count > 2) return "ascending";
  const falls = numbers.every((number, at) => at === 0 || number === numbers[at - 1]! - 1);
  const marked = lines.every((line) => line.number === null || line.marked);
  return most && falls && marked && numbers.at(-1) === 1 ? "descending" : null;
}

function numberedLines(
  text: string,
  physical: readonly Physical[],
  grammar: Grammar,
  order: "ascending" | "descending",
): LineOfText[] {
  const lines: LineOfText[] = [];
  let titles: Span[] = [];
  let last = 0;
  const announced = physical.every(
    ({ number, rest, end }) => number === null || SEARCH.test(text.slice(rest, Math.min(end, rest + 20))),
  );
  for (const [at, line] of physical.entries()) {
    const next = physical[at + 1];
    const isNext = line.number !== null && (line.number > last || line.marked);
    if (isNext) {
      const outOfOrder = order === "ascending" && line.number! <= last;
      last = line.number!;
      const titled =
        next !== undefined &&
        next.number === null &&
        isTitle(text, line.rest, line.end) &&
        searches(text, next);
      lines.push({
        number: last,
        numbered: true,
        span: { start: line.start, end: line.end },
        start: titled
          ? line.end
          : line.rest + (announced ? SEARCH.exec(text.slice(line.rest, line.end))![0].length : 0),
        titles: titled ? [...titles, { start: line.rest, end: line.end }] : titles,
        outOfOrder,
      });
      titles = [];
      continue;
    }
    const open = lines.at(-1);
    if (open === undefined || isColumns(text, line) || isTitleBetween(text, open, line, next)) {
      titles.push(line);
      continue;
    }
    if (!grammar.lineByLine && isCombination(text.slice(line.start, line.end))) {
      last += 1;
      lines.push({ number: last, numbered: false, span: line, start: line.start, titles, outOfOrder: false });
      titles = [];
      continue;
    }
    lines[lines.length - 1] = { ...open, span: { start: open.span.start, end: line.end } };
  }
  return withLeftover(lines, titles);
}

/** A title after the last line is a line of comments. */
function withLeftover(lines: LineOfText[], titles: readonly Span[]): LineOfText[] {
  const [first] = titles;
  if (first === undefined) return lines;
  const end = titles.at(-1)!.end;
  const number = (lines.at(-1)?.number ?? 0) + 1;
  lines.push({
    number,
    numbered: false,
    span: { start: first.start, end },
    start: end,
    titles,
    outOfOrder: false,
  });
  return lines;
}

function countedLines(text: string, physical: readonly Physical[], grammar: Grammar): LineOfText[] {
  const lines: LineOfText[] = [];
  let titles: Span[] = [];
  const add = (span: Span) => {
    lines.push({
      number: lines.length + 1,
      numbered: false,
      span,
      start: span.start,
      titles,
      outOfOrder: false,
    });
    titles = [];
  };
  for (const group of joinedLines(text, physical, grammar)) {
    const [only] = group;
    if (group.length === 1 && isNote(text, only!, grammar)) titles.push(noteInside(text, only!));
    else add({ start: only!.start, end: group.at(-1)!.end });
  }
  return withLeftover(lines, titles);
}

/** Lines that belong together because a bracket is open or an operator stands at the break. */
function joinedLines(text: string, physical: readonly Physical[], grammar: Grammar): Physical[][] {
  if (grammar.lineByLine) return physical.map((line) => [line]);
  const groups: Physical[][] = [];
  let depth = 0;
  let waiting: Physical[] = [];
  for (const line of physical) {
    const head = text.slice(line.start, Math.min(line.end, line.start + 40));
    const before = waiting.at(-1) ?? groups.at(-1)?.at(-1);
    const tail = before === undefined ? "" : text.slice(Math.max(before.start, before.end - 40), before.end);
    const joins = goesOn(head) || PARAMETER.test(head);
    if (depth > 0) waiting.push(line);
    else if (before !== undefined && (joins || ENDS_WITH_OPERATOR.test(tail))) groups.at(-1)!.push(line);
    else groups.push([line]);
    depth = Math.max(0, depth + bracketsLeft(text, line));
    if (depth === 0 && waiting.length > 0) {
      groups.at(-1)!.push(...waiting);
      waiting = [];
    }
  }
  // A bracket that is never closed holds nothing together.
  for (const line of waiting) groups.push([line]);
  return groups;
}

function bracketsLeft(text: string, { start, end }: Span): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < end; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "(") depth += 1;
    else if (!quoted && sign === ")") depth -= 1;
  }
  return depth;
}

/** `# Population`, `// Population`, and in Ovid `[Population]`. */
function isNote(text: string, { start, end }: Span, grammar: Grammar): boolean {
  if (grammar.lineByLine && text[start] === "[") return text.indexOf("]", start) === end - 1;
  return /^(?:#\s*[^\d\s]|\/\/)/.test(text.slice(start, Math.min(end, start + 20)));
}

function noteInside(text: string, { start, end }: Span): Span {
  if (text[start] === "[") return { start: start + 1, end: end - 1 };
  const mark = /^(?:#+|\/\/+)\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + mark, end };
}

function isTitle(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end);
  return line.length < 200 && /\s/.test(line) && !LOOKS_SEARCHED.test(line);
}

function searches(text: string, { start, end }: Span): boolean {
  return LOOKS_SEARCHED.test(text.slice(start, end));
}

function isColumns(text: string, { start, end }: Span): boolean {
  return end - start < 80 && COLUMNS.test(text.slice(start, end));
}

/** `Intervention` between two numbered lines, or before a line that combines others. */
function isTitleBetween(text: string, open: LineOfText, line: Physical, next: Physical | undefined): boolean {
  if (!isTitle(text, line.start, line.end) && /[^\w\s:,&-]/.test(text.slice(line.start, line.end)))
    return false;
  if (LOOKS_SEARCHED.test(text.slice(line.start, line.end))) return false;
  const before = text.slice(open.start, open.span.end);
  const complete = /[/.)\]"]$/.test(before) || isCombination(before);
  const afterwards =
    next === undefined || next.number !== null || isCombination(text.slice(next.start, next.end));
  return complete && afterwards;
}

/** Numbers, operators and brackets only. */
export function isCombination(line: string): boolean {
  return (
    /\d/.test(line) && !/[^\s\d#()[\],/-]/.test(line.replace(/\b(?:and|or|not)\b|#|\b[SL](?=\d)/gi, " "))
  );
}
