import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { cumulative } from "./cumulative.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { subgroups } from "./subgroups.ts";

const effects = bcg.map((table) => ({ ...okValue(riskRatio(table)), group: table.allocation }));

describe("leaveOneOut", () => {
  it("pools all studies but one, each in turn", () => {
    const rows = okValue(leaveOneOut(effects, { model: "random", tau2: "DL" }));
    expect(rows.map(({ omitted }) => omitted)).toEqual(effects.map((_, i) => i));
    expect(rows[3]!.result).toEqual(okValue(poolRandom(effects.toSpliced(3, 1), { tau2: "DL" })));
  });

  it("takes any function that pools, for tables say", () => {
    const pool = (tables: readonly (typeof bcg)[number][]) => mantelHaenszel(tables, { measure: "OR" });
    const rows = okValue(leaveOneOut(bcg, pool));
    expect(rows[0]!.result.estimate).toBeCloseTo(-0.47095530164037236, 12);
    expect(okValue(cumulative(bcg, pool)).at(-1)!.result.estimate).toBe(okValue(pool(bcg)).estimate);
  });

  it("needs two studies and no weights given by hand", () => {
    expect(codeOf(leaveOneOut(effects.slice(0, 1), { model: "common" }))).toBe("too-few-studies");
    expect(codeOf(leaveOneOut(effects, { model: "random", weights: effects.map(() => 1) }))).toBe(
      "own-weights",
    );
  });
});

describe("cumulative", () => {
  it("adds one study at a time and ends with all of them", () => {
    const order = [...effects.keys()].reverse();
    const steps = okValue(cumulative(effects, { model: "common" }, order));
    expect(steps.map(({ result }) => result.k)).toEqual(effects.map((_, i) => i + 1));
    expect(steps[0]!.result.estimate).toBeCloseTo(effects.at(-1)!.yi, 14);
    expect(steps.at(-1)!.result.estimate).toBeCloseTo(okValue(poolCommon(effects)).estimate, 13);
  });

  it("names an order that cannot be", () => {
    expect(codeOf(cumulative(effects, { model: "common" }, [0, 99]))).toBe("bad-order");
    expect(codeOf(cumulative(effects, { model: "common" }, [0, 0]))).toBe("bad-order");
    expect(codeOf(cumulative([], { model: "common" }))).toBe("no-studies");
  });
});

describe("subgroups", () => {
  it("split Q into within and between under a common effect", () => {
    const { groups, overall, difference } = okValue(subgroups(effects, { model: "common" }));
    expect(groups.map(({ group }) => group)).toEqual(["random", "alternate", "systematic"]);
    const within = groups.reduce((sum, { result }) => sum + result.q, 0);
    expect(within + difference!.statistic).toBeCloseTo(overall.q, 9);
    expect(difference!.df).toBe(2);
  });

  it("with separate tau2 pool each group as if it stood alone", () => {
    const { groups, sharedTau2 } = okValue(subgroups(effects, { model: "random" }));
    expect(sharedTau2).toBeNull();
    const random = effects.filter(({ group }) => group === "random");
    expect(groups[0]!.result).toEqual(okValue(poolRandom(random)));
  });

  it("with a shared tau2 match the mixed-effects model of BCG by allocation (REML: tau2 0.3615, QM 1.7675, p 0.4132)", () => {
    const analysis = okValue(subgroups(effects, { model: "random", tau2Across: "shared" }));
    expect(analysis.sharedTau2).toBeCloseTo(0.3615, 4);
    expect(analysis.difference!.statistic).toBeCloseTo(1.7675, 3);
    expect(analysis.difference!.pValue).toBeCloseTo(0.4132, 3);
  });

  it("share tau2 by every method that can, and say so for one that cannot", () => {
    for (const tau2 of ["DL", "ML", "PM", "EB", 0.2] as const) {
      expect(
        okValue(subgroups(effects, { model: "random", tau2, tau2Across: "shared" })).sharedTau2,
      ).toBeGreaterThan(0);
    }
    expect(codeOf(subgroups(effects, { model: "random", tau2: "HS", tau2Across: "shared" }))).toBe(
      "no-shared-tau2",
    );
    const singles = effects.map((effect, i) => ({ ...effect, group: String(i) }));
    expect(codeOf(subgroups(singles, { model: "random", tau2Across: "shared" }))).toBe("too-few-studies");
  });

  it("have no test when a group has no spread at all under Hartung and Knapp, and one in any unit", () => {
    const same = effects.map(({ group, vi }, i) => ({ group, vi, yi: group === effects[0]!.group ? 1 : i }));
    const options = { model: "random", tau2: "DL" } as const;
    expect(okValue(subgroups(same, { ...options, test: "hk" })).difference).toBeNull();
    const unit = 2 ** -500;
    const tiny = effects.map(({ group, yi, vi }) => ({ group, yi: yi * unit, vi: vi * unit ** 2 }));
    expect(okValue(subgroups(tiny, options)).difference!.statistic).toBeCloseTo(
      okValue(subgroups(effects, options)).difference!.statistic,
      12,
    );
  });

  it("have no test for one group", () => {
    const one = effects.map((effect) => ({ ...effect, group: "all" }));
    expect(okValue(subgroups(one, { model: "random" })).difference).toBeNull();
  });
});
