import type { Heading, Span } from "../strategy.ts";
import type { LineScan } from "./grammar.ts";
import { isSubheading, subheadingName } from "./subheadings.ts";

/** No heading of any thesaurus is longer. */
const LONGEST = 250;

const SUBHEADINGS = /\/([A-Za-z]{1,3}(?:\s{0,2},\s{0,2}[A-Za-z]{2}(?![A-Za-z]))*)?(?=[\s)[\]"]|$)/y;
const EXPLODED_BEHIND = /[ \t]{1,3}exp(?=[ \t]{0,9}(?:$|[\n)[]|\s(?:and|or|not)\s))/iy;

/** The stroke that closes a heading, with its subheadings: `Name/`, `Name/dt, th`. */
interface Stroke {
  readonly end: number;
  readonly subheadings: readonly string[];
  readonly unknown: string | null;
}

function strokeAt(text: string, at: number, end: number): Stroke | null {
  SUBHEADINGS.lastIndex = at;
  const found = SUBHEADINGS.exec(text.slice(0, Math.min(text.length, end, at + LONGEST)));
  if (found === null) return null;
  const written = found[1];
  if (written === undefined) return { end: at + 1, subheadings: [], unknown: null };
  const codes = written.split(",").map((code) => code.trim());
  let known = 0;
  while (known < codes.length && isSubheading(codes[known]!)) known += 1;
  if (known === codes.length)
    return { end: at + found[0].length, subheadings: codes.map(subheadingName), unknown: null };
  // `and/or`, `w/o` are words; `human/s` is a slip.
  if (/^(?:or|o|and|h)$/i.test(codes[0]!) || isInField(text, at, end)) return null;
  return { end: at + found[0].length, subheadings: codes.map(subheadingName), unknown: written };
}

/** Whether a field stands behind the term that goes on at `at`, or behind the bracket around it: then it is text. */
function isInField(text: string, at: number, end: number): boolean {
  const last = Math.min(end, at + LONGEST);
  let depth = 0;
  let sameTerm = true;
  for (let next = at; next < last && text[next] !== "\n"; next += 1) {
    const sign = text[next]!;
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth < 0) return /^\s{0,3}\.\s?[a-z]{2}\b/i.test(text.slice(next + 1, next + 8));
    if (sign === " " && /^ (?:and|or|not|adj\d*)\s/i.test(text.slice(next, next + 8))) sameTerm = false;
    if (sameTerm && sign === "." && /^\.[a-z]{2}\b/i.test(text.slice(next, next + 4))) return true;
  }
  return false;
}

/** A stroke behind words or a quotation. */
export function headingBehind(line: LineScan): number | null {
  const start = line.termStart;
  if (line.at - start > LONGEST) return null;
  const stroke = strokeAt(line.text, line.at, line.end);
  if (stroke === null) return null;
  const name = unquoted(line.text.slice(start, line.at));
  line.dropTerm();
  return put(line, name, { start, end: stroke.end }, stroke, false, false);
}

