import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { futureStudyInterval } from "./future-study.ts";
import { kenwardRoger } from "./kenward-roger.ts";
import { poolRandom } from "./pool-random.ts";
import { randomInterval } from "./random-interval.ts";
import { type Effect, studyData } from "./study-data.ts";

const effects = bcg.map((table) => okValue(riskRatio(table)));
const { tau2 } = okValue(poolRandom(effects));

/** Effects closer together than chance allows, so that the Hartung-Knapp factor is far below 1. */
const alike: readonly Effect[] = [0.1, 0.11, 0.12, 0.13].map((yi) => ({ yi, vi: 0.04 }));

const studies = fc.array(
  fc.record({
    yi: fc.double({ min: -3, max: 3, noNaN: true }),
    vi: fc.double({ min: 0.01, max: 4, noNaN: true }),
  }),
  { minLength: 3, maxLength: 12 },
);

describe("randomInterval (BCG, log risk ratios; meta 8.3)", () => {
  it("by Kenward-Roger has se 0.18154 and 10.514 degrees of freedom", () => {
    const { se, df } = okValue(randomInterval(effects, tau2, { method: "kr" }));
    expect(se).toBeCloseTo(0.1815356364, 8);
    expect(df).toBeCloseTo(10.51371076, 6);
  });

  it("without rules equals the pooled analysis with the same test", () => {
    for (const [method, test] of [
      ["classic", "z"],
      ["hk", "hk"],
    ] as const) {
      const own = okValue(randomInterval(effects, tau2, { method }));
      const pooled = okValue(poolRandom(effects, { test }));
      expect(own.ciLow).toBeCloseTo(pooled.ciLow, 12);
      expect(own.pValue).toBeCloseTo(pooled.pValue, 12);
      expect(own.df).toBe(pooled.df);
    }
  });
});

describe("the ad hoc rules of Hartung and Knapp's interval", () => {
  const at = (adHoc: "none" | "se" | "ci" | "iqwig6" | "guarded", tau = 0) =>
    okValue(randomInterval(alike, tau, { method: "hk", adHoc }));
  const usual = okValue(randomInterval(alike, 0));

  it("raise its standard error to the classic one (se), and say so", () => {
    expect(at("none").se).toBeLessThan(usual.se / 5);
    expect(at("se").se).toBeCloseTo(usual.se, 14);
    expect(at("se").df).toBe(3);
    expect(at("se").method).toContain("classic standard error");
  });

  it("take the wider interval (ci), which is then normal", () => {
    expect(at("ci")).toMatchObject({ ciLow: usual.ciLow, ciHigh: usual.ciHigh, df: null });
    const wide = okValue(randomInterval(effects, tau2, { method: "hk", adHoc: "ci" }));
    expect(wide.df).toBe(12);
  });

  it("compare with DerSimonian-Laird (iqwig6)", () => {
    expect(at("iqwig6").se).toBeCloseTo(usual.se, 14);
    // A tau2 above DerSimonian-Laird's widens the Hartung-Knapp interval past the one compared with.
    expect(at("iqwig6", 0.2).method).toContain("Hartung-Knapp");
  });

  it("fall back to the classic interval for two studies and for tau2 = 0 (guarded)", () => {
    expect(at("guarded").method).toContain("tau2 is 0");
    expect(at("guarded", 0.01).df).toBe(3);
    const two = okValue(randomInterval(alike.slice(0, 2), 0.01, { method: "hk", adHoc: "guarded" }));
    expect(two.method).toContain("fewer than 3");
    expect(two.df).toBeNull();
  });
});

describe("randomInterval at its limits", () => {
  it("gives one study the classic interval whatever is asked", () => {
    for (const method of ["hk", "kr"] as const) {
      expect(okValue(randomInterval(effects.slice(0, 1), 0, { method })).df).toBeNull();
    }
  });

  it("names a bad level and a bad tau2", () => {
    expect(codeOf(randomInterval(effects, 0, { level: 95 }))).toBe("bad-level");
    expect(codeOf(randomInterval(effects, -1))).toBe("bad-tau2");
    expect(codeOf(randomInterval([], 0))).toBe("no-studies");
  });
});

describe("Kenward and Roger's adjustment", () => {
  it("never narrows the standard error, scales with the effects, and ignores their order", () => {
    fc.assert(
      fc.property(studies, fc.double({ min: 0, max: 2, noNaN: true }), (some, between) => {
        const data = okValue(studyData(some));
        const adjusted = kenwardRoger(data, between / data.unit ** 2);
        if (adjusted === null) return;
        const classic = okValue(randomInterval(some, between));
        expect(adjusted.se * data.unit).toBeGreaterThanOrEqual(classic.se * (1 - 1e-12));
        const ten = some.map(({ yi, vi }) => ({ yi: 10 * yi, vi: 100 * vi }));
        const scaled = okValue(randomInterval(ten.toReversed(), 100 * between, { method: "kr" }));
        expect(scaled.se / 10).toBeCloseTo(adjusted.se * data.unit, 10);
        expect(scaled.df! / adjusted.df).toBeCloseTo(1, 8);
      }),
    );
  });

  it("with equal variances leaves k - 1 degrees of freedom, and with one study none", () => {
    const equal = okValue(studyData(alike));
    expect(kenwardRoger(equal, 0.3)!.df).toBeCloseTo(3, 10);
    expect(kenwardRoger(okValue(studyData(alike.slice(0, 1))), 0.3)).toBeNull();
  });
});

describe("futureStudyInterval", () => {
  it("takes standard error and degrees of freedom from the method's name", () => {
    const df = (method: Parameters<typeof futureStudyInterval>[2]) =>
      okValue(futureStudyInterval(effects, tau2, method))!.df;
    expect(["V", "HTS", "HK", "HK-PR", "S"].map((method) => df({ method: method as "V" }))).toEqual([
      12,
      11,
      12,
      11,
      null,
    ]);
    expect(df({ method: "KR" })! - df({ method: "KR-PR" })!).toBeCloseTo(1, 12);
  });

  it("gives -1.995 to 0.566 for BCG by V (meta 8.3)", () => {
    const { low, high, se } = okValue(futureStudyInterval(effects, tau2))!;
    expect([low, high, se].map((x) => Number(x.toFixed(4)))).toEqual([-1.9953, 0.5663, 0.5878]);
  });

  it("is null where no degrees of freedom are left, and a problem at a bad level", () => {
    expect(okValue(futureStudyInterval(effects.slice(0, 2), 0.1, { method: "HTS" }))).toBeNull();
    expect(okValue(futureStudyInterval(effects.slice(0, 1), 0.1))).toBeNull();
    expect(codeOf(futureStudyInterval(effects, 0.1, { level: 2 }))).toBe("bad-level");
  });
});
