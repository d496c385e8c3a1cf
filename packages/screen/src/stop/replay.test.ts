import { describe, expect, it } from "vitest";
import { replayRule, type StoppingRule } from "./replay.ts";
import { replayReview } from "./replay-review.ts";
import { shareInterval } from "./replay-summary.ts";

const aim = { target: 0.95, confidence: 0.95 };
/** 60 relevant among the first 120 and one that looks like no other, near the end. */
const order = { total: 1000, relevantAt: [...Array.from({ length: 60 }, (_, i) => 2 * i), 900] };
const replayed = (rule: StoppingRule, seed = 1, of = order): ReturnType<typeof replayRule> =>
  replayRule(of, rule, aim, seed);

describe("a rule followed on an order whose labels are known", () => {
  it("ends where so many in a row were irrelevant", () => {
    const run = replayed({ kind: "irrelevant-run", length: 50 });
    expect(run).toEqual({ screened: 169, found: 60, recall: 60 / 61, held: true });
    expect(replayed({ kind: "irrelevant-run", length: 800 }).screened).toBe(1000);
  });

  it("counts a record once that both the sample and the ranking came to", () => {
    const rules: readonly StoppingRule[] = [
      { kind: "safe" },
      { kind: "quantile-bound" },
      { kind: "random-sample", after: 50, looks: 2 },
      { kind: "random-sequence", after: { kind: "irrelevant-run", length: 50 } },
      { kind: "random-sequence", after: { kind: "ranked-windows", confidence: 0.5 } },
      { kind: "ranked-windows" },
    ];
    for (const rule of rules) {
      const { screened, found } = replayed(rule);
      expect(screened).toBeGreaterThan(100);
      expect(screened).toBeLessThanOrEqual(1000);
      expect(found).toBeGreaterThanOrEqual(58);
    }
  });

  it("never stops on a bound that the pool has too few relevant records for", () => {
    const few = { total: 400, relevantAt: [0, 1, 2, 3, 4] };
    expect(replayed({ kind: "quantile-bound" }, 1, few).screened).toBe(400);
  });

  it("holds its promise over draws from a pool that the ranking served badly, where runs do not", () => {
    // A second sub-topic of 12 records that the ranking does not know, spread over the last 800.
    const bad = {
      total: 1000,
      relevantAt: [
        ...Array.from({ length: 60 }, (_, i) => 2 * i),
        ...Array.from({ length: 12 }, (_, i) => 215 + 65 * i),
      ],
    };
    const held = (rule: StoppingRule): number =>
      Array.from({ length: 200 }, (_, seed) => replayed(rule, seed, bad)).filter((run) => run.held).length;
    expect(held({ kind: "irrelevant-run", length: 50 })).toBe(0);
    // Were the promise only just kept, fewer of 200 would hold once in a thousand times.
    const least = 178;
    expect(held({ kind: "random-sample", after: 50, looks: 1 })).toBeGreaterThanOrEqual(least);
    expect(
      held({ kind: "random-sequence", after: { kind: "irrelevant-run", length: 50 } }),
    ).toBeGreaterThanOrEqual(least);
    expect(held({ kind: "quantile-bound" })).toBeGreaterThanOrEqual(least);
  });
});

describe("the share of runs that held", () => {
  it("has Clopper and Pearson's interval: 95 of 100, and all of 500", () => {
    const [low, high] = shareInterval(95, 100);
    expect(low).toBeCloseTo(0.8872, 4);
    expect(high).toBeCloseTo(0.9836, 4);
    expect(shareInterval(500, 500)).toEqual([expect.closeTo(0.025 ** (1 / 500), 10), 1]);
  });
});

describe("a replay of a review", () => {
  const pool = Array.from({ length: 80 }, (_, i) => ({
    id: String(i),
    title: i % 8 === 0 ? `statin ${i % 5} cholesterol heart trial` : `asthma ${i % 5} inhaler lung cohort`,
  }));
  const decided = pool.slice(0, 64).map(({ id }, i) => ({ id, relevant: i % 8 === 0 }));
  const options = { runs: 4, seed: 1, topic: "Statins" };

  it("takes the records decided on for all there are, and is the same for the same seed", () => {
    const rules: readonly StoppingRule[] = [
      { kind: "irrelevant-run", length: 10 },
      { kind: "ranked-windows" },
    ];
    const replay = replayReview(pool, decided, rules, aim, options);
    if (!replay.ok) throw new Error("refused");
    expect(replay.summaries[0]).toMatchObject({ runs: 4, records: 64, relevant: 8, held: 4 });
    expect(replay.summaries[0]!.saved.mean).toBeGreaterThan(0.5);
    expect(replayReview(pool, decided, rules, aim, options)).toEqual(replay);
  });

  it("refuses labels that it cannot start from", () => {
    const codeOf = (of: typeof decided, runs = 4): string | undefined => {
      const replay = replayReview(pool, of, [{ kind: "ranked-windows" }], aim, { ...options, runs });
      return replay.ok ? undefined : replay.problems[0]!.code;
    };
    expect(codeOf(decided.filter(({ relevant }) => !relevant))).toBe("too-little-to-replay");
    expect(codeOf(decided.filter(({ relevant }) => relevant))).toBe("too-little-to-replay");
    expect(codeOf(decided, 0)).toBe("too-little-to-replay");
    expect(codeOf([...decided, { id: "1", relevant: true }])).toBe("contradicting-labels");
  });
});
