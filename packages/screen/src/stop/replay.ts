import { type Random, randomGenerator } from "@coppice/numeric";
import { firstRankedStop } from "./first-ranked-stop.ts";
import { firstSequenceStop } from "./first-sequence-stop.ts";
import { fewestForQuantile, quantileIndex } from "./quantile-bound.ts";
import { drawnFrom } from "./random-draw.ts";
import { missedProbability } from "./random-sample.ts";
import { reachesTarget, relevantIfMissed } from "./relevant-if-missed.ts";
import { sampleSize } from "./sample-size.ts";
import type { StoppingAim } from "./stopping-aim.ts";

/** A rule as a whole procedure, from the first record to the stop. */
export type StoppingRule =
  | { readonly kind: "ranked-windows" }
  /** Stop after so many irrelevant in a row. */
  | { readonly kind: "irrelevant-run"; readonly length: number }
  /** Phases 1 and 2 of SAFE, with the paper's numbers. */
  | { readonly kind: "safe" }
  /**
   * After so many irrelevant in a row, a random sample of what is left, large enough for no find in it; where it fails, the ranking goes on
   * to the next run, up to the planned number of samples, and then to the end.
   */
  | { readonly kind: "random-sample"; readonly after: number; readonly looks: number }
  /** From some moment on the rest in random order, until the confidence sequence allows to stop. */
  | { readonly kind: "random-sequence"; readonly after: DrawMoment }
  /** A random sample beforehand, up to the fewest relevant records that the aim needs. */
  | { readonly kind: "quantile-bound" };

/** When the ranking is left for a random order: after so many irrelevant in a row, or when the ranked windows are so confident. */
export type DrawMoment =
  | { readonly kind: "irrelevant-run"; readonly length: number }
  | { readonly kind: "ranked-windows"; readonly confidence: number };

/** A ranked order to its very end, labels known. */
export interface KnownOrder {
  readonly total: number;
  /** Positions of the relevant records, from 0, ascending. */
  readonly relevantAt: readonly number[];
}

export interface Replayed {
  /** Records screened when the rule stopped, those of samples included; all of them where it never did. */
  readonly screened: number;
  /** Relevant records found by then. */
  readonly found: number;
  readonly recall: number;
  /** Whether the target was reached. */
  readonly held: boolean;
}

/**
 * What would have happened had the rule been followed, looking after every record. `seed` is that of the random draws. The order is not
 * changed by what a sample finds: in a real review the ranking would learn from it.
 */
export function replayRule(order: KnownOrder, rule: StoppingRule, aim: StoppingAim, seed: number): Replayed {
  const seen = seenAtStop(order, rule, aim, randomGenerator(seed));
  let found = 0;
  for (const at of order.relevantAt) if (seen.has(at)) found += 1;
  const relevant = order.relevantAt.length;
  return {
    screened: seen.size,
    found,
    recall: relevant === 0 ? 1 : found / relevant,
    held: reachesTarget(found, relevant, aim.target),
  };
}

const upTo = (end: number): readonly number[] => Array.from({ length: end }, (_, at) => at);

/** Positions that were looked at when the rule stopped. */
function seenAtStop(
  order: KnownOrder,
  rule: StoppingRule,
  aim: StoppingAim,
  random: Random,
): ReadonlySet<number> {
  const { total, relevantAt } = order;
  const relevant = new Set(relevantAt);
  switch (rule.kind) {
    case "ranked-windows":
      return new Set(upTo(firstRankedStop(relevantAt, total, aim)));
    case "irrelevant-run":
      return new Set(upTo(runEnd(upTo(total), relevant, rule.length)));
    case "safe":
      return safeStop(order, relevant, random);
    case "random-sample":
      return sampleStop(order, relevant, rule, aim, random);
    case "random-sequence": {
      const { after } = rule;
      const before =
        after.kind === "irrelevant-run"
          ? runEnd(upTo(total), relevant, after.length)
          : firstRankedStop(relevantAt, total, { ...aim, confidence: after.confidence });
      const rest = upTo(total).slice(before);
      const drawn = drawnFrom(rest, rest.length, random);
      const labels = drawn.map((at) => relevant.has(at));
      const relevantBefore = relevantAt.filter((at) => at < before).length;
      const stop = firstSequenceStop({ left: rest.length, relevantBefore, labels }, aim);
      return new Set([...upTo(before), ...drawn.slice(0, stop)]);
    }
    case "quantile-bound":
      return quantileStop(order, relevant, aim, random);
  }
}

/** How many of the queue are screened when so many in a row were irrelevant, after the first relevant one; all where that never happens. */
function runEnd(queue: readonly number[], relevant: ReadonlySet<number>, length: number, found = 0): number {
  let run = 0;
  let anyFound = found > 0;
  for (const [i, at] of queue.entries()) {
    if (relevant.has(at)) {
      run = 0;
      anyFound = true;
    } else run += 1;
    if (anyFound && run >= length) return i + 1;
  }
  return queue.length;
}

function sampleStop(
  { total }: KnownOrder,
  relevant: ReadonlySet<number>,
  { after, looks }: { readonly after: number; readonly looks: number },
  aim: StoppingAim,
  random: Random,
): ReadonlySet<number> {
  const seen = new Set<number>();
  let found = 0;
  const see = (positions: readonly number[]): number => {
    const finds = positions.filter((at) => relevant.has(at)).length;
    for (const at of positions) seen.add(at);
    found += finds;
    return finds;
  };
  let queue = upTo(total);
  for (let look = 1; look <= looks; look++) {
    const end = runEnd(queue, relevant, after, found);
    see(queue.slice(0, end));
    queue = queue.slice(end);
    const before = found;
    const size = sampleSize({ left: queue.length, relevantBefore: found, looks }, aim);
    if (!size.ok || size.size >= queue.length) break;
    const sample = drawnFrom(queue, size.size, random);
    const finds = see(sample);
    const missed = relevantIfMissed(found, before, aim.target);
    const p = missedProbability(queue.length, size.size, finds, missed);
    if (p <= (1 - aim.confidence) / looks + 1e-12) return seen;
    queue = queue.filter((at) => !seen.has(at));
  }
  see(queue);
  return seen;
}

function quantileStop(
  { total, relevantAt }: KnownOrder,
  relevant: ReadonlySet<number>,
  aim: StoppingAim,
  random: Random,
): ReadonlySet<number> {
  const fewest = fewestForQuantile(aim);
  const needed = quantileIndex(fewest, aim);
  if (relevantAt.length < fewest || needed === null) return new Set(upTo(total));
  const sample: number[] = [];
  const finds: number[] = [];
  for (const at of drawnFrom(upTo(total), total, random)) {
    sample.push(at);
    if (relevant.has(at)) finds.push(at);
    if (finds.length === fewest) break;
  }
  finds.sort((a, b) => a - b);
  return new Set([...sample, ...upTo(finds[needed - 1]! + 1)]);
}

function safeStop({ total }: KnownOrder, relevant: ReadonlySet<number>, random: Random): ReadonlySet<number> {
  const size = Math.ceil(0.01 * total);
  const start = drawnFrom(upTo(total), size, random);
  const inStart = new Set(start);
  const estimate = (start.filter((at) => relevant.has(at)).length / size) * total;
  const least = Math.max(2 * estimate, 0.1 * total);
  const seen = new Set(start);
  let run = 0;
  for (const at of upTo(total)) {
    if (inStart.has(at)) continue;
    seen.add(at);
    run = relevant.has(at) ? 0 : run + 1;
    if (run >= 50 && seen.size >= least) break;
  }
  return seen;
}
