import type { Clustering, JudgedPair } from "./cluster.ts";
import type { ReviewPair } from "./duplicate-cluster.ts";
import { DOUBT } from "./weights.ts";

/** Whether a person could well say that the two are one publication. */
const isDoubt = ({ verdict }: JudgedPair): boolean => verdict.kind === "doubt" && verdict.score >= DOUBT;

/**
 * The pairs that a person should look at, best first, one for each two clusters, and no pair that a person has decided. Cut off at
 * `most`: a queue that nobody works through protects nobody.
 */
export function reviewQueue(
  ids: readonly string[],
  pairs: readonly JudgedPair[],
  { sets, blocked }: Clustering,
  most: number,
): readonly ReviewPair[] {
  const sorted = [...pairs.filter(isDoubt), ...blocked.filter(isDoubt)].sort(
    (x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b,
  );
  const seen = new Set<string>();
  const queue: ReviewPair[] = [];
  for (const { a, b, verdict } of sorted) {
    if (queue.length >= most) break;
    const [x, y] = [sets.find(a), sets.find(b)].sort((one, other) => one - other);
    const pair = `${x} ${y}`;
    if (x === y || sets.forbidden(a, b) || seen.has(pair)) continue;
    seen.add(pair);
    const found = { a: ids[a]!, b: ids[b]!, score: verdict.score, fields: verdict.fields };
    queue.push(verdict.refusal === undefined ? found : { ...found, refusal: verdict.refusal });
  }
  return queue;
}
