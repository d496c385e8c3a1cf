import type { Expression, Strategy, StrategyLine, Syntax } from "../strategy.ts";
import type { SyntaxProblem } from "../syntax-problem.ts";
import { clinicaltrials } from "./clinicaltrials.ts";
import { cochrane } from "./cochrane.ts";
import { ebsco } from "./ebsco.ts";
import { embase } from "./embase.ts";
import { DEEPEST } from "./expression-machine.ts";
import type { Grammar, LineNumbers } from "./grammar.ts";
import { historyNotes } from "./history-notes.ts";
import { checkReferences } from "./line-checks.ts";
import { ovid } from "./ovid.ts";
import { plain } from "./plain.ts";
import { type ProblemList, problemList } from "./problem-list.ts";
import { pubmed } from "./pubmed.ts";
import { type Reading, scanLine } from "./scan-line.ts";
import { scopus } from "./scopus.ts";
import { isCombination, type LineOfText, splitLines } from "./split-lines.ts";
import { straighten } from "./straighten.ts";
import type { StrategyToken } from "./token.ts";
import { wos } from "./wos.ts";

export interface ParsedStrategy {
  /** As it was given: spans are places in it. */
  readonly text: string;
  /** What could be read; what could not is in it as typed. */
  readonly strategy: Strategy;
  /** In the order of the text. */
  readonly problems: readonly SyntaxProblem[];
  /** Operators, brackets, terms and fields with their places, in the order in which they were read. */
  readonly tokens: readonly StrategyToken[];
}

const grammars: Readonly<Record<Syntax, Grammar>> = {
  pubmed,
  ovid,
  embase,
  cochrane,
  ebsco,
  wos,
  scopus,
  clinicaltrials,
  plain,
};

/**
 * Reads a search strategy of one line or many. Never throws: what the database would refuse is told with its place and a remedy, and
 * read as it was most likely meant; what cannot be read stays in the tree word for word.
 */
export function parseStrategy(text: string, syntax: Syntax): ParsedStrategy {
  const grammar = grammars[syntax];
  const problems = problemList(text);
  const tokens: StrategyToken[] = [];
  const reading: Reading = { text: straighten(text, problems), grammar, problems, tokens };
  const cut = splitLines(reading.text, grammar);
  const lines = readLines(reading, cut);
  checkReferences(lines, problems);
  return { text, strategy: { syntax, lines }, problems: problems.all(), tokens };
}

/** Ten times what the longest published strategies hold. */
const MOST_REFERENCES = 50_000;

function readLines(reading: Reading, cut: readonly LineOfText[]): StrategyLine[] {
  if (cut.length === 0) {
    reading.problems.error(
      "empty-strategy",
      { start: 0, end: 0 },
      "Nothing is to be searched. Write a strategy of one line or more.",
    );
    return [{ number: 1, numbered: false, expression: null, comments: [], span: { start: 0, end: 0 } }];
  }
  const earlier = new Set<number>();
  const largest = cut.reduce((most, { number }) => Math.max(most, number), 0);
  const allowance = { references: MOST_REFERENCES };
  const printed = cut.some(({ numbered }) => numbered);
  return cut.map((line) => {
    const read = readLine(reading, line, {
      own: line.number,
      isEarlier: (number) => earlier.has(number),
      printed,
      count: cut.length,
      largest,
      allowance,
      combines: isCombination(reading.text.slice(line.start, line.span.end)),
    });
    earlier.add(line.number);
    return read;
  });
}

