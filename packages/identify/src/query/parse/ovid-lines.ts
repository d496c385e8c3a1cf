import type { Expression, Limit, Span } from "../strategy.ts";
import { reference } from "./expression-machine.ts";
import type { LineScan } from "./grammar.ts";
import { limitParts, readLimit, withoutBrackets } from "./limits.ts";

function isOvidOrder(head: string): boolean {
  return /^(?:remove\s+duplicates\s+from|from\s+\d+\s+keep|\.\.|use\s+\w+\s*(?:[[\n]|$))/i.test(head);
}

/** Whether a line that starts so is a limit or an order, not a search. */
export const isOvidLine = (head: string): boolean => isOvidOrder(head) || /^limit\s/i.test(head);

/** Lines that Ovid has beside searches: limits, and orders that no other database has. */
export function ovidLine(line: LineScan): Expression | null {
  const start = line.at;
  const head = line.text.slice(start, Math.min(line.end, start + 24));
  const isOrder = isOvidOrder(head);
  if (!isOvidLine(head)) return null;
  const end = behindComments(line);
  const span = { start, end };
  if (isOrder) return { kind: "verbatim", text: line.text.slice(start, end).trim(), span };
  const limited = limitLine(line, end);
  if (limited !== null) return limited;
  line.problems.error(
    "limit-unreadable",
    span,
    'This limit could not be read; it was kept as typed. Write it as "limit 5 to english language".',
  );
  return { kind: "verbatim", text: line.text.slice(start, end).trim(), span };
}

/** Takes the comments in square brackets off the end of a line, and gives where the rest of it ends. */
function behindComments(line: LineScan): number {
  const found: Span[] = [];
  let end = line.end;
  for (;;) {
    while (end > line.at && /\s/.test(line.text[end - 1]!)) end -= 1;
    if (line.text[end - 1] !== "]") break;
    const open = line.text.lastIndexOf("[", end - 1);
    if (open <= line.at || line.text.slice(open + 1, end - 1).includes("]")) break;
    found.unshift({ start: open, end });
    end = open;
  }
  for (const span of found) line.comment(line.text.slice(span.start + 1, span.end - 1), span);
  return end;
}

const TO = /\s+to\s+/gi;

function limitLine(line: LineScan, end: number): Expression | null {
  const start = line.at + "limit".length;
  TO.lastIndex = start;
  const found = TO.exec(line.text.slice(0, Math.min(end, start + 200)));
  if (found === null) return null;
  // A bare number is a line here, even one that is not there.
  const number = /^\s*#?(\d{1,4})\s*$/.exec(line.text.slice(start, found.index));
  const place = { start: start + 1, end: found.index };
  const of = number === null ? line.inner(start, found.index) : reference(Number(number[1]), place);
  const written = line.text.slice(found.index + found[0].length, end);
  if (written.split("(").length !== written.split(")").length) {
    line.problems.error(
      "unbalanced-parentheses",
      { start: found.index + found[0].length, end },
      "The brackets of this limit do not match. Close each that is open, and take away what closes none.",
    );
  }
  const limits = readLimits(written);
  if (of === null || limits.length === 0) return null;
  return { kind: "limit", of, limits, span: { start: line.at, end } };
}

/** Reads `english language and humans`, `(humans and clinical trial/all)`, `yr="2005 -Current"`. */
function readLimits(written: string): Limit[] {
  return limitParts(withoutBrackets(written.trim().replace(/\s+/g, " ")), "and").map(readLimit);
}
