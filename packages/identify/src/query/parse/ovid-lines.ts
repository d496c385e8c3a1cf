import type { Expression, Limit } from "../strategy.ts";
import { reference } from "./expression-machine.ts";
import type { LineScan } from "./grammar.ts";
import { limitParts, readLimit, withoutBrackets } from "./limits.ts";

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
function readLimits(written: string): Limit[] {
  return limitParts(withoutBrackets(written.trim().replace(/\s+/g, " ")), "and").map(readLimit);
}
