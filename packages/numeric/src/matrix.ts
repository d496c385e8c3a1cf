/** Small dense matrices in row-major order. */

export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Row after row. */
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function matrix(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** A matrix from the element in row i and column j. */
export function matrixOf(rows: number, cols: number, element: (i: number, j: number) => number): Matrix {
  const made = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) made.data[i * cols + j] = element(i, j);
  }
  return made;
}

/** A matrix from its rows, which must be of equal length. */
export function matrixFromRows(rows: readonly (readonly number[])[]): Matrix {
  const made = matrix(rows.length, rows[0]?.length ?? 0);
  for (let i = 0; i < made.rows; i++) made.data.set(rows[i]!, i * made.cols);
  return made;
}

/** The rows as plain arrays. */
export function rowsOf({ rows, cols, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
}

export function identity(n: number): Matrix {
  return matrixOf(n, n, (i, j) => (i === j ? 1 : 0));
}

export function transpose(a: Matrix): Matrix {
  return matrixOf(a.cols, a.rows, (i, j) => a.data[j * a.cols + i]!);
}

/** (A + A')/2: symmetric to the last digit. */
export function symmetricPart(a: Matrix): Matrix {
  const n = a.rows;
  return matrixOf(n, n, (i, j) => 0.5 * (a.data[i * n + j]! + a.data[j * n + i]!));
}

/** Row i, not copied. */
export function rowOf({ cols, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * cols, (i + 1) * cols);
}

/** The vector Ax. */
export function matrixTimes(a: Matrix, x: ArrayLike<number>): Float64Array {
  const made = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    let sum = 0;
    for (let j = 0; j < a.cols; j++) sum += a.data[i * a.cols + j]! * x[j]!;
    made[i] = sum;
  }
  return made;
}

/** x'Ay. */
export function bilinear(x: ArrayLike<number>, a: Matrix, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) sum += x[i]! * a.data[i * a.cols + j]! * y[j]!;
  }
  return sum;
}

/** The product ab; a must have as many columns as b has rows. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) {
    throw new RangeError(`A matrix with ${a.cols} columns cannot be multiplied by one with ${b.rows} rows.`);
  }
  const made = matrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let l = 0; l < a.cols; l++) {
      const factor = a.data[i * a.cols + l]!;
      if (factor === 0) continue;
      for (let j = 0; j < b.cols; j++) made.data[i * b.cols + j]! += factor * b.data[l * b.cols + j]!;
    }
  }
  return made;
}

/** X'WX for a diagonal W given by its weights; X'X without. */
export function crossProduct(x: Matrix, weights?: ArrayLike<number>): Matrix {
  const p = x.cols;
  const made = matrix(p, p);
  for (let i = 0; i < x.rows; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    for (let a = 0; a < p; a++) {
      const factor = w * x.data[i * p + a]!;
      for (let b = a; b < p; b++) made.data[a * p + b]! += factor * x.data[i * p + b]!;
    }
  }
  for (let a = 1; a < p; a++) for (let b = 0; b < a; b++) made.data[a * p + b] = made.data[b * p + a]!;
  return made;
}
