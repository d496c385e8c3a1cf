import { hypergeometricAtLeast } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { fewestForQuantile, quantileBound, quantileIndex } from "./quantile-bound.ts";
import { reachesTarget } from "./relevant-if-missed.ts";
import { quantileSampleSize } from "./sample-size.ts";

describe("the quantile bound", () => {
  it("needs samples of the sizes that follow from target^r <= 1 - confidence", () => {
    const fewest = (target: number): number => fewestForQuantile({ target, confidence: 0.95 });
    expect([0.7, 0.8, 0.9, 0.95].map(fewest)).toEqual([9, 14, 29, 59]);
    for (const target of [0.7, 0.8, 0.9, 0.95]) {
      const aim = { target, confidence: 0.95 };
      expect(quantileIndex(fewest(target), aim)).toBe(fewest(target));
      expect(quantileIndex(fewest(target) - 1, aim)).toBeNull();
    }
  });

  it("takes the order statistic of the binomial, worked from its terms: 28 of 30 for 80 %", () => {
    const terms = (from: number): number => {
      let sum = 0;
      for (let k = from; k <= 30; k++) {
        let term = 0.8 ** k * 0.2 ** (30 - k);
        for (let i = 1; i <= k; i++) term *= (30 - k + i) / i;
        sum += term;
      }
      return sum;
    };
    expect(quantileIndex(30, { target: 0.8, confidence: 0.95 })).toBe(28);
    expect(terms(28)).toBeLessThanOrEqual(0.05);
    expect(terms(27)).toBeGreaterThan(0.05);
  });

  it("holds in pools of any size: the sample's finds before the target are hypergeometric, no more spread than binomial", () => {
    for (const target of [0.5, 0.8, 0.9, 0.95]) {
      for (const confidence of [0.8, 0.95]) {
        for (let relevant = 1; relevant <= 150; relevant++) {
          // Relevant records that can be reached with the target still missed.
          let short = 0;
          while (!reachesTarget(short + 1, relevant, target)) short += 1;
          for (let found = 1; found <= relevant; found++) {
            const index = quantileIndex(found, { target, confidence });
            if (index === null) continue;
            const wrong = hypergeometricAtLeast({ n1: short, n2: relevant - short, events: found }, index);
            expect(wrong).toBeLessThanOrEqual(1 - confidence + 1e-9);
          }
        }
      }
    }
  });

  it("stops when enough of the sample was reached, and says when a sample can never tell", () => {
    const aim = { target: 0.8, confidence: 0.95 };
    const sample = { total: 1000, sampled: 200, relevant: 14, reached: 13 };
    expect(quantileBound(sample, aim)).toMatchObject({ statement: { stop: false, figures: { needed: 14 } } });
    expect(quantileBound({ ...sample, reached: 14 }, aim)).toMatchObject({ statement: { stop: true } });
    const small = quantileBound({ ...sample, relevant: 13 }, aim);
    expect(small.ok && small.statement.words[1]).toContain("at least 14 relevant records");
  });

  it("refuses samples that cannot be", () => {
    const aim = { target: 0.8, confidence: 0.95 };
    const codeOf = (sampled: number, relevant: number, reached: number): string | undefined => {
      const stated = quantileBound({ total: 100, sampled, relevant, reached }, aim);
      return stated.ok ? undefined : stated.problems[0]!.code;
    };
    expect(codeOf(101, 5, 0)).toBe("sample-too-large");
    expect(codeOf(10, 11, 0)).toBe("more-than-there-are");
    expect(codeOf(10, 5, 6)).toBe("more-than-there-are");
    expect(codeOf(0, 0, 0)).toBe("nothing-sampled");
    expect(codeOf(10, 0, 0)).toBe("nothing-relevant");
  });

  it("tells how many records have to be drawn for it on average", () => {
    expect(quantileSampleSize(1999, 199, { target: 0.95, confidence: 0.95 })).toBe(590);
    expect(quantileSampleSize(1999, 58, { target: 0.95, confidence: 0.95 })).toBeNull();
  });
});
