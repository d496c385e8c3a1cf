import { integrate, logBeta, logChoose } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import type { Counts } from "../binary/counts.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { poolBetaBinomial } from "./beta-binomial.ts";
import { betaBinomialLogDensity, posteriorShift } from "./beta-binomial-likelihood.ts";

const sparse: readonly Counts[] = [
  { events1: 0, n1: 10, events2: 3, n2: 12 },
  { events1: 5, n1: 50, events2: 2, n2: 60 },
  { events1: 0, n1: 25, events2: 0, n2: 27 },
  { events1: 12, n1: 40, events2: 0, n2: 38 },
  { events1: 0, n1: 30, events2: 0, n2: 15 },
  { events1: 3, n1: 17, events2: 6, n2: 17 },
];

describe("betaBinomialLogDensity", () => {
  it("is the binomial probability averaged over a beta distribution", () => {
    const [events, n, mean, r] = [4, 30, 0.2, 0.15];
    const [a, b] = [mean / r, (1 - mean) / r];
    const average = integrate(
      (p) =>
        Math.exp(
          logChoose(n, events) +
            (events + a - 1) * Math.log(p) +
            (n - events + b - 1) * Math.log1p(-p) -
            logBeta(a, b),
        ),
      0,
      1,
      { relative: 1e-12 },
    ).value;
    expect(Math.exp(betaBinomialLogDensity(events, n, mean, r))).toBeCloseTo(average, 10);
    expect(posteriorShift(events, n, mean, r)).toBeCloseTo((a + events) / (a + b + n) - mean, 14);
  });

  it("goes over into the binomial distribution, in large groups as in small ones", () => {
    for (const [events, n] of [
      [3, 20],
      [500, 88_391],
    ] as const) {
      const binomial = logChoose(n, events) + events * Math.log(0.01) + (n - events) * Math.log(0.99);
      for (const r of [0, 1e-18, 1e-14]) {
        expect(betaBinomialLogDensity(events, n, 0.01, r)).toBeCloseTo(binomial, 5);
      }
    }
  });
});

describe("poolBetaBinomial", () => {
  it("finds the maximum that 40-digit arithmetic finds", () => {
    const result = okValue(poolBetaBinomial(bcg));
    expect(result.estimate).toBeCloseTo(-0.354339182533469, 6);
    expect(result.se).toBeCloseTo(0.358025692156597, 7);
    expect(result.logLikelihood).toBeCloseTo(-141.613437854265, 9);
    expect(result.intraclass[0]).toBeCloseTo(0.0507865935301, 8);
  });

  it("agrees with scipy's betabinom when each arm has its own intraclass correlation", () => {
    const result = okValue(poolBetaBinomial(sparse, { dispersion: "separate" }));
    expect(result.estimate).toBeCloseTo(0.006224802, 6);
    expect(result.se).toBeCloseTo(0.9586876, 5);
    expect(result.intraclass[1]).toBeCloseTo(0.24141493, 6);
    expect(result.logLikelihood).toBeCloseTo(-23.781354769241, 9);
  });

  it("compares the same two risks on every scale", () => {
    const [or, rr, rd] = (["OR", "RR", "RD"] as const).map((measure) =>
      okValue(poolBetaBinomial(sparse, { measure })),
    );
    const [p1, p2] = or!.risks;
    expect(or!.estimate).toBeCloseTo(Math.log((p1 * (1 - p2)) / (p2 * (1 - p1))), 12);
    expect(rr!.estimate).toBeCloseTo(Math.log(p1 / p2), 8);
    expect(rd!.estimate).toBeCloseTo(p1 - p2, 8);
    expect(rd!.se).toBeLessThan(rr!.se);
  });

  it("keeps studies without events, which tell about the risks", () => {
    const result = okValue(poolBetaBinomial(sparse));
    expect(result.k).toBe(6);
    expect(result.doubleZero).toBe(2);
    const without = okValue(poolBetaBinomial(sparse.filter(({ events1, events2 }) => events1 + events2 > 0)));
    expect(result.risks[1]).toBeLessThan(without.risks[1]);
  });

  it("is no less likely when the arms may be correlated, and says when the correlation is at its edge", () => {
    for (const tables of [sparse, bcg]) {
      const independent = okValue(poolBetaBinomial(tables));
      const correlated = okValue(poolBetaBinomial(tables, { correlated: true }));
      expect(correlated.logLikelihood).toBeGreaterThanOrEqual(independent.logLikelihood - 1e-9);
      expect(correlated.correlation).toBeGreaterThan(0);
      expect(correlated.notes.some((note) => note.includes("Sarmanov"))).toBe(
        correlated.convergence.boundary,
      );
    }
  });

  it("is the comparison of two binomial risks when risks do not vary", () => {
    const table = { events1: 6, n1: 60, events2: 9, n2: 60 };
    const result = okValue(poolBetaBinomial([table, table, table]));
    expect(result.intraclass).toEqual([0, 0]);
    expect(result.estimate).toBeCloseTo(Math.log((18 * 153) / (162 * 27)), 7);
    expect(result.se ** 2).toBeCloseTo(1 / 18 + 1 / 162 + 1 / 27 + 1 / 153, 6);
    expect(result.notes.join(" ")).toContain("by chance alone");
  });

  it("says so when an arm has no events at all, and when there are no studies", () => {
    expect(codeOf(poolBetaBinomial([{ events1: 0, n1: 9, events2: 2, n2: 9 }]))).toBe("separation");
    expect(codeOf(poolBetaBinomial([]))).toBe("no-studies");
    expect(codeOf(poolBetaBinomial([{ events1: 4, n1: 3, events2: 2, n2: 9 }]))).toBe(
      "more-events-than-people",
    );
  });
});
