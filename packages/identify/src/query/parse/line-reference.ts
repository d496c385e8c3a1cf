import type { Expression, Span } from "../strategy.ts";
import { reference } from "./expression-machine.ts";
import type { LineScan } from "./grammar.ts";

const REFERENCE = /(?:#|[SL](?=\d))(\d{1,4})(?![\p{L}\p{N}])/iuy;

/** `#3`, `S3`, at the start of a word. */
export function lineReference(line: LineScan): number | null {
  REFERENCE.lastIndex = line.at;
  const found = REFERENCE.exec(line.text);
  if (found === null) return null;
  const span = { start: line.at, end: line.at + found[0].length };
  line.operand(reference(Number(found[1]), span));
  return span.end;
}

const LIST =
  /(or|and)(?:\s{0,9}\/\s{0,9}|\s{1,9})((?:\d{1,4}\s{0,3}-\s{0,3}\d{1,4}|\d{1,4})(?:\s{0,3},\s{0,3}\d{1,4}(?:\s{0,3}-\s{0,3}\d{1,4})?)*)/iy;

/** `or/1-4,7`, where a term may start; `OR 1-4` is taken too, for so it is often printed. */
export function lineList(line: LineScan): number | null {
  LIST.lastIndex = line.at;
  const found = LIST.exec(line.text);
  if (found === null) return null;
  const [all, operator, list] = found;
  const slash = all.slice(operator!.length).trimStart().startsWith("/");
  if (!slash && !/[-,]/.test(list!)) return null;
  const span = { start: line.at, end: line.at + all.length };
  if (span.end > line.end || /[\p{L}\p{N}]/u.test(line.text[span.end] ?? " ")) return null;
  if (!slash) {
    line.problems.warning(
      "line-list-without-slash",
      span,
      `The list of lines was read as ${operator}/${list}. Write it with the stroke.`,
    );
  }
  line.operand(listed(operator!.toLowerCase() === "or" ? "or" : "and", list!, line, span));
  return span.end;
}

/** `1-4,7` as references joined with the operator. Ranges that run backwards are told and read forwards. */
export function listed(kind: "and" | "or", list: string, line: LineScan, span: Span): Expression {
  const { lines, problems, text } = line;
  const operands: Expression[] = [];
  for (const part of list.split(",")) {
    const [first, last = first] = part.split("-").map((number) => Number(number.replace(/[^\d]/g, "")));
    if (last! < first!) {
      problems.error(
        "line-range-backwards",
        span,
        `The range ${part.trim()} runs backwards; it was read as ${last}-${first}. Write the smaller number first.`,
      );
    }
    const from = Math.min(first!, last!);
    // One number past the last line is enough to tell that it is missing.
    const to = Math.max(from, Math.min(Math.max(first!, last!), lines.largest + 1));
    lines.allowance.references -= to - from + 1;
    if (lines.allowance.references < 0) {
      problems.error(
        "too-many-references",
        span,
        "The lists of lines name more lines than can be kept; this one was kept as typed. Combine fewer lines at a time.",
      );
      return { kind: "verbatim", text: text.slice(span.start, span.end), span };
    }
    for (let number = from; number <= to; number += 1) operands.push(reference(number, span));
  }
  return operands.length === 1 ? operands[0]! : { kind, operands, span };
}
