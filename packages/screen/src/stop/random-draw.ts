import { type Random, randomGenerator } from "@coppice/numeric";
import { countProblems, type Refused, refused } from "./stopping-problem.ts";

export type RandomDraw = { readonly ok: true; readonly drawn: readonly string[] } | Refused;

/**
 * Draws records at random without replacement, in the order drawn (Fisher & Yates). The same ids in the same order and the same seed give
 * the same draw, and a larger draw begins with the smaller one, so that a sample can be enlarged in order.
 */
export function randomDraw(ids: readonly string[], size: number, seed: number): RandomDraw {
  const problems = countProblems({ "records to draw": size });
  if (problems.length > 0) return refused(problems);
  if (size > ids.length) {
    const message = `${size} records cannot be drawn of ${ids.length}; ask for fewer, or label all that are left.`;
    return refused([{ code: "sample-too-large", message }]);
  }
  return { ok: true, drawn: drawnFrom(ids, size, randomGenerator(seed)) };
}

/** The first `size` of a random order of the items. */
export function drawnFrom<T>(items: readonly T[], size: number, random: Random): readonly T[] {
  const left = [...items];
  for (let at = 0; at < size; at++) {
    const from = at + random.integer(left.length - at);
    [left[at], left[from]] = [left[from]!, left[at]!];
  }
  return left.slice(0, size);
}
