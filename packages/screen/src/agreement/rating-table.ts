/** How two raters classified the same subjects: `counts[i][j]` subjects are in category i by the first and j by the second. */
export interface RatingTable {
  /** All categories that could be chosen, in order where they have one; also those that nobody chose. */
  readonly categories: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly subjects: number;
}

export function ratingTable(
  pairs: readonly (readonly [first: string, second: string])[],
  categories: readonly string[],
): RatingTable {
  const place = new Map(categories.map((category, i) => [category, i]));
  const counts = categories.map(() => categories.map(() => 0));
  for (const [first, second] of pairs) {
    const [i, j] = [place.get(first), place.get(second)];
    if (i === undefined || j === undefined)
      throw new RangeError(`"${i === undefined ? first : second}" is none of ${categories.join(", ")}`);
    counts[i]![j]! += 1;
  }
  return { categories, counts, subjects: pairs.length };
}

/** Shares of the subjects by category, of the first rater and of the second. */
export function marginsOf({ counts, subjects }: RatingTable): {
  readonly first: readonly number[];
  readonly second: readonly number[];
} {
  return {
    first: counts.map((row) => row.reduce((sum, count) => sum + count, 0) / subjects),
    second: counts.map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0) / subjects),
  };
}

/** Calls back with each cell: its share of the subjects and its place. */
export function eachCell(
  { counts, subjects }: RatingTable,
  visit: (share: number, i: number, j: number) => void,
): void {
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      visit(count / subjects, i, j);
    });
  });
}
