import type { Span } from "../strategy.ts";
import type { SyntaxProblem } from "../syntax-problem.ts";

/** Gathers problems, and finds line and column of each. */
export interface ProblemList {
  readonly error: (code: string, span: Span, message: string) => void;
  readonly warning: (code: string, span: Span, message: string) => void;
  /** In the order of the text. */
  readonly all: () => readonly SyntaxProblem[];
}

export function problemList(text: string): ProblemList {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const found: SyntaxProblem[] = [];
  const add = (severity: SyntaxProblem["severity"], code: string, span: Span, message: string) => {
    const line = lineOf(starts, span.start);
    found.push({ code, message, severity, span, line: line + 1, column: span.start - starts[line]! + 1 });
  };
  return {
    error: (code, span, message) => add("error", code, span, message),
    warning: (code, span, message) => add("warning", code, span, message),
    all: () => found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
  };
}

/** The last line that starts at or before the offset, counted from 0. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
