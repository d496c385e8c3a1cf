import type { Expression, Span } from "../strategy.ts";
import { readDates } from "./dates.ts";
import { type FieldForm, headingOf } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { lineReference } from "./line-reference.ts";
import { ovidFields } from "./ovid-fields.ts";
import { hasProximity, pubmedTag } from "./pubmed-tags.ts";
import { readWords } from "./words.ts";

const wildcards = { "*": "any" } as const;
const words = { wildcards, countedTruncation: false };

/** PubMed reads strictly from left to right. */
export const pubmed: Grammar = {
  ...words,
  syntax: "pubmed",
  name: "PubMed",
  precedence: { or: 1, and: 1, not: 1, near: 1 },
  proximity: [],
  quotes: '"',
  capitalOperators: true,
  neighbours: "all",
  taggedNeighbours: "phrase",
  joinsQuoted: false,
  breaks: "[?$.",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    const sign = line.text[line.at];
    if (sign === "[") return tag(line);
    if (sign === ".") return fieldOfOvid(line);
    if (sign === "#") return wordStart ? lineReference(line) : null;
    if ((sign === "?" || sign === "$") && !wordStart) return unsupported(line);
    if (wordStart && (sign === '"' || (sign! >= "0" && sign! <= "9"))) return dateRange(line);
    return null;
  },
};

/** `.ti,ab.` behind a term. */
function fieldOfOvid(line: LineScan): number | null {
  if (!line.afterOperand) return null;
  const found = ovidFields(line.text, line.at, line.end, false);
  if (found === null || found.form === null || line.text[found.end - 1] !== ".") return null;
  const span = { start: line.at, end: found.end };
  line.problems.error(
    "field-unsupported",
    span,
    "Fields between dots are Ovid's, and text to PubMed; it was read as the field that it is there. Write it as [tiab] or the like.",
  );
  line.suffix(found.form, span);
  return span.end;
}

/** PubMed has one wildcard: the others of other databases are letters to it. */
function unsupported(line: LineScan): null {
  const next = line.text[line.at + 1] ?? " ";
  if (line.text[line.at] === "$" || /[\p{L}\s[)]/u.test(next)) {
    line.problems.warning(
      "wildcard-unsupported",
      { start: line.at, end: line.at + 1 },
      `PubMed has no wildcard "${line.text[line.at]}" and takes it for a letter. Write out the forms, or use * after at least four letters.`,
    );
  }
  return null;
}

function tag(line: LineScan): number | null {
  const close = line.text.indexOf("]", line.at);
  const ends = close >= 0 && close < line.end;
  const span: Span = { start: line.at, end: ends ? close + 1 : line.end };
  if (!ends) {
    line.problems.error(
      "unbalanced-brackets",
      span,
      "This square bracket is never closed. Close it after the field, as in [tiab].",
    );
    return null;
  }
  const written = line.text.slice(line.at + 1, close);
  const found = pubmedTag(written);
  if (found === null) {
    line.problems.error(
      "field-unsupported",
      span,
      `PubMed has no field [${written.trim()}]; the term was read without a field. Use one that it has, such as [tiab], [ti], [tw] or [mh].`,
    );
    line.closeTerm(null, line.hasTerm ? span : null);
    return span.end;
  }
  if (!line.hasTerm && line.afterOperand) {
    line.problems.error(
      "nested-query-with-field",
      span,
      "PubMed does not take a field after a bracket; it was put on every term inside that has none. Put it after each term.",
    );
  }
  if (found.proximity !== undefined) proximity(line, span, written, found.proximity, found.form);
  else if (found.form.kind === "heading" && exploded(line, span, found.form)) return span.end;
  else line.suffix(found.form, span);
  return span.end;
}

const EXP = /^exp(?:lode)?\s+/i;

