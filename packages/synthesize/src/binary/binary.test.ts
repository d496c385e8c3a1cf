import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { arcsineDifference } from "./arcsine-difference.ts";
import { cellsOf, ruleIfAnyZero } from "./counts.ts";
import { oddsRatio } from "./odds-ratio.ts";
import { petoOddsRatio } from "./peto-odds-ratio.ts";
import { riskDifference } from "./risk-difference.ts";
import { riskRatio } from "./risk-ratio.ts";
import { tetrachoricCorrelation } from "./tetrachoric.ts";

const counts = fc
  .record({
    n1: fc.integer({ min: 2, max: 5000 }),
    n2: fc.integer({ min: 2, max: 5000 }),
    share1: fc.double({ min: 0, max: 1, noNaN: true }),
    share2: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ n1, n2, share1, share2 }) => ({
    n1,
    n2,
    events1: Math.round(n1 * share1),
    events2: Math.round(n2 * share2),
  }));

describe("effects of two arms with events", () => {
  it("match the first trial of the BCG meta-analysis: RR 0.41, ln RR -0.8893 (variance 0.3256)", () => {
    const effect = okValue(riskRatio(bcg[0]!));
    expect(effect.yi).toBeCloseTo(-0.8893113339202054, 14);
    expect(effect.vi).toBeCloseTo(0.32558476500396133, 14);
    expect(effect).toMatchObject({ measure: "RR", scale: "log", n: 262, assumptions: [] });
  });

  it("change sign when the arms change places, and keep their variance", () => {
    fc.assert(
      fc.property(counts, ({ events1, n1, events2, n2 }) => {
        const mirrored = { events1: events2, n1: n2, events2: events1, n2: n1 };
        for (const measure of [riskRatio, oddsRatio, riskDifference, petoOddsRatio, arcsineDifference]) {
          const effect = measure({ events1, n1, events2, n2 });
          const other = measure(mirrored);
          expect(effect.ok).toBe(other.ok);
          if (!effect.ok || !other.ok) continue;
          expect(effect.value.yi).toBeCloseTo(-other.value.yi, 10);
          expect(effect.value.vi).toBeCloseTo(other.value.vi, 10);
        }
      }),
    );
  });

  it("give the odds ratio the opposite sign when events and non-events change places", () => {
    fc.assert(
      fc.property(counts, ({ events1, n1, events2, n2 }) => {
        const effect = okValue(oddsRatio({ events1, n1, events2, n2 }));
        const other = okValue(oddsRatio({ events1: n1 - events1, n1, events2: n2 - events2, n2 }));
        expect(effect.yi).toBeCloseTo(-other.yi, 10);
      }),
    );
  });

  it("say what they added to a zero cell, and add nothing without one", () => {
    const zero = okValue(riskRatio({ events1: 0, n1: 10, events2: 3, n2: 12 }));
    expect(zero.yi).toBeCloseTo(Math.log(0.5 / 11 / (3.5 / 13)), 14);
    expect(zero.assumptions).toEqual(["0.5 added to each cell (rule: only-zero)"]);
    expect(okValue(riskRatio(bcg[1]!)).assumptions).toEqual([]);
  });

  it("are a problem, not a number, when the rule leaves zero cells alone", () => {
    expect(codeOf(riskRatio({ events1: 0, n1: 10, events2: 3, n2: 12 }, { rule: "none" }))).toBe(
      "not-estimable",
    );
    expect(codeOf(petoOddsRatio({ events1: 0, n1: 10, events2: 0, n2: 12 }, { rule: "none" }))).toBe(
      "not-estimable",
    );
  });

  it("name impossible counts with the remedy", () => {
    const result = riskRatio({ events1: 12, n1: 10, events2: 3, n2: 12 });
    expect(result).toMatchObject({ ok: false, problems: [{ code: "more-events-than-people" }] });
    expect(codeOf(oddsRatio({ events1: -1, n1: 10, events2: 3, n2: 12 }))).toBe("bad-counts");
    expect(codeOf(riskDifference({ events1: Number.NaN, n1: 10, events2: 3, n2: 12 }))).toBe("bad-counts");
  });
});

describe("zero-cell rules", () => {
  it("add in proportion to the arms under treatment-arm, so that no effect stays no effect", () => {
    const cells = okValue(cellsOf({ events1: 0, n1: 30, events2: 0, n2: 10 }, { rule: "treatment-arm" }));
    expect([cells.a, cells.c]).toEqual([0.75, 0.25]);
    expect(cells.a / cells.b).toBeCloseTo(cells.c / cells.d, 14);
  });

  it("drop double-zero studies only when asked to", () => {
    const doubleZero = { events1: 0, n1: 25, events2: 0, n2: 27 };
    expect(cellsOf(doubleZero).ok).toBe(true);
    expect(codeOf(riskRatio(doubleZero, { dropDoubleZero: true }))).toBe("double-zero");
  });

  it("turn one zero anywhere into the rule for all", () => {
    expect(ruleIfAnyZero(bcg)).toBe("none");
    expect(ruleIfAnyZero([...bcg, { events1: 0, n1: 5, events2: 1, n2: 5 }])).toBe("all");
  });
});

describe("tetrachoricCorrelation", () => {
  it("is sin(pi/2 (4p - 1)) when both margins are one half (Sheppard 1899)", () => {
    const effect = okValue(tetrachoricCorrelation({ events1: 40, n1: 50, events2: 10, n2: 50 }));
    expect(effect.yi).toBeCloseTo(Math.sin((Math.PI / 2) * (4 * 0.4 - 1)), 12);
  });
});