const AHEAD = /(?:exp(?:lode)?\s{1,9}(\*\s{0,3})?|(\*)(?=["\p{L}]))/iuy;

/** `exp Name/`, `*Name/`, `exp *"Name"/`: with `exp` before it, a name may hold `and` and brackets. */
export function headingAhead(line: LineScan): number | null {
  AHEAD.lastIndex = line.at;
  const found = AHEAD.exec(line.text);
  if (found === null) return null;
  const exploded = found[2] === undefined;
  const nameStart = line.at + found[0].length;
  const slash = strokeOf(line.text, nameStart, line.end, exploded);
  if (slash === null) {
    if (exploded && !line.hasTerm) tellNoStroke(line, found[0]);
    return null;
  }
  const stroke = strokeAt(line.text, slash, line.end);
  if (stroke === null) return null;
  const typed = line.text.slice(nameStart, slash);
  const name = unquoted(typed);
  if (name === "") return null;
  const span = { start: line.at, end: stroke.end };
  if (!typed.includes('"') && OPERATOR.test(typed)) tellOperator(line, name, span);
  return put(line, name, span, stroke, exploded, found[1] !== undefined || found[2] !== undefined);
}

function tellNoStroke(line: LineScan, exp: string): void {
  line.problems.warning(
    "heading-without-stroke",
    { start: line.at, end: line.at + exp.trimEnd().length },
    `"${exp.trim()}" stands before words that no stroke makes a heading of; it was read as one of them. Write exp Name/.`,
  );
}

const OPERATOR = /\s(?:and|or|not|adj\d*|near\/?\d+|[nw]\/?\d+)\s/i;

/** Where the stroke stands that closes the name starting at `start`; nothing when something else comes first. */
function strokeOf(text: string, start: number, end: number, exploded: boolean): number | null {
  const last = Math.min(end, start + LONGEST);
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const sign = text[at]!;
    if (sign === '"') {
      if (text.slice(start, at).trim() !== "") return null;
      const close = text.indexOf('"', at + 1);
      if (close < 0 || close >= last) return null;
      at = close;
      if (!/^\s*\//.test(text.slice(at + 1, at + 4))) return null;
    } else if (sign === "(") depth += 1;
    else if (sign === ")") {
      depth -= 1;
      if (depth < 0) return null;
    } else if (
      sign === "[" ||
      sign === "\n" ||
      (sign === "." && /^\.\s?[a-z]{2}[.,]/i.test(text.slice(at, at + 5)))
    )
      return null;
    else if (sign === "/" && depth === 0 && strokeAt(text, at, end) !== null) {
      const name = text.slice(start, at);
      if (/\sexp(?:lode)?\s/i.test(name) && !name.trimStart().startsWith('"')) return null;
      return exploded || !OPERATOR.test(name) || name.trimStart().startsWith('"') ? at : null;
    }
  }
  return null;
}

const REST_OF_NAME = /(?:and|or)\s{1,3}[A-Z][^\n"()[\]./]{1,80}\//y;

/** `Sensitivity and Specificity/` without quotation marks: both parts start in capitals, and no field stands between. */
export function operatorInHeading(line: LineScan): number | null {
  if (!line.hasTerm) return null;
  const start = line.termStart;
  const before = line.text.slice(start, line.at);
  if (before.length > LONGEST || !/^[A-Z][a-z]/.test(before) || before.includes('"')) return null;
  REST_OF_NAME.lastIndex = line.at;
  const found = REST_OF_NAME.exec(line.text);
  if (found === null || OPERATOR.test(found[0].slice(3)) || REST_OF_NAME.lastIndex > line.end) return null;
  const slash = line.at + found[0].length - 1;
  const stroke = strokeAt(line.text, slash, line.end);
  if (stroke === null) return null;
  const name = unquoted(line.text.slice(start, slash));
  const span = { start, end: stroke.end };
  tellOperator(line, name, span);
  line.dropTerm();
  return put(line, name, span, stroke, false, false);
}

function tellOperator(line: LineScan, name: string, span: Span): void {
  line.problems.warning(
    "heading-with-operator",
    span,
    `"${name}" was read as one heading, though Ovid takes the word in it for an operator. Put the heading in quotation marks: "${name}"/.`,
  );
}

function put(
  line: LineScan,
  name: string,
  span: Span,
  stroke: Stroke,
  explode: boolean,
  major: boolean,
): number {
  let { end } = stroke;
  let exploded = explode;
  if (stroke.unknown !== null) {
    line.problems.error(
      "subheading-unknown",
      { start: end - stroke.unknown.length, end },
      `No subheading of MeSH is written "${stroke.unknown}". Write one of its two-letter codes, or none.`,
    );
  }
  EXPLODED_BEHIND.lastIndex = end;
  const behind = EXPLODED_BEHIND.exec(line.text);
  if (!explode && behind !== null && EXPLODED_BEHIND.lastIndex <= line.end) {
    exploded = true;
    end += behind[0].length;
    line.problems.warning(
      "exp-after-heading",
      { start: span.start, end },
      `"exp" stands after the heading and was read as if before it. Write exp ${name}/.`,
    );
  }
  const heading: Heading = {
    kind: "heading",
    vocabulary: "mesh",
    name,
    explode: exploded,
    major,
    subheadings: stroke.subheadings,
    span: { start: span.start, end },
  };
  line.operand(heading);
  return end;
}

function unquoted(typed: string): string {
  return typed.replace(/"/g, " ").trim().replace(/\s+/g, " ");
}
