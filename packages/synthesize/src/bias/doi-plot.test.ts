import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effect } from "../pool/study-data.ts";
import { bcgEffects } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { doiPlotData, lfkIndex } from "./doi-plot.ts";

const effects = (yi: readonly number[], se: readonly number[]): readonly Effect[] =>
  yi.map((each, i) => ({ yi: each, vi: se[i]! ** 2 }));

describe("the Doi plot and the LFK index", () => {
  it("have the values of 30-digit arithmetic for the example of Furuya-Kanamori et al. (2018) and for BCG", () => {
    // mpmath 1.3 from the definition; the example (five trials, standardized mean differences) as on metasens' help page.
    const pain = [
      { yi: -4.27, vi: 0.158 },
      { yi: -1.71, vi: 0.076 },
      { yi: -0.58, vi: 0.018 },
      { yi: -0.19, vi: 0.022 },
      { yi: 0, vi: 0.04 },
    ];
    const z = [-2.02307971466052, -1.35005319229151, -0.454782539464328, 0.444760257728342, 1.3649787837859];
    for (const [i, point] of okValue(doiPlotData(pain)).entries()) expect(point.z).toBeCloseTo(z[i]!, 12);
    expect(okValue(lfkIndex(pain)).index).toBeCloseTo(-3.31011153863247, 12);
    expect(okValue(lfkIndex(bcgEffects)).index).toBeCloseTo(-4.10239685594785, 10);
  });

  it("agree with metasens::lfkindex on ten studies that are lopsided and six that are not", () => {
    const lopsided = effects(
      [0.05, 0.08, 0.12, 0.2, 0.55, 0.62, 0.85, 1.1, 1.35, 1.6],
      [0.08, 0.09, 0.1, 0.12, 0.3, 0.33, 0.4, 0.48, 0.55, 0.62],
    );
    expect(okValue(lfkIndex(lopsided))).toEqual({
      index: expect.closeTo(6.68755816, 7),
      asymmetry: "major",
    });
    const even = effects([-0.3, -0.1, 0, 0.1, 0.2, 0.35], [0.2, 0.18, 0.15, 0.16, 0.19, 0.22]);
    expect(okValue(lfkIndex(even))).toEqual({ index: expect.closeTo(0.63617512, 7), asymmetry: "none" });
  });

  it("do not depend on the order or the unit of the effects", () => {
    const studies = fc.array(
      fc.record({ yi: fc.integer({ min: -9, max: 9 }), vi: fc.integer({ min: 1, max: 50 }) }),
      { minLength: 3, maxLength: 12 },
    );
    fc.assert(
      fc.property(studies, fc.nat(), (rows, turn) => {
        const there = lfkIndex(rows);
        if (!there.ok) return expect(codeOf(there)).toBe("no-spread");
        const at = turn % rows.length;
        const turned = [...rows.slice(at), ...rows.slice(0, at)].map(({ yi, vi }) => ({
          yi: 1e-6 * yi,
          vi: 1e-12 * vi,
        }));
        expect(okValue(lfkIndex(turned)).index).toBeCloseTo(there.value.index, 7);
      }),
    );
  });

  it("need three studies that differ", () => {
    expect(codeOf(lfkIndex(bcgEffects.slice(0, 2)))).toBe("too-few-studies");
    expect(codeOf(lfkIndex([1, 2, 3].map((vi) => ({ yi: 0.4, vi }))))).toBe("no-spread");
    expect(codeOf(doiPlotData([{ yi: 1, vi: 0 }]))).toBe("bad-variance");
    const apart = [1e-300, 1, 1e300].map((vi, i) => ({ yi: i, vi }));
    expect(codeOf(lfkIndex(apart))).toBe("out-of-range");
    const steep = [1e300, 1, 1e280].map((yi, i) => ({ yi: i === 1 ? -yi : yi, vi: 10 ** (20 * i) }));
    expect(Number.isFinite(okValue(lfkIndex(steep)).index)).toBe(true);
  });
});
