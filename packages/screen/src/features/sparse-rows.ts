/** Rows of numbers, most of them 0. Row i has the entries `starts[i]` to `starts[i + 1] - 1`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
  /**
   * Length of what row i has in columns that no other row has: such columns matter to nothing but products of the row with itself,
   * so that one number stands for all of them. Absent where they were left out.
   */
  readonly own?: Float32Array;
}

/** A row by itself, in the columns of some `SparseRows`. */
export interface SparseVector {
  readonly column: Int32Array;
  readonly value: Float32Array;
}

/** Product of each row with a dense vector. */
export function timesVector({ rows, starts, column, value }: SparseRows, vector: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1]!;
    let sum = 0;
    for (; at < end; at++) sum += value[at]! * vector[column[at]!]!;
    product[row] = sum;
  }
  return product;
}

/** Product of each row with a sparse vector. */
export function timesSparse(rows: SparseRows, vector: SparseVector): Float64Array {
  const dense = new Float64Array(rows.columns);
  for (let k = 0; k < vector.column.length; k++) dense[vector.column[k]!] = vector.value[k]!;
  return timesVector(rows, dense);
}

/** The same entries by column: column j has the entries `starts[j]` to `starts[j + 1] - 1`, rows ascending. */
export interface SparseColumns {
  readonly starts: Int32Array;
  readonly row: Int32Array;
  readonly value: Float32Array;
}

export function byColumn({ rows, columns, starts, column, value }: SparseRows): SparseColumns {
  const ends = new Int32Array(columns + 1);
  for (let k = 0; k < column.length; k++) ends[column[k]! + 1]! += 1;
  for (let j = 0; j < columns; j++) ends[j + 1]! += ends[j]!;
  const next = ends.slice(0, columns);
  const row = new Int32Array(column.length);
  const turned = new Float32Array(column.length);
  for (let i = 0; i < rows; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const place = next[column[k]!]!++;
      row[place] = i;
      turned[place] = value[k]!;
    }
  }
  return { starts: ends, row, value: turned };
}
