import { hypergeometricAtMost } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstRankedStop } from "./first-ranked-stop.ts";
import { rankedWindows, smallestWindow } from "./ranked-windows.ts";
import { reachesTarget, relevantIfMissed } from "./relevant-if-missed.ts";
import { positionsOf } from "./screening-so-far.ts";

const aim = { target: 0.95, confidence: 0.95 };
const labels = (...runs: readonly (readonly [boolean, number])[]): boolean[] =>
  runs.flatMap(([relevant, times]) => Array<boolean>(times).fill(relevant));

/** Every window of last records, as the paper has it. */
function smallestOfAll(screened: readonly boolean[], total: number, target: number): number {
  const found = screened.filter(Boolean).length;
  let smallest = 1;
  for (let size = 1; size <= screened.length; size++) {
    const elsewhere = screened.slice(0, screened.length - size).filter(Boolean).length;
    const missed = relevantIfMissed(found, elsewhere, target);
    const inWindow = found - elsewhere;
    const after = total - screened.length;
    const p =
      missed - inWindow > after ? 0 : hypergeometricAtMost({ n1: size, n2: after, events: missed }, inWindow);
    smallest = Math.min(smallest, p);
  }
  return smallest;
}

describe("relevant records that mean a miss", () => {
  it("are six after 95 found, for 95 % recall: the example of buscar's documentation", () => {
    expect(relevantIfMissed(95, 95, 0.95)).toBe(6);
  });

  it("are the paper's K_tar = floor(r/target - elsewhere + 1), also where the quotient is whole", () => {
    expect(relevantIfMissed(19, 19, 0.95)).toBe(2);
    expect(relevantIfMissed(20, 20, 0.95)).toBe(2);
    expect(relevantIfMissed(38, 30, 0.95)).toBe(11);
    expect(relevantIfMissed(10, 10, 0.95)).toBe(1);
  });

  it("are the fewest with which recall is below the target", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.double({ min: 0.05, max: 0.99, noNaN: true }),
        (elsewhere, more, target) => {
          const found = elsewhere + more;
          const missed = relevantIfMissed(found, elsewhere, target);
          expect(reachesTarget(found, elsewhere + missed, target)).toBe(false);
          if (missed > 0) expect(reachesTarget(found, elsewhere + missed - 1, target)).toBe(true);
        },
      ),
    );
  });
});

describe("the test on the ranked order", () => {
  it("gives a small case worked by hand: 19 found, then 40 in a row of 50 left", () => {
    const stated = rankedWindows({ total: 69, labels: labels([true, 19], [false, 40]) }, aim);
    // Missed if 2 of the 50 are relevant; both among the 10 unseen with probability (10 × 9)/(50 × 49).
    expect(stated.ok && stated.statement.figures.p).toBeCloseTo(90 / 2450, 12);
    expect(stated).toMatchObject({
      statement: { stop: true, standing: "conditional", figures: { window: 40, relevantIfMissed: 2 } },
    });
  });

  it("has the smallest p of all windows, though it looks at few", () => {
    const screenings = fc.record({
      screened: fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }).filter((of) => of.some(Boolean)),
      left: fc.integer({ min: 1, max: 80 }),
      target: fc.constantFrom(0.5, 0.8, 0.9, 0.95),
    });
    fc.assert(
      fc.property(screenings, ({ screened, left, target }) => {
        const total = screened.length + left;
        const found = smallestWindow(positionsOf(screened), screened.length, total, target).p;
        expect(found).toBeCloseTo(smallestOfAll(screened, total, target), 12);
      }),
    );
  });

  it("stops first where looking after every record would", () => {
    const orders = fc.array(fc.boolean(), { minLength: 2, maxLength: 80 }).filter((of) => of.some(Boolean));
    fc.assert(
      fc.property(orders, fc.constantFrom(0.5, 0.8, 0.95), (order, target) => {
        const stop = firstRankedStop(positionsOf(order), order.length, { target, confidence: 0.9 });
        const allows = (screened: number): boolean => {
          const stated = rankedWindows(
            { total: order.length, labels: order.slice(0, screened) },
            { target, confidence: 0.9 },
          );
          return stated.ok && stated.statement.stop === true;
        };
        const first = order.findIndex((_, at) => allows(at + 1));
        expect(stop).toBe(first === -1 ? order.length : first + 1);
      }),
    );
  });

  it("takes 100,000 records with 5,000 relevant ones", () => {
    const many = Array.from({ length: 60_000 }, (_, i) => i < 40_000 && i % 8 === 0);
    const stated = rankedWindows({ total: 100_000, labels: many }, aim);
    expect(stated.ok && stated.statement.figures.relevant).toBe(5000);
    expect(stated.ok && stated.statement.stop).toBe(true);
  });

  it("says so when all are screened, and refuses what cannot be tested", () => {
    const all = rankedWindows({ total: 3, labels: [true, false, false] }, aim);
    expect(all.ok && [all.statement.stop, all.statement.words[0]]).toEqual([
      true,
      "All 3 records were screened, 1 of them relevant: nothing is left to be missed.",
    ]);
    const codeOf = (total: number, of: readonly boolean[], target = 0.95): string | undefined => {
      const stated = rankedWindows({ total, labels: of }, { ...aim, target });
      return stated.ok ? undefined : stated.problems[0]!.code;
    };
    expect(codeOf(9, [])).toBe("nothing-screened");
    expect(codeOf(9, [false, false])).toBe("nothing-relevant");
    expect(codeOf(1, [true, false])).toBe("more-than-there-are");
    expect(codeOf(9, [true], 95)).toBe("target-out-of-range");
    expect(codeOf(9, [true], Number.NaN)).toBe("target-out-of-range");
    expect(codeOf(2.5, [true])).toBe("not-a-count");
  });
});
