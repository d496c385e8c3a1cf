/** Words are cut off here; what differs only behind is taken for equal. */
const LONGEST = 63;
const rows = [new Int32Array(LONGEST + 1), new Int32Array(LONGEST + 1), new Int32Array(LONGEST + 1)] as const;

/**
 * Whether two words differ by at most `most` edits (insert, delete, replace, swap of neighbours: optimal string alignment). Rows are
 * given up as soon as nothing in them is within reach.
 */
export function withinEdits(a: string, b: string, most: number): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > most) return false;
  const m = Math.min(a.length, LONGEST);
  const n = Math.min(b.length, LONGEST);
  let [before, previous, row]: readonly Int32Array[] = rows;
  for (let j = 0; j <= n; j++) previous![j] = j;
  for (let i = 1; i <= m; i++) {
    const x = a.charCodeAt(i - 1);
    row![0] = i;
    let least = i;
    for (let j = 1; j <= n; j++) {
      const y = b.charCodeAt(j - 1);
      let cost = previous![j - 1]! + (x === y ? 0 : 1);
      if (previous![j]! + 1 < cost) cost = previous![j]! + 1;
      if (row![j - 1]! + 1 < cost) cost = row![j - 1]! + 1;
      if (
        i > 1 &&
        j > 1 &&
        x === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === y &&
        before![j - 2]! + 1 < cost
      )
        cost = before![j - 2]! + 1;
      row![j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    [before, previous, row] = [previous, row, before];
  }
  return previous![n]! <= most;
}
