import type { SparseRows, SparseVector } from "./sparse-rows.ts";
import type { TermCounts } from "./term-counts.ts";

export interface TfIdfOptions {
  /** Terms in fewer records are left out. 1 keeps those of a single record as one number a record (`SparseRows.own`). */
  readonly minRecords: 1 | 2;
  /** Terms to keep as columns even where a single record has them. */
  readonly keep?: ReadonlySet<number>;
}

export interface TfIdf extends SparseRows {
  /** Weight of each column. */
  readonly idf: Float64Array;
  /** Column of each term, or -1. */
  readonly columnOf: Int32Array;
}

/** Terms in a larger share of the records are left out. */
const MOST = 0.95;

/**
 * Weights (1 + ln tf)(ln((1 + N) / (1 + df)) + 1), each row of length 1: scikit-learn's TfidfVectorizer with sublinear tf and
 * max_df 0.95, which are the settings of ASReview's ELAS u4.
 */
export function tfIdf(counts: TermCounts, { minRecords, keep }: TfIdfOptions): TfIdf {
  const { rows, terms, starts, term, count } = counts;
  const inRecords = new Int32Array(terms);
  for (let k = 0; k < term.length; k++) inRecords[term[k]!]! += 1;
  const { columnOf, columns } = numberedColumns(inRecords, MOST * rows, keep);
  const idf = new Float64Array(columns);
  for (let t = 0; t < terms; t++) if (columnOf[t]! >= 0) idf[columnOf[t]!] = weightOf(inRecords[t]!, rows);
  const single = weightOf(1, rows);
  let entries = 0;
  for (let k = 0; k < term.length; k++) if (columnOf[term[k]!]! >= 0) entries += 1;
  const rowStarts = new Int32Array(rows + 1);
  const column = new Int32Array(entries);
  const value = new Float32Array(entries);
  const own = minRecords === 1 ? new Float32Array(rows) : undefined;
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const first = at;
    let squares = 0;
    let ownSquares = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const place = columnOf[term[k]!]!;
      if (place === TOO_COMMON) continue;
      const tf = 1 + Math.log(count[k]!);
      if (place === -1) {
        if (own !== undefined) ownSquares += (tf * single) ** 2;
        continue;
      }
      const weight = tf * idf[place]!;
      column[at] = place;
      value[at++] = weight;
      squares += weight * weight;
    }
    const length = Math.sqrt(squares + ownSquares);
    if (length > 0) {
      for (let k = first; k < at; k++) value[k]! /= length;
      if (own !== undefined) own[row] = Math.sqrt(ownSquares) / length;
    }
    rowStarts[row + 1] = at;
  }
  return {
    rows,
    columns,
    starts: rowStarts,
    column,
    value,
    ...(own === undefined ? {} : { own }),
    idf,
    columnOf,
  };
}

/** Terms left out for being in most records. */
const TOO_COMMON = -2;

/**
 * Numbers the terms of more than one record, and those to keep, commonest first: what is looked up most lies together in memory. The others
 * have the column -1, or -2 where they are in too many records.
 */
function numberedColumns(
  inRecords: Int32Array,
  most: number,
  keep: ReadonlySet<number> | undefined,
): { readonly columnOf: Int32Array; readonly columns: number } {
  const columnOf = new Int32Array(inRecords.length).fill(-1);
  const isColumn = (term: number): boolean =>
    inRecords[term]! > 1 || (inRecords[term] === 1 && keep?.has(term) === true);
  const starts = new Int32Array(Math.floor(most) + 2);
  for (let term = 0; term < inRecords.length; term++) {
    if (inRecords[term]! > most) columnOf[term] = TOO_COMMON;
    else if (isColumn(term)) starts[inRecords[term]! - 1]! += 1;
  }
  let columns = 0;
  for (let records = starts.length - 1; records >= 0; records--) {
    const here = starts[records]!;
    starts[records] = columns;
    columns += here;
  }
  for (let term = 0; term < inRecords.length; term++)
    if (columnOf[term] === -1 && isColumn(term)) columnOf[term] = starts[inRecords[term]! - 1]!++;
  return { columnOf, columns };
}

const weightOf = (df: number, rows: number): number => Math.log((1 + rows) / (1 + df)) + 1;

/** A text outside of the pool, weighted like one of its records; terms that the pool does not have are left out. */
export function tfIdfOf(tfIdf: TfIdf, terms: Iterable<number>): SparseVector {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const column = tfIdf.columnOf[term] ?? -1;
    if (column >= 0) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const column = Int32Array.from(counts.keys());
  const value = Float32Array.from(counts, ([place, count]) => (1 + Math.log(count)) * tfIdf.idf[place]!);
  let squares = 0;
  for (const weight of value) squares += weight * weight;
  if (squares > 0) for (let k = 0; k < value.length; k++) value[k]! /= Math.sqrt(squares);
  return { column, value };
}
