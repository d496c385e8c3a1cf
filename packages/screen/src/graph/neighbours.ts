import { byColumn, type SparseColumns, type SparseRows } from "../features/sparse-rows.ts";

/** The records most alike each record: row i has the entries `starts[i]` to `starts[i + 1] - 1`, most alike first. */
export interface NeighbourGraph {
  readonly starts: Int32Array;
  readonly record: Int32Array;
  /** Cosine; 0 < cosine <= 1. */
  readonly cosine: Float32Array;
}

/** Pools up to this size are compared whole. */
const EXACT = 8000;
/** Entries of the inverted index looked at for one record of a larger pool. */
const EFFORT = 8_000;
/** Candidates of a larger pool whose cosine is then worked out whole. */
const CANDIDATES = 100;

/**
 * The `wanted` records with the highest cosine to each. Rows have length 1. In pools over 8,000 records candidates are the records
 * that share the rarest terms, as many as 8,000 entries of the inverted index tell of; the best 100 by those terms are then compared whole.
 */
export function neighbourGraph(x: SparseRows, wanted: number): NeighbourGraph {
  const index = byColumn(x);
  const exact = x.rows <= EXACT;
  const shared = new Float64Array(x.rows);
  const whole = new Float64Array(x.columns);
  const seen = new Int32Array(x.rows);
  const starts = new Int32Array(x.rows + 1);
  const record = new Int32Array(x.rows * wanted);
  const cosine = new Float32Array(x.rows * wanted);
  let at = 0;
  for (let i = 0; i < x.rows; i++) {
    const found = exact
      ? sharedWithAll(x, index, i, shared, seen)
      : sharedWithSome(x, index, i, wanted, shared, seen, whole);
    const best = bestOf(shared, seen, found, i, wanted);
    for (const other of best) {
      record[at] = other;
      cosine[at++] = Math.min(1, shared[other]!);
    }
    for (let k = 0; k < found; k++) shared[seen[k]!] = 0;
    starts[i + 1] = at;
  }
  return { starts, record: record.slice(0, at), cosine: cosine.slice(0, at) };
}

/** What a record shares with each other record; gives how many there are. */
function sharedWithAll(
  x: SparseRows,
  { starts, row, value }: SparseColumns,
  self: number,
  shared: Float64Array,
  seen: Int32Array,
): number {
  const end = x.starts[self + 1]!;
  for (let k = x.starts[self]!; k < end; k++) {
    const weight = x.value[k]!;
    const to = starts[x.column[k]! + 1]!;
    for (let p = starts[x.column[k]!]!; p < to; p++) shared[row[p]!]! += weight * value[p]!;
  }
  let found = 0;
  for (let other = 0; other < x.rows; other++) if (shared[other] !== 0) seen[found++] = other;
  return found;
}

/** The same for the candidates of a large pool. */
function sharedWithSome(
  x: SparseRows,
  { starts, row, value }: SparseColumns,
  self: number,
  wanted: number,
  shared: Float64Array,
  seen: Int32Array,
  whole: Float64Array,
): number {
  let found = 0;
  let effort = 0;
  const order = rarestFirst(x, self, starts);
  for (let at = 0; at < order.length; at++) {
    const k = order[at]!;
    const from = starts[x.column[k]!]!;
    const to = starts[x.column[k]! + 1]!;
    effort += to - from;
    if (effort > EFFORT && found > wanted) break;
    const weight = x.value[k]!;
    for (let p = from; p < to; p++) {
      const other = row[p]!;
      if (shared[other] === 0) seen[found++] = other;
      shared[other]! += weight * value[p]!;
    }
  }
  return compareWhole(x, self, shared, seen, found, whole);
}

/** Room for numbers below 2^53 that are put in order: those of records in the upper part, the entry in the lower. */
const ENTRIES = 2 ** 21;

/** The entries of a row, those of the rarest terms first. */
function rarestFirst(x: SparseRows, row: number, ends: Int32Array): Float64Array {
  const from = x.starts[row]!;
  const order = new Float64Array(x.starts[row + 1]! - from);
  for (let k = 0; k < order.length; k++) {
    const column = x.column[from + k]!;
    order[k] = (ends[column + 1]! - ends[column]!) * ENTRIES + k;
  }
  order.sort();
  for (let k = 0; k < order.length; k++) order[k] = from + (order[k]! % ENTRIES);
  return order;
}

/** Keeps the best candidates and replaces what they share by the whole cosine; gives how many there are. */
function compareWhole(
  x: SparseRows,
  row: number,
  shared: Float64Array,
  seen: Int32Array,
  found: number,
  whole: Float64Array,
): number {
  const best = bestOf(shared, seen, found, row, CANDIDATES);
  for (let k = 0; k < found; k++) shared[seen[k]!] = 0;
  for (let k = x.starts[row]!; k < x.starts[row + 1]!; k++) whole[x.column[k]!] = x.value[k]!;
  best.forEach((other, place) => {
    let sum = 0;
    for (let k = x.starts[other]!; k < x.starts[other + 1]!; k++) sum += x.value[k]! * whole[x.column[k]!]!;
    shared[other] = sum;
    seen[place] = other;
  });
  for (let k = x.starts[row]!; k < x.starts[row + 1]!; k++) whole[x.column[k]!] = 0;
  return best.length;
}

/** The records other than `self` that share the most, ties by row; a heap whose root is the least of those kept. */
function bestOf(
  shared: Float64Array,
  seen: Int32Array,
  found: number,
  self: number,
  wanted: number,
): readonly number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number): boolean =>
    shared[a]! < shared[b]! || (shared[a] === shared[b] && a > b);
  const sink = (at: number): void => {
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const lower = left + 1 < heap.length && worse(heap[left + 1]!, heap[left]!) ? left + 1 : left;
      if (!worse(heap[lower]!, heap[at]!)) return;
      [heap[at], heap[lower]] = [heap[lower]!, heap[at]!];
      at = lower;
    }
  };
  // What the least of a full heap shares: most others have less, and need no closer look.
  let least = -1;
  for (let k = 0; k < found; k++) {
    const other = seen[k]!;
    if (shared[other]! < least || other === self) continue;
    if (heap.length < wanted) {
      heap.push(other);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!worse(heap[at]!, heap[parent]!)) break;
        [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
        at = parent;
      }
    } else if (worse(heap[0]!, other)) {
      heap[0] = other;
      sink(0);
    }
    if (heap.length === wanted) least = shared[heap[0]!]!;
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}
