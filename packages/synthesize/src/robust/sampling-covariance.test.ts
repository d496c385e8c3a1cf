import { cholesky, matrixFromRows } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { correlationCovariance } from "./correlation-covariance.ts";
import { samplingCovariance } from "./sampling-covariance.ts";

describe("samplingCovariance", () => {
  it("gives contrasts with a shared control the variance of the control's mean as covariance", () => {
    // Means of groups of 10, 20 and 40 with unit variance: (A - C) and (B - C) share 1/40.
    const { matrix } = okValue(
      samplingCovariance([
        { vi: 1 / 10 + 1 / 40, cluster: 1, group1: "A", group2: "C", weight1: 10, weight2: 40 },
        { vi: 1 / 20 + 1 / 40, cluster: 1, group1: "B", group2: "C", weight1: 20, weight2: 40 },
        { vi: 1 / 10 + 1 / 20, cluster: 1, group1: "A", group2: "B", weight1: 10, weight2: 20 },
      ]),
    );
    expect(matrix[0]![1]).toBeCloseTo(1 / 40, 14);
    expect(matrix[0]![2]).toBeCloseTo(1 / 10, 14);
    expect(matrix[1]![2]).toBeCloseTo(-1 / 20, 14);
  });

  it("gives changes between occasions in one group the covariance of the occasions", () => {
    const phi = 0.8;
    const { matrix } = okValue(
      samplingCovariance(
        [
          { vi: 2 * (1 - phi), cluster: 1, group1: "A", group2: "A", time1: 2, time2: 1 },
          { vi: 2 * (1 - phi ** 2), cluster: 1, group1: "A", group2: "A", time1: 3, time2: 1 },
        ],
        { autocorrelation: phi },
      ),
    );
    expect(matrix[0]![1]).toBeCloseTo(phi - phi - phi ** 2 + 1, 14);
  });

  it("reads a table of correlations from either side, and says when a pair is missing", () => {
    const effects = [
      { vi: 1, cluster: 1, observation: "BDI" },
      { vi: 4, cluster: 1, observation: "HDRS" },
    ];
    const { matrix } = okValue(samplingCovariance(effects, { within: { BDI: { HDRS: 0.7 } } }));
    expect(matrix[0]![1]).toBeCloseTo(1.4, 14);
    expect(codeOf(samplingCovariance(effects, { within: { BDI: { CESD: 0.7 } } }))).toBe("no-correlation");
    expect(codeOf(samplingCovariance(effects))).toBe("no-correlation");
    expect(codeOf(samplingCovariance(effects, { within: 1.5 }))).toBe("bad-correlation");
    expect(codeOf(samplingCovariance([{ vi: Number.NaN, cluster: 1 }]))).toBe("bad-variance");
    expect(codeOf(samplingCovariance([]))).toBe("no-effects");
  });

  it("names a cluster whose covariances cannot all hold, and replaces them when asked", () => {
    const effects = ["a", "b", "c"].map((observation) => ({ vi: 2, cluster: "Smith", observation }));
    const within = { a: { b: 0.9, c: 0.9 }, b: { c: -0.9 } };
    const plain = okValue(samplingCovariance(effects, { within }));
    expect(plain.notes[0]).toContain("Smith");
    expect(plain.blocks[0]!.positiveDefinite).toBe(false);
    const { matrix } = okValue(samplingCovariance(effects, { within, nearest: true }));
    expect(cholesky(matrixFromRows(matrix))).not.toBeNull();
    expect(matrix.map((row, i) => row[i]!)).toEqual([2, 2, 2].map((v) => expect.closeTo(v, 10)));
    // Higham's nearest matrix keeps the signs and the symmetry between b and c.
    expect(matrix[0]![1]).toBeCloseTo(matrix[0]![2]!, 8);
    expect(matrix[1]![2]).toBeLessThan(0);
  });

  it("leaves clusters and subgroups independent, in whatever order their effects come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const effects = order.map((i) => ({ vi: i + 1, cluster: i % 2, subgroup: i % 3, observation: i }));
        const { matrix } = okValue(samplingCovariance(effects, { within: 0.5 }));
        for (const [a, row] of matrix.entries()) {
          for (const [b, value] of row.entries()) {
            const same = order[a]! % 2 === order[b]! % 2 && order[a]! % 3 === order[b]! % 3;
            expect(value === 0).toBe(!same);
          }
        }
      }),
    );
  });
});

describe("correlationCovariance", () => {
  const correlations = [
    [1, 0.3, 0.5, 0.2],
    [0.3, 1, 0.4, 0.6],
    [0.5, 0.4, 1, 0.1],
    [0.2, 0.6, 0.1, 1],
  ];

  it("agrees with metafor 3.8-1: rcalc(R, ni = 50), for correlations and for z", () => {
    const raw = okValue(correlationCovariance(correlations, 50));
    expect(raw.pairs).toEqual([
      [1, 0],
      [2, 0],
      [2, 1],
      [3, 0],
      [3, 1],
      [3, 2],
    ]);
    expect(raw.matrix[0]![0]).toBeCloseTo(0.0169, 12);
    expect(raw.matrix[0]![1]).toBeCloseTo(0.00462244897959, 12);
    expect(raw.matrix[2]![4]).toBeCloseTo(-0.000171428571429, 12);
    expect(raw.matrix[3]![5]).toBeCloseTo(0.00955102040816, 12);
    const z = okValue(correlationCovariance(correlations, 50, { scale: "z" }));
    expect(z.matrix[5]![5]).toBeCloseTo(1 / 47, 12);
    expect(z.matrix[0]![1]).toBeCloseTo(0.0070610240823, 12);
  });

  it("refuses what is no correlation matrix, and too few people", () => {
    expect(codeOf(correlationCovariance([[1, 0.2]], 50))).toBe("bad-correlation");
    expect(
      codeOf(
        correlationCovariance(
          [
            [1, 2],
            [2, 1],
          ],
          50,
        ),
      ),
    ).toBe("bad-correlation");
    expect(codeOf(correlationCovariance(correlations, 3))).toBe("bad-sample-size");
  });
});
