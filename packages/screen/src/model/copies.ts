import type { NeighbourGraph } from "../graph/neighbours.ts";

/** Cosine of word beginnings from which two records are taken for the same text. */
const SAME = 0.95;

/** For each row that has any, the other rows of its group: rows with nearly the same text, and those with nearly the same as they. */
export function copiesOf(
  { starts, record, cosine }: NeighbourGraph,
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
    for (let k = starts[row]!; k < starts[row + 1]! && cosine[k]! >= SAME; k++) {
      if (record[k]! >= rows) continue;
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
