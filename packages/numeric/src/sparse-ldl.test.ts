import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, invertCholesky } from "./cholesky.ts";
import { matrix } from "./matrix.ts";
import { factorSparse, selectedInverse, solveSparse, sparsePattern, sparsePlace } from "./sparse-ldl.ts";

/** Symmetric, diagonally dominant, with some entries 0. */
const sparseMatrix = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.double({ min: -2, max: 2, noNaN: true }) },
      ),
      { minLength: n * n, maxLength: n * n },
    )
    .map((entries) => {
      const a = matrix(n, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          a.data[i * n + j] = entries[i * n + j]!;
          a.data[j * n + i] = entries[i * n + j]!;
        }
        a.data[i * n + i] = 1 + 2 * n + Math.abs(entries[i * n + i]!);
      }
      return a;
    }),
);

function sparsed(a: ReturnType<typeof matrix>) {
  const n = a.rows;
  const entries: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (a.data[i * n + j] !== 0) entries.push([i, j]);
  const pattern = sparsePattern(n, entries);
  const values = { diagonal: new Float64Array(n), lower: new Float64Array(pattern.rows.length) };
  for (let i = 0; i < n; i++) values.diagonal[i] = a.data[i * n + i]!;
  for (const [i, j] of entries) values.lower[sparsePlace(pattern, i, j)] = a.data[i * n + j]!;
  return { pattern, values, entries };
}

describe("sparse LDL'", () => {
  it("solves, and inverts on its pattern, as dense decompositions do", () => {
    fc.assert(
      fc.property(sparseMatrix, (a) => {
        const n = a.rows;
        const { pattern, values, entries } = sparsed(a);
        const factor = factorSparse(pattern, values)!;
        const inverse = invertCholesky(cholesky(a)!);
        const selected = selectedInverse(pattern, factor);
        for (let i = 0; i < n; i++) expect(selected.diagonal[i]).toBeCloseTo(inverse.data[i * n + i]!, 12);
        for (const [i, j] of entries)
          expect(selected.lower[sparsePlace(pattern, i, j)]).toBeCloseTo(inverse.data[i * n + j]!, 12);
        const x = Float64Array.from({ length: 2 * n }, (_, i) => Math.cos(i));
        const b = x.slice();
        solveSparse(pattern, factor, b, 2);
        for (let i = 0; i < n; i++) {
          for (let c = 0; c < 2; c++) {
            let sum = 0;
            for (let j = 0; j < n; j++) sum += a.data[i * n + j]! * b[j * 2 + c]!;
            expect(sum).toBeCloseTo(x[i * 2 + c]!, 10);
          }
        }
        const logs = factor.diagonal.reduce((sum, d) => sum + Math.log(d), 0);
        expect(logs).toBeCloseTo(cholesky(a)!.logDeterminant, 10);
      }),
    );
  });

  it("has no fill for leaves below a root, all fill for a root before its leaves", () => {
    const leaves: [number, number][] = [0, 1, 2, 3].map((leaf) => [leaf, 4]);
    expect(sparsePattern(5, leaves).rows.length).toBe(4);
    const rootFirst: [number, number][] = [1, 2, 3, 4].map((leaf) => [leaf, 0]);
    expect(sparsePattern(5, rootFirst).rows.length).toBe(10);
  });

  it("takes negative pivots and refuses zero ones", () => {
    const pattern = sparsePattern(2, [[1, 0]]);
    const values = { diagonal: Float64Array.of(1, -1), lower: Float64Array.of(1) };
    expect(Array.from(factorSparse(pattern, values)!.diagonal)).toEqual([1, -2]);
    expect(factorSparse(pattern, { ...values, diagonal: Float64Array.of(0, 1) })).toBeNull();
    expect(sparsePlace(pattern, 0, 1)).toBe(0);
    expect(sparsePlace(sparsePattern(3, [[1, 0]]), 2, 0)).toBe(-1);
  });
});
