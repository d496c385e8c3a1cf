import { describe, expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { multiverse } from "./multiverse.ts";
import type { MultiverseGrid, MultiverseStudies, PoolingChoice } from "./multiverse-grid.ts";

const counts: MultiverseStudies = { kind: "counts", counts: bcg };
const effects = bcg.map((table) => okValue(oddsRatio(table)));

describe("a multiverse of the BCG trials", () => {
  const all = okValue(multiverse(counts, {}, { threshold: { RR: Math.log(0.8), OR: Math.log(0.8) } }));

  it("has every combination that means something once, in the same order each time", () => {
    const keys = all.universes.map(({ choices }) => Object.values(choices).join());
    expect(new Set(keys).size).toBe(keys.length);
    // RR, RD: 3 random x 3 tests x 2 corrections + common x 2 + MH; no table has a zero, but each rule is named; OR: Peto too.
    const inverse = 3 * (3 * 3 * 2 + 2);
    expect(all.universes.length + all.failed.length).toBe((3 * (inverse + 1) + 1) * 14);
    expect(okValue(multiverse(counts)).universes.map(({ estimate }) => estimate)).toEqual(
      all.universes.map(({ estimate }) => estimate),
    );
  });

  it("starts from the review's own choices and contains what each method gives alone", () => {
    expect(all.reference.choices).toEqual({
      measure: "RR",
      zeroCells: "0.5 only-zero",
      pooling: "random, REML",
      test: "hk",
      correction: "none",
      subset: "all studies",
    });
    const mh = all.universes.find(
      ({ choices }) =>
        choices.pooling === "mantel-haenszel" && choices.measure === "OR" && choices.subset === "all studies",
    );
    expect(mh?.estimate).toBe(okValue(mantelHaenszel(bcg, { measure: "OR" })).estimate);
    const without = bcg.filter((_, i) => i !== 3).map((table) => okValue(oddsRatio(table)));
    const one = all.universes.find(
      ({ choices }) =>
        choices.measure === "OR" &&
        choices.pooling === "random, DL" &&
        choices.test === "z" &&
        choices.correction === "none" &&
        choices.subset === "without study 4",
    );
    expect(one?.estimate).toBe(okValue(poolRandom(without, { tau2: "DL" })).estimate);
  });

  it("counts what agrees: every universe favours the vaccine", () => {
    expect(all.agreement.sameDirection).toBe(1);
    expect(all.agreement.significantPositive).toBe(0);
    expect(all.agreement.significant).toBeCloseTo(
      all.universes.filter(({ ciHigh }) => ciHigh < 0).length / all.universes.length,
      12,
    );
    const limited = all.universes.filter(({ choices }) => choices.measure !== "RD");
    expect(all.agreement.beyondThreshold).toBeCloseTo(
      limited.filter(({ estimate }) => estimate <= Math.log(0.8)).length / limited.length,
      12,
    );
  });

  it("orders the specification curve of each measure and names its ends", () => {
    expect(all.scales.map(({ measure }) => measure)).toEqual(["RR", "OR", "RD"]);
    for (const { curve, lowest, highest, median } of all.scales) {
      const sorted = curve.map((i) => all.universes[i]!.estimate);
      expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
      expect(lowest.estimate).toBe(sorted[0]);
      expect(highest.estimate).toBe(sorted.at(-1));
      expect(median).toBeGreaterThanOrEqual(lowest.estimate);
    }
  });

  it("tells which choice moves the result, from universes that differ in it alone", () => {
    const shifts = all.influences.map(({ meanShift }) => meanShift ?? -1);
    expect(shifts).toEqual([...shifts].sort((a, b) => b - a));
    expect(shifts[0]).toBeGreaterThan(0.1);
    const zero = all.influences.find(({ choice }) => choice === "zeroCells");
    expect(zero).toMatchObject({ meanShift: 0, largestShift: 0, flips: 0 });
    const test = all.influences.find(({ choice }) => choice === "test");
    expect(test!.meanShift).toBe(0);
    expect(all.influences.find(({ choice }) => choice === "measure")!.meanShift).toBeNull();
  });
});

describe("a multiverse of effects", () => {
  it("compares the two models it is given, and no more", () => {
    const grid = {
      poolings: [{ kind: "common" }, { kind: "random", tau2: "DL" }],
      tests: ["z"],
      corrections: ["none"],
      subsets: [{ name: "all", without: [] }],
    } as const;
    const both = okValue(multiverse({ kind: "effects", effects }, grid));
    const common = okValue(poolCommon(effects));
    const random = okValue(poolRandom(effects, { tau2: "DL" }));
    expect(both.universes.map(({ estimate }) => estimate)).toEqual([common.estimate, random.estimate]);
    const shift = Math.abs(common.estimate - random.estimate) / (0.5 * (common.se + random.se));
    expect(both.influences).toEqual([
      { choice: "pooling", options: 2, pairs: 1, meanShift: shift, largestShift: shift, flips: 0 },
    ]);
  });

  it("collects what fails and goes on", () => {
    const broken: PoolingChoice = {
      kind: "own",
      name: "broken",
      pool: () => ({ ok: false, problems: [{ code: "broken", message: "It is broken; mend it." }] }),
    };
    const grid: MultiverseGrid = { poolings: [broken, { kind: "common" }], corrections: ["none"] };
    const found = okValue(multiverse({ kind: "effects", effects }, grid));
    expect(found.failed).toHaveLength(14);
    expect(found.universes).toHaveLength(14);
    expect(found.reference.choices.pooling).toBe("common");
    const onlyBroken: MultiverseGrid = { ...grid, poolings: [broken] };
    expect(multiverse({ kind: "effects", effects }, onlyBroken)).toMatchObject({
      problems: [{ code: "no-universe", message: expect.stringContaining("mend it") }],
    });
  });

  it("stops when asked, and refuses too much", () => {
    const studies: MultiverseStudies = { kind: "effects", effects };
    let done = 0;
    const signal = { aborted: false };
    const stopped = multiverse(
      studies,
      {},
      {
        signal,
        progress: (share) => {
          done = share;
          signal.aborted = share > 0.1;
        },
      },
    );
    expect(codeOf(stopped)).toBe("aborted");
    expect(done).toBeLessThan(0.2);
    expect(codeOf(multiverse(studies, {}, { limit: 3 }))).toBe("too-many-universes");
    expect(codeOf(multiverse(studies, { poolings: [] }))).toBe("empty-grid");
    expect(codeOf(multiverse(studies, {}, { level: 95 }))).toBe("bad-level");
    expect(codeOf(multiverse({ kind: "effects", effects: [] }))).toBe("no-universe");
  });
});