function readLine(reading: Reading, line: LineOfText, numbers: LineNumbers): StrategyLine {
  const { text, problems, tokens } = reading;
  const comments = line.titles.map(({ start, end }) => text.slice(start, end).trim());
  for (const span of line.titles) {
    tokens.push({ kind: "comment", span, depth: 0 });
    if (/^(?:(?:and|or|not)\s|#\s?\d)/i.test(text.slice(span.start, span.end))) {
      problems.warning(
        "title-like-search",
        span,
        "This line starts as a search does and stands where a title does; it was read as a title. Put it behind the line that it goes on from, or number it.",
      );
    }
  }
  if (line.outOfOrder) {
    problems.warning(
      "line-number-order",
      { start: line.span.start, end: line.start },
      `Line ${line.number} does not come after the number of the line before it. Number the lines anew, or take out what was pasted twice.`,
    );
  }
  const { start, end, notes } = frame(reading, line, numbers);
  comments.push(...notes);
  const { expression, trailing, refused, comments: found } = scanLine(reading, start, end, numbers);
  const whole = { start: line.span.start, end: line.span.end };
  if (line.numbered && text.slice(line.start, line.span.end).trim() === "") {
    problems.warning(
      "empty-line",
      whole,
      `Line ${line.number} holds no search. Write one behind its number, or take the number away.`,
    );
  }
  return {
    number: line.number,
    numbered: line.numbered,
    expression: refused ? refusal(text, start, end, problems) : expression,
    ...(trailing !== null && !refused && trailing.kind !== "near" && { trailingOperator: trailing.kind }),
    comments: [...comments, ...found].map((comment) => inOneLine(comment, reading.grammar)),
    span: whole,
  };
}

/** Where comments stand in square brackets, such brackets inside them are made round. */
function inOneLine(comment: string, { commentsInBrackets }: Grammar): string {
  const line = comment.replace(/\s*\n\s*/g, " ");
  return commentsInBrackets ? line.replaceAll("[", "(").replaceAll("]", ")") : line;
}

/** What stands around the search proper: the name of a database before it, quotation marks around all of it, a number of hits after it. */
function frame(reading: Reading, line: LineOfText, { printed }: LineNumbers) {
  const { text, problems, tokens } = reading;
  let { start } = line;
  let { end } = line.span;
  const notes: string[] = [];
  const platform = PLATFORM.exec(text.slice(start, Math.min(end, start + 60)));
  if (platform !== null && line.titles.length === 0) {
    const span = { start, end: start + platform[0].trimEnd().length };
    problems.warning(
      "unsupported-prefix-platform-identifier",
      span,
      "The name of a database stands before the search; it was read as a comment. Take it away before you paste the search.",
    );
    notes.push(platform[0].trim());
    tokens.push({ kind: "comment", span, depth: 0 });
    start += platform[0].length;
  }
  const inside = wholeInQuotes(text, start, end);
  if (inside !== null) {
    problems.warning(
      "query-in-quotes",
      { start, end },
      "The whole search is in quotation marks and would be searched as one phrase; it was read without them. Take them away.",
    );
    ({ start, end } = inside);
  }
  const history = historyNotes(text, start, end, printed, problems);
  for (const span of history.notes) {
    notes.push(text.slice(span.start, span.end).trim());
    tokens.push({ kind: "comment", span, depth: 0 });
  }
  return { start, end: history.end, notes };
}

const PLATFORM =
  /^\s*(?:pubmed|ovid|medline|embase|cochrane(?: library)?|central|ebsco(?:host)?|cinahl|psycinfo|web of science|wos|scopus|clinicaltrials\.gov)(?:[ \w-]{0,40})?:\s+(?=\S)/i;

/** What the quotation marks hold that stand around a whole search. */
export function wholeInQuotes(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | null {
  if (text[start] !== '"' || text[end - 1] !== '"' || end - start < 5) return null;
  const next = text.indexOf('"', start + 1);
  if (next !== end - 1) return null;
  return /\[[a-z/: ]{2,30}\]|\s(?:AND|OR|NOT)\s\(/i.test(text.slice(start, end))
    ? { start: start + 1, end: end - 1 }
    : null;
}

function refusal(text: string, start: number, end: number, problems: ProblemList): Expression {
  const span = { start, end };
  problems.error(
    "nested-too-deeply",
    span,
    `The search is nested deeper than ${DEEPEST} levels; it was kept as typed. Cut it into numbered lines and combine these.`,
  );
  return { kind: "verbatim", text: text.slice(start, end), span };
}
