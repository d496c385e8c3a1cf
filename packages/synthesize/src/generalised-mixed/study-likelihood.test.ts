import { integrate, numericGradient } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { type Cell, cumulants, logConstant, saturated } from "./cell.ts";
import { studyLaplace } from "./laplace.ts";
import { studyIntegral } from "./quadrature.ts";

const hypergeometric: Cell = { kind: "hypergeometric", count: 3, margins: { n1: 20, n2: 25, events: 9 } };
const pairs: readonly (readonly [Cell, Cell])[] = [
  [
    { kind: "binomial", count: 2, n: 30 },
    { kind: "binomial", count: 9, n: 28 },
  ],
  [
    { kind: "poisson", count: 0 },
    { kind: "poisson", count: 6 },
  ],
  [hypergeometric, { kind: "binomial", count: 0, n: 40 }],
];

/** The log-likelihood of one cell without its constant. */
function density(cell: Cell, eta: number): number {
  const b = new Float64Array(4);
  cumulants(cell, eta, b, 0);
  return cell.count * eta - b[0]!;
}

describe("cumulants", () => {
  it("are the derivatives of one another", () => {
    for (const cell of pairs.flat()) {
      const at = (order: number) => (eta: readonly number[]) => {
        const b = new Float64Array(4);
        cumulants(cell, eta[0]!, b, 0);
        return b[order]!;
      };
      for (const eta of [-2.3, 0.4, 1.1]) {
        for (const order of [0, 1, 2]) {
          expect(numericGradient(at(order), [eta])[0]).toBeCloseTo(at(order + 1)([eta]), 6);
        }
      }
    }
  });

  it("give probabilities that sum to 1", () => {
    let total = 0;
    for (let x = 0; x <= 9; x++) {
      const cell: Cell = { ...hypergeometric, count: x } as Cell;
      total += Math.exp(density(cell, 0.7) + logConstant(cell));
    }
    expect(total).toBeCloseTo(1, 12);
  });
});

describe("saturated", () => {
  it("is the highest the likelihood can be, and 0 at the ends of the range", () => {
    const own = saturated(hypergeometric);
    for (const shift of [-0.01, 0.01]) {
      expect(density(hypergeometric, own.eta + shift) + logConstant(hypergeometric)).toBeLessThan(
        own.logLikelihood,
      );
    }
    expect(saturated({ kind: "binomial", count: 0, n: 9 })).toEqual({
      logLikelihood: 0,
      eta: Number.NEGATIVE_INFINITY,
      information: 0,
    });
  });
});

describe("studyIntegral", () => {
  it("comes to the integral as nodes are added", () => {
    for (const cells of pairs) {
      const c = [-1.4, -0.6];
      const t = [0.9, -0.4];
      const exact = integrate(
        (u) => Math.exp(cells.reduce((sum, cell, j) => sum + density(cell, c[j]! + t[j]! * u), -0.5 * u * u)),
        Number.NEGATIVE_INFINITY,
        Number.POSITIVE_INFINITY,
        { relative: 1e-12 },
      ).value;
      const value = studyIntegral(25, 2).value(cells, c, t, new Float64Array(4));
      expect(value).toBeCloseTo(Math.log(exact / Math.sqrt(2 * Math.PI)), 9);
    }
  });

  it("has the derivatives of the rule it uses, however few its nodes", () => {
    for (const cells of pairs) {
      for (const nodes of [1, 4, 7]) {
        const rule = studyIntegral(nodes, 2);
        const x = [-1.4, -0.6, 1.3, -0.5];
        const gradient = new Float64Array(4);
        rule.value(cells, x.slice(0, 2), x.slice(2), gradient);
        const numeric = numericGradient(
          (at) => rule.value(cells, at.slice(0, 2), at.slice(2), new Float64Array(4)),
          x,
        );
        numeric.forEach((slope, i) => {
          expect(gradient[i]).toBeCloseTo(slope, 8);
        });
      }
    }
  });
});

describe("studyLaplace", () => {
  it("agrees with one node of quadrature when only one effect is random", () => {
    for (const cells of pairs) {
      const [c, t] = [
        [-1.4, -0.6],
        [0.8, -0.3],
      ];
      const one = studyIntegral(1, 2).value(cells, c!, t!, new Float64Array(4));
      const both = studyLaplace()(cells, c!, [t![0]!, 0, t![1]!, 0], new Float64Array(6));
      expect(both).toBeCloseTo(one, 11);
    }
  });

  it("has exact derivatives", () => {
    for (const cells of pairs) {
      const laplace = studyLaplace();
      const x = [-1.4, -0.6, 0.9, 0.4, 0.7, -0.5];
      const gradient = new Float64Array(6);
      laplace(cells, x.slice(0, 2), x.slice(2), gradient);
      const numeric = numericGradient(
        (at) => laplace(cells, at.slice(0, 2), at.slice(2), new Float64Array(6)),
        x,
      );
      numeric.forEach((slope, i) => {
        expect(gradient[i]).toBeCloseTo(slope, 8);
      });
    }
  });
});
