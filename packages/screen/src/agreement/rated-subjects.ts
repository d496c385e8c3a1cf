import type { RatingTable } from "./rating-table.ts";

/** Subjects that were rated alike: how many raters put each of them into each category, and how many such subjects there are. */
export interface RatedSubjects {
  readonly ratings: readonly number[];
  readonly subjects: number;
}

/** The cells of a table of two raters. */
export function ratedSubjects({ counts }: RatingTable): readonly RatedSubjects[] {
  return counts.flatMap((row, i) =>
    row.flatMap((subjects, j) =>
      subjects === 0 ? [] : [{ subjects, ratings: row.map((_, k) => (k === i ? 1 : 0) + (k === j ? 1 : 0)) }],
    ),
  );
}
