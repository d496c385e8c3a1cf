import { NumberList } from "./number-list.ts";

/** How often each record has each of its terms; record i has the entries `starts[i]` to `starts[i + 1] - 1`, in no order. */
export interface TermCounts {
  readonly rows: number;
  /** How many terms there are; they are numbered from 0. */
  readonly terms: number;
  readonly starts: Int32Array;
  readonly term: Int32Array;
  readonly count: Int32Array;
}

/** Counts what `termsOf` gives for each record, where `size` tells how many terms it has named so far. */
export function countTerms(
  rows: number,
  size: () => number,
  termsOf: (row: number, add: (term: number) => void) => void,
): TermCounts {
  const starts = new Int32Array(rows + 1);
  const term = new NumberList();
  const count = new NumberList();
  let inRow = new Int32Array(1 << 16);
  let seen: number[] = [];
  const add = (found: number): void => {
    if (found >= inRow.length) {
      const wider = new Int32Array(found * 2);
      wider.set(inRow);
      inRow = wider;
    }
    if (inRow[found]!++ === 0) seen.push(found);
  };
  for (let row = 0; row < rows; row++) {
    termsOf(row, add);
    for (const found of seen) {
      term.push(found);
      count.push(inRow[found]!);
      inRow[found] = 0;
    }
    seen = [];
    starts[row + 1] = term.length;
  }
  return { rows, terms: size(), starts, term: term.view(), count: count.view() };
}