/** `exp Child [mesh]`: Ovid's `exp` before what PubMed explodes anyway. */
function exploded(line: LineScan, tagSpan: Span, form: Extract<FieldForm, { kind: "heading" }>): boolean {
  const typed = line.text.slice(line.termStart, tagSpan.start);
  const found = line.hasTerm ? EXP.exec(typed) : null;
  if (found === null) return false;
  const start = line.termStart;
  line.problems.warning(
    "exp-in-pubmed",
    { start, end: start + found[0].trimEnd().length },
    'PubMed takes "exp" for a part of the heading; it was left out, for [mesh] explodes anyway. Take it away.',
  );
  const name = typed.slice(found[0].length).replace(/"/g, " ").trim();
  line.dropTerm();
  line.operand(headingOf(name, form, { start, end: tagSpan.end }), { field: tagSpan });
  return true;
}

function proximity(line: LineScan, tagSpan: Span, written: string, distance: string, form: FieldForm): void {
  const start = line.termStart;
  const typed = line.text.slice(start, tagSpan.start).trim();
  const invalid = (span: Span, message: string) => {
    line.problems.error("invalid-proximity-use", span, message);
    line.suffix(form, tagSpan);
  };
  if (!line.hasTerm) {
    invalid(tagSpan, 'PubMed takes a distance after words in quotation marks only: "a b"[tiab:~2].');
    return;
  }
  const quoted = typed.length > 1 && typed.startsWith('"') && typed.indexOf('"', 1) === typed.length - 1;
  if (!/^\d{1,4}$/.test(distance)) {
    invalid(
      tagSpan,
      `PubMed takes a whole number as distance, not ${distance}; it was left out. Write it as in [tiab:~2].`,
    );
    return;
  }
  if (!hasProximity(written)) {
    invalid(
      tagSpan,
      "PubMed has distances in [ti], [ab] and [tiab] only; it was left out. Use one of these fields.",
    );
    return;
  }
  const inside = quoted ? typed.slice(1, -1) : typed.replace(/"/g, " ");
  const blank = readWords(inside, words);
  const parts = blank.length > 1 ? blank : readWords(inside.replace(/-/g, " "), words);
  const span = { start, end: tagSpan.end };
  const typedSpan = { start, end: start + typed.length };
  if (parts.length < 2) {
    invalid(
      typedSpan,
      "A distance needs two words or more; it was left out. Put the words into the quotation marks.",
    );
    return;
  }
  if (!quoted) {
    line.problems.error(
      "invalid-proximity-use",
      typedSpan,
      'PubMed takes a distance after words in quotation marks only. Put them in quotation marks: "a b"[tiab:~2].',
    );
  }
  if (inside.includes("*")) {
    line.problems.warning(
      "truncation-in-proximity",
      typedSpan,
      "PubMed does not say that it truncates words inside a distance. Write out the forms, each with its own distance.",
    );
  }
  const fields = form.kind === "fields" ? form.fields : [];
  line.dropTerm();
  const operands = parts.map(
    (word): Expression => ({ kind: "text", words: [word], reading: "phrase", quoted: false, fields }),
  );
  const near: Expression = { kind: "near", between: Number(distance), ordered: false, operands, span };
  line.operand(near, { field: tagSpan });
}

const DATE = String.raw`\d{4}(?:\/\d{1,2}(?:\/\d{1,2})?)?`;
const RANGE = new RegExp(
  String.raw`("?${DATE}"?)\s{0,9}(?:\[([^\]\n]{1,40})\])?\s{0,9}:\s{0,9}("?${DATE}"?)\s{0,9}\[([^\]\n]{1,40})\]`,
  "y",
);

/** `2010:2020[dp]`, `("2014/01/01"[edat] : "3000"[edat])`. */
function dateRange(line: LineScan): number | null {
  RANGE.lastIndex = line.at;
  const found = RANGE.exec(line.text);
  if (found === null || line.at + found[0].length > line.end) return null;
  const [all, from, , to, written] = found;
  const form = pubmedTag(written!)?.form;
  const dates = readDates(`${from}:${to}`);
  if (form?.kind !== "date" || dates === null) return null;
  const span = { start: line.at, end: line.at + all.length };
  line.operand({ kind: "date", field: form.field, ...dates, span });
  return span.end;
}
