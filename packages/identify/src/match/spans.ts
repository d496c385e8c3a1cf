import { ELEMENT_GAP } from "./plan.ts";

/** Where something stands in a record: positions from `start` to before `end`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Ways to place the operands that are tried for one window before it is given up; only operands that match the same words need more than one. */
const MAX_TRIES = 20_000;

const byStart = (a: TextSpan, b: TextSpan): number => a.start - b.start || a.end - b.end;

/** The spans of an operand that lie in [from, to). */
function within(spans: readonly TextSpan[], from: number, to: number): readonly TextSpan[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  const found: TextSpan[] = [];
  for (let i = low; i < spans.length && spans[i]!.start < to; i++)
    if (spans[i]!.end <= to) found.push(spans[i]!);
  return found;
}

/**
 * Where one span of each operand stands, none on another's words, with at most `between` other words among them in all. Given are the
 * spans of each operand, sorted; the answers are sorted too. Of the ways that begin at one place only the shortest is given, except for
 * two operands, where all are: a chain of distances asks for them.
 */
export function nearSpans(
  operands: readonly (readonly TextSpan[])[],
  between: number,
  ordered: boolean,
): readonly TextSpan[] {
  if (operands.some((spans) => spans.length === 0)) return [];
  const found: TextSpan[] = [];
  if (operands.length === 1) return operands[0]!;
  if (operands.length === 2) {
    const [first = [], second = []] = operands;
    pairs(first, second, between, found);
    if (!ordered) pairs(second, first, between, found);
    return distinct(found);
  }
  const longest = operands.map((spans) =>
    spans.reduce((most, { start, end }) => Math.max(most, end - start), 0),
  );
  const reach = between + longest.reduce((sum, length) => sum + length, 0);
  const starters = ordered ? [0] : operands.map((_, index) => index);
  for (const starter of starters)
    for (const first of operands[starter]!) {
      const candidates = operands.map((spans, index) =>
        index === starter ? [first] : within(spans, first.start, first.start + reach),
      );
      const placed = candidates.some((spans) => spans.length === 0)
        ? undefined
        : place(candidates, starter, between, ordered);
      if (placed !== undefined) found.push(placed);
    }
  return distinct(found);
}

function pairs(
  before: readonly TextSpan[],
  after: readonly TextSpan[],
  between: number,
  found: TextSpan[],
): void {
  for (const first of before)
    for (const second of within(after, first.end, first.end + between + ELEMENT_GAP)) {
      if (second.start - first.end > between) break;
      found.push({ start: first.start, end: second.end });
    }
}

function distinct(spans: readonly TextSpan[]): readonly TextSpan[] {
  if (spans.length < 2) return spans;
  const sorted = [...spans].sort(byStart);
  return sorted.filter((span, i) => i === 0 || byStart(sorted[i - 1]!, span) !== 0);
}

/** The shortest way to place the operands that begins with the one span of the starter. */
function place(
  candidates: readonly (readonly TextSpan[])[],
  starter: number,
  between: number,
  ordered: boolean,
): TextSpan | undefined {
  // Those with the fewest places first, so that a dead end is met early; in order they have to follow each other.
  const order = candidates.map((_, index) => index);
  if (!ordered)
    order.sort((a, b) =>
      a === starter ? -1 : b === starter ? 1 : candidates[a]!.length - candidates[b]!.length,
    );
  const chosen: TextSpan[] = [];
  let best: TextSpan | undefined;
  let tries = 0;
  const step = (index: number, end: number, words: number): void => {
    const start = chosen[0]?.start ?? 0;
    if (chosen.length > 0 && end - start - words > between + pending(index)) return;
    if (index === order.length) {
      if (end - start - words <= between && (best === undefined || end < best.end)) best = { start, end };
      return;
    }
    for (const span of candidates[order[index]!]!) {
      tries += 1;
      if (tries > MAX_TRIES) return;
      if (ordered && chosen.length > 0 && span.start < end) continue;
      if (chosen.some((other) => span.start < other.end && other.start < span.end)) continue;
      chosen.push(span);
      step(index + 1, Math.max(end, span.end), words + (span.end - span.start));
      chosen.pop();
    }
  };
  /** Words of the window that the operands not yet placed can still cover. */
  const pending = (index: number): number =>
    order
      .slice(index)
      .reduce(
        (sum, operand) =>
          sum + candidates[operand]!.reduce((most, { start, end }) => Math.max(most, end - start), 0),
        0,
      );
  step(0, 0, 0);
  return best;
}
