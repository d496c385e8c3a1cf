import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { limitAsOperand } from "./limits.ts";
import { lineList, lineReference } from "./line-reference.ts";
import { ovidDate, ovidFields } from "./ovid-fields.ts";
import { headingAhead, headingBehind, operatorInHeading } from "./ovid-headings.ts";
import { ovidLine } from "./ovid-lines.ts";
import { pubmedTag } from "./pubmed-tags.ts";

/** Ovid, for MEDLINE, Embase and PsycInfo alike. */
export const ovid: Grammar = {
  syntax: "ovid",
  name: "Ovid",
  wildcards: { "*": "any", $: "any", ":": "any", "#": "one", "?": "zero-or-one" },
  countedTruncation: true,
  precedence: { near: 3, and: 2, not: 2, or: 1 },
  proximity: [
    { pattern: /^adj(\d+)$/i, ordered: false, offset: -1, largest: 98 },
    { pattern: /^adj$/i, ordered: true, offset: -1, bare: 0 },
  ],
  quotes: '"',
  capitalOperators: false,
  neighbours: "phrase",
  taggedNeighbours: "phrase",
  joinsQuoted: true,
  breaks: "./[",
  missingOperator: "refused",
  countsLines: true,
  lineByLine: true,
  commentsInBrackets: true,
  wholeLine: ovidLine,
  peculiar: (line, wordStart) => ovidPeculiar(line, wordStart),
};

/** `strict`: whether a missing last dot is told. */
export function ovidPeculiar(line: LineScan, wordStart: boolean, strict = true): number | null {
  switch (line.text[line.at]) {
    case "[":
      return bracketComment(line);
    case ".":
      return fields(line, strict);
    case "/":
      return line.hasTerm ? headingBehind(line) : null;
    case "#":
      return wordStart && !line.hasTerm ? lineReference(line) : null;
  }
  if (!wordStart) return null;
  if (line.afterOperand && /use/i.test(line.text.slice(line.at, line.at + 3))) {
    const segment = databaseSegment(line);
    if (segment !== null) return segment;
  }
  return (line.afterOperand ? null : lineList(line)) ?? headingAhead(line) ?? operatorInHeading(line);
}

const SEGMENT = /use\s{1,3}[a-z]{4,8}\d{0,2}(?=\s*(?:$|[)\n[]))/iy;

/** `3 use medall`: of several databases searched at once, this one. */
function databaseSegment(line: LineScan): number | null {
  SEGMENT.lastIndex = line.at;
  const found = SEGMENT.exec(line.text.slice(0, line.end));
  if (found === null || (line.hasTerm && !/^\d+\s*$/.test(line.text.slice(line.termStart, line.at))))
    return null;
  const span = { start: line.at, end: line.at + found[0].length };
  const limit = { kind: "other" as const, text: found[0] };
  line.operator({ kind: "and", between: 0, ordered: false, span: { start: span.start, end: span.start } });
  line.operand({ ...limitAsOperand(limit), span }, { limit });
  return span.end;
}

/** `[Triage tool keywords]`, `.mp. [mp=title, abstract]`: not searched. */
export function bracketComment(line: LineScan): number {
  const close = line.text.indexOf("]", line.at);
  const ends = close >= 0 && close < line.end;
  const span = { start: line.at, end: ends ? close + 1 : line.end };
  const tag =
    ends && line.hasTerm && close - line.at < 40 ? pubmedTag(line.text.slice(line.at + 1, close)) : null;
  if (tag !== null && tag.proximity === undefined) {
    line.problems.error(
      "field-unsupported",
      span,
      "Fields in square brackets are PubMed's, and a comment to Ovid; it was read as the field that it is there. Write it as .ti,ab. or the like.",
    );
    line.suffix(tag.form, span);
    return span.end;
  }
  if (!ends) {
    line.problems.warning(
      "unbalanced-brackets",
      { start: line.at, end: line.at + 1 },
      "This square bracket is never closed; the rest of the line was read as a comment. Close it where the comment ends.",
    );
  }
  line.comment(line.text.slice(line.at + 1, ends ? close : line.end), span);
  return span.end;
}

const FREQUENCY = /\s{0,3}\/\s?freq\s?=\s?(\d{1,3})/iy;

/** `2000:2010.(sa_year).`: a range of dates. */
const DATE_CODE = /\.\(([a-z_]{2,10})\)\.?/iy;

function fields(line: LineScan, strict: boolean): number | null {
  if (!line.afterOperand) return null;
  DATE_CODE.lastIndex = line.at;
  const code = DATE_CODE.exec(line.text)?.[1];
  if (code !== undefined && DATE_CODE.lastIndex <= line.end) {
    const dated = ovidDate(code);
    if (dated === null) return null;
    const end = DATE_CODE.lastIndex;
    line.suffix(dated, { start: line.at, end });
    return end;
  }
  const before = line.text[line.at - 1] ?? " ";
  const sure = !line.hasTerm || /["\s]/.test(before);
  const found = ovidFields(line.text, line.at, line.end, sure);
  if (found === null) return null;
  const span = { start: line.at, end: found.end };
  if (found.unknown.length > 0) {
    const codes = found.unknown.map((code) => `.${code}.`).join(", ");
    line.problems.error(
      "field-unsupported",
      span,
      `Ovid has no field ${codes}; it was left out. Use one that it has, such as .ti,ab., .tw. or .mp.`,
    );
  }
  const { form } = found;
  if (form === null) {
    line.closeTerm(null, line.hasTerm ? span : null);
    return span.end;
  }
  if (strict && line.text[span.end - 1] !== "." && /[A-Za-z]/.test(line.text[span.end - 1]!)) {
    line.problems.warning(
      "missing-final-dot",
      span,
      `The field ${line.text.slice(span.start, span.end)} has no dot after it; it was read as if it had. Put the dot there.`,
    );
  }
  FREQUENCY.lastIndex = span.end;
  const frequency = FREQUENCY.exec(line.text);
  if (frequency !== null && form.kind === "fields" && FREQUENCY.lastIndex <= line.end) {
    const often: FieldForm = { ...form, frequency: Number(frequency[1]) };
    line.suffix(often, { start: span.start, end: span.end + frequency[0].length });
    return span.end + frequency[0].length;
  }
  line.suffix(form, span);
  return span.end;
}
