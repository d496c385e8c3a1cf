import type { Expression, Limit } from "../strategy.ts";
import { readDates } from "./dates.ts";
import { reference } from "./expression-machine.ts";
import type { LineScan } from "./grammar.ts";

/** Lines that Ovid has beside searches: limits, and orders that no other database has. */
export function ovidLine(line: LineScan): Expression | null {
  const start = line.at;
  const head = line.text.slice(start, Math.min(line.end, start + 24)).toLowerCase();
  const span = { start, end: line.end };
  if (/^(?:remove\s+duplicates\s+from|from\s+\d+\s+keep|\.\.|use\s+\w+\b)/.test(head)) {
    return { kind: "verbatim", text: line.text.slice(start, line.end).trim(), span };
  }
  if (!/^limit\s/.test(head)) return null;
  const limited = limitLine(line);
  if (limited !== null) return limited;
  line.problems.error(
    "limit-unreadable",
    span,
    'This limit could not be read; it was kept as typed. Write it as "limit 5 to english language".',
  );
  return { kind: "verbatim", text: line.text.slice(start, line.end).trim(), span };
}

const TO = /\s+to\s+/gi;

function limitLine(line: LineScan): Expression | null {
  const start = line.at + "limit".length;
  TO.lastIndex = start;
  const found = TO.exec(line.text.slice(0, Math.min(line.end, start + 200)));
  if (found === null) return null;
  // A bare number is a line here, even one that is not there.
  const number = /^\s*#?(\d{1,4})\s*$/.exec(line.text.slice(start, found.index));
  const place = { start: start + 1, end: found.index };
  const of = number === null ? line.inner(start, found.index) : reference(Number(number[1]), place);
  const limits = readLimits(line.text.slice(found.index + found[0].length, line.end));
  if (of === null || limits.length === 0) return null;
  return { kind: "limit", of, limits, span: { start: line.at, end: line.end } };
}

/** Reads `english language and humans`, `(humans and clinical trial/all)`, `yr="2005 -Current"`. */
export function readLimits(written: string): Limit[] {
  return parts(withoutBrackets(written.trim()), "and").map(limit);
}

const DATES = {
  yr: "published",
  dp: "published",
  ep: "published-electronic",
  ed: "entered",
  em: "entered",
  dd: "entered",
  dt: "created",
  da: "created",
  dc: "created",
  rd: "revised",
  up: "revised",
} as const;

const LANGUAGES =
  /^(?:english|french|german|spanish|italian|portuguese|dutch|danish|swedish|norwegian|finnish|polish|russian|chinese|japanese|korean|turkish|hebrew|arabic|greek|czech|hungarian|persian)$/i;
const TYPES =
  /\b(?:trials?|reviews?|review articles|meta[ -]?analys[ie]s|case reports?|comment|editorial|letter|news|guidelines?|practice guideline|journal article|conference (?:abstract|paper|review|proceeding)|comparative study|observational study|evaluation studies|multicenter study)\b/i;

function limit(written: string): Limit {
  const text = written.trim().replace(/\s+/g, " ");
  const dated = /^([a-z]{2})\s*=\s*(.*)$/i.exec(text);
  const field = dated === null ? undefined : DATES[dated[1]!.toLowerCase() as keyof typeof DATES];
  if (dated !== null && field !== undefined) {
    const dates = readDates(dated[2]!);
    if (dates !== null) return { kind: "date", field, ...dates };
  }
  if (/^humans?$/i.test(text)) return { kind: "humans" };
  if (/^animals?$/i.test(text)) return { kind: "animals" };
  if (/^abstracts?$/i.test(text)) return { kind: "abstract" };
  if (/^full[ -]text$/i.test(text)) return { kind: "full-text" };
  const several = parts(withoutBrackets(text), "or").map((each) =>
    each
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
  const languages = several.map((each) => each.replace(/\s+language$/i, ""));
  if (several.every((each, at) => LANGUAGES.test(languages[at]!) || /\slanguage$/i.test(each))) {
    return { kind: "language", languages: languages.map((each) => each.toLowerCase()) };
  }
  if (several.every((each) => TYPES.test(each))) return { kind: "publication-type", types: several };
  return { kind: "other", text };
}

/** Parts between an operator that stands in no bracket and no quotation. */
function parts(text: string, operator: "and" | "or"): string[] {
  const found: string[] = [];
  const word = new RegExp(`\\s${operator}\\s`, "iy");
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "(") depth += 1;
    else if (!quoted && sign === ")") depth -= 1;
    else if (!quoted && depth === 0 && sign === " ") {
      word.lastIndex = at;
      if (!word.test(text)) continue;
      found.push(text.slice(start, at));
      start = at + operator.length + 2;
    }
  }
  return [...found, text.slice(start)].filter((part) => part.trim() !== "");
}

/** Takes the outer brackets away where they hold everything. */
function withoutBrackets(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return text;
  }
  return text.slice(1, -1).trim();
}
