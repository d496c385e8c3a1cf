import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, invertCholesky, solveCholesky } from "./cholesky.ts";
import { independentColumns } from "./independent-columns.ts";
import { crossProduct, identity, matrixFromRows, multiply, rowsOf, transpose } from "./matrix.ts";
import { symmetricEigen, symmetricPower } from "./symmetric-eigen.ts";

const entries = (n: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n });
/** X'X + I for a random 6 x 4 matrix: symmetric, positive definite, well conditioned. */
const positiveDefinite = entries(24).map((values) => {
  const x = matrixFromRows(Array.from({ length: 6 }, (_, i) => values.slice(4 * i, 4 * i + 4)));
  const a = crossProduct(x);
  for (let i = 0; i < 4; i++) a.data[5 * i]! += 1;
  return a;
});

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i]!, digits);
}

describe("matrices", () => {
  it("multiply row by column, and know when they cannot", () => {
    const a = matrixFromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(rowsOf(multiply(a, transpose(a)))).toEqual([
      [14, 32],
      [32, 77],
    ]);
    expect(rowsOf(crossProduct(a, [1, 2]))).toEqual(
      rowsOf(
        multiply(
          transpose(a),
          matrixFromRows([
            [1, 2, 3],
            [8, 10, 12],
          ]),
        ),
      ),
    );
    expect(() => multiply(a, a)).toThrow(RangeError);
  });

  it("are inverted and solved by Cholesky's decomposition", () => {
    fc.assert(
      fc.property(positiveDefinite, (a) => {
        const decomposition = cholesky(a)!;
        expectClose(multiply(a, invertCholesky(decomposition)).data, identity(4).data);
        const b = matrixFromRows([[1], [2], [3], [4]]);
        expectClose(multiply(a, solveCholesky(decomposition, b)).data, b.data);
        const logOfEigenvalues = symmetricEigen(a).values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(decomposition.logDeterminant).toBeCloseTo(logOfEigenvalues, 9);
      }),
    );
  });

  it("have no Cholesky decomposition when they are not positive definite", () => {
    expect(
      cholesky(
        matrixFromRows([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toBeNull();
    expect(cholesky(matrixFromRows([[-1]]))).toBeNull();
    expect(cholesky(matrixFromRows([[Number.NaN]]))).toBeNull();
  });

  it("are the sum of their eigenvectors", () => {
    fc.assert(
      fc.property(positiveDefinite, (a) => {
        const { values, vectors } = symmetricEigen(a);
        expectClose(
          [...values],
          [...values].sort((x, y) => y - x),
          12,
        );
        expectClose(multiply(transpose(vectors), vectors).data, identity(4).data, 12);
        expectClose(symmetricPower(a, 1).data, a.data);
        const root = symmetricPower(a, 0.5);
        expectClose(multiply(root, root).data, a.data);
      }),
    );
  });

  it("have a pseudo-inverse root when they are singular", () => {
    const singular = matrixFromRows([
      [4, 4],
      [4, 4],
    ]);
    const root = symmetricPower(singular, -0.5);
    expectClose(multiply(multiply(root, singular), root).data, [0.5, 0.5, 0.5, 0.5], 14);
  });
});

describe("independentColumns", () => {
  it("keeps what is new and names what a column depends on", () => {
    // The fourth column is the first minus twice the second; the fifth is zero.
    const x = matrixFromRows([
      [1, 2, 1, -3, 0],
      [1, 5, 7, -9, 0],
      [1, -1, 2, 3, 0],
      [1, 0, 5, 1, 0],
    ]);
    expect(independentColumns(x)).toEqual({
      kept: [0, 1, 2],
      dependent: [
        { column: 3, on: [0, 1] },
        { column: 4, on: [] },
      ],
    });
  });

  it("does not mind the scale of a column", () => {
    expect(
      independentColumns(
        matrixFromRows([
          [1, 1e-12],
          [1, 3e-12],
          [1, 2e-12],
        ]),
      ).kept,
    ).toEqual([0, 1]);
  });
});
