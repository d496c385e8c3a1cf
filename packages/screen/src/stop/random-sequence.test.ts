import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstSequenceStop } from "./first-sequence-stop.ts";
import { largestRelevant } from "./largest-relevant.ts";
import { randomSequence } from "./random-sequence.ts";
import { reachesTarget, relevantIfMissed } from "./relevant-if-missed.ts";
import { mostRelevant, mostRelevantSoFar } from "./sequence-bound.ts";

/** All orders of `events` relevant among `left` records; each is as likely. */
function* ordersOf(left: number, events: number): Generator<boolean[]> {
  if (left === 0) yield [];
  else {
    if (events < left) for (const rest of ordersOf(left - 1, events)) yield [false, ...rest];
    if (events > 0) for (const rest of ordersOf(left - 1, events - 1)) yield [true, ...rest];
  }
}

const stopsAt = (labels: readonly boolean[], before: number, target: number, confidence: number): number =>
  labels.findIndex((_, at) => {
    const stated = randomSequence(
      { left: labels.length, relevantBefore: before, labels: labels.slice(0, at + 1) },
      { target, confidence },
    );
    return stated.ok && stated.statement.stop === true;
  }) + 1 || labels.length;

describe("a confidence sequence over a random order of what is left", () => {
  it("ever stops wrongly in at most 1 - confidence of all orders, though looked at after every record", () => {
    let worst = 0;
    for (const { target, confidence, before } of [
      { target: 0.5, confidence: 0.8, before: 1 },
      { target: 0.8, confidence: 0.8, before: 5 },
      { target: 0.9, confidence: 0.9, before: 20 },
      { target: 0.95, confidence: 0.95, before: 40 },
    ]) {
      const left = 11;
      for (let events = 0; events <= left; events++) {
        let [orders, wrong] = [0, 0];
        for (const order of ordersOf(left, events)) {
          const stop = stopsAt(order, before, target, confidence);
          const found = before + order.slice(0, stop).filter(Boolean).length;
          orders += 1;
          if (!reachesTarget(found, before + events, target)) wrong += 1;
        }
        expect(wrong / orders).toBeLessThanOrEqual(1 - confidence);
        worst = Math.max(worst, wrong / orders / (1 - confidence));
      }
    }
    expect(worst).toBeGreaterThan(0.3);
  });

  it("holds in larger pools, where testing a fixed-size sample again after every record would not", () => {
    const aim = { left: 120, before: 180, target: 0.9 };
    const worstOf = (bound: (drawn: number, relevant: number) => number): number =>
      Math.max(...Array.from({ length: 60 }, (_, events) => wronglyStopped(aim, events, bound)));
    const sequence = worstOf((drawn, relevant) => mostRelevant({ left: 120, drawn, relevant }, 0.05));
    expect(sequence).toBeLessThanOrEqual(0.05);
    expect(sequence).toBeGreaterThan(0.01);
    const again = worstOf((drawn, relevant) =>
      largestRelevant({ left: 120, sampled: drawn, relevant }, 0.05),
    );
    expect(again).toBeGreaterThan(0.05);
  });

  it("needs a little more than a sample of fixed size, for looking all the time", () => {
    const none = Array<boolean>(1000).fill(false);
    const stop = firstSequenceStop(
      { left: 1000, relevantBefore: 100, labels: none },
      { target: 0.95, confidence: 0.95 },
    );
    // The fixed sample needs 393 (6 left would be a miss).
    expect(stop).toBeGreaterThan(393);
    expect(stop).toBeLessThan(460);
  });

  it("stops first where looking after every record would", () => {
    const orders = fc.record({
      labels: fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      before: fc.integer({ min: 1, max: 30 }),
      target: fc.constantFrom(0.5, 0.8, 0.9),
    });
    fc.assert(
      fc.property(orders, ({ labels, before, target }) => {
        const aim = { target, confidence: 0.8 };
        const sample = { left: labels.length, relevantBefore: before, labels };
        const first = firstSequenceStop(sample, aim);
        expect(Math.max(1, first)).toBe(stopsAt(labels, before, target, 0.8));
      }),
    );
  });

  it("does not overflow where thousands were found", () => {
    const labels = Array.from({ length: 20_000 }, (_, i) => i % 5 === 0);
    const most = mostRelevantSoFar(50_000, labels, 0.05);
    expect(most).toBeGreaterThan(10_000);
    expect(most).toBeLessThan(11_000);
    expect(mostRelevant({ left: 10, drawn: 10, relevant: 3 }, 0.05)).toBe(3);
  });
});

/**
 * The exact probability that looking after every record stops with the target missed, where `events` of the pool left are relevant: the
 * probabilities of all numbers of finds are carried on from record to record, without those that have stopped.
 */
function wronglyStopped(
  { left, before, target }: { readonly left: number; readonly before: number; readonly target: number },
  events: number,
  bound: (drawn: number, relevant: number) => number,
): number {
  let going = new Map([[0, 1]]);
  let wrong = 0;
  for (let drawn = 1; drawn <= left; drawn++) {
    const next = new Map<number, number>();
    for (const [relevant, p] of going) {
      const chance = (events - relevant) / (left - drawn + 1);
      if (chance > 0) next.set(relevant + 1, (next.get(relevant + 1) ?? 0) + p * chance);
      if (chance < 1) next.set(relevant, (next.get(relevant) ?? 0) + p * (1 - chance));
    }
    for (const [relevant, p] of next) {
      if (bound(drawn, relevant) >= relevantIfMissed(before + relevant, before, target)) continue;
      if (!reachesTarget(before + relevant, before + events, target)) wrong += p;
      next.delete(relevant);
    }
    going = next;
  }
  return wrong;
}
