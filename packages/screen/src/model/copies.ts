import type { SparseRows } from "../features/sparse-rows.ts";
import type { NeighbourGraph } from "../graph/neighbours.ts";

/** Cosine of words and pairs of words from which two records are taken for the same text. */
const SAME = 0.9;

/** For each row that has any, the other rows of its group: rows with nearly the same text, and those with nearly the same as they. */
export function copiesOf(
  { starts, record, cosine }: NeighbourGraph,
  pairs: SparseRows,
  rows: number,
): ReadonlyMap<number, readonly number[]> {
  const leader = Int32Array.from({ length: rows }, (_, row) => row);
  const leaderOf = (row: number): number => {
    while (leader[row] !== row) {
      leader[row] = leader[leader[row]!]!;
      row = leader[row]!;
    }
    return row;
  };
  for (let row = 0; row < rows; row++) {
    // What has the same pairs of words has the same beginnings of words too.
    for (let k = starts[row]!; k < starts[row + 1]! && cosine[k]! >= SAME; k++) {
      if (record[k]! >= rows || cosineOf(pairs, row, record[k]!) < SAME) continue;
      const [a, b] = [leaderOf(row), leaderOf(record[k]!)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const group = groups.get(leaderOf(row));
    if (group === undefined) groups.set(leaderOf(row), [row]);
    else group.push(row);
  }
  const copies = new Map<number, readonly number[]>();
  for (const group of groups.values()) {
    if (group.length > 1)
      for (const row of group)
        copies.set(
          row,
          group.filter((other) => other !== row),
        );
  }
  return copies;
}

function cosineOf({ starts, column, value }: SparseRows, a: number, b: number): number {
  const inA = new Map<number, number>();
  for (let k = starts[a]!; k < starts[a + 1]!; k++) inA.set(column[k]!, value[k]!);
  let sum = 0;
  for (let k = starts[b]!; k < starts[b + 1]!; k++) sum += value[k]! * (inA.get(column[k]!) ?? 0);
  return sum;
}
