import type { MultivariateData } from "./multivariate-data.ts";

/**
 * Degrees of freedom of each coefficient by containment (Schluchter & Elashoff 1990; Pinheiro & Bates 2000, section 2.4.2): a
 * moderator that does not vary within the groups of a random term has as many as there are groups, less p; the fewest count, and
 * k - p where it varies within the groups of every term. At least 1.
 */
export function containmentDf({ regression, terms }: MultivariateData): readonly number[] {
  const { k, p, x } = regression;
  return Array.from({ length: p }, (_, j) => {
    let df = k - p;
    for (const { group, groups } of terms) {
      const first = new Float64Array(groups).fill(Number.NaN);
      let varies = false;
      for (let i = 0; i < k && !varies; i++) {
        const g = group[i]!;
        const value = x.data[i * p + j]!;
        if (Number.isNaN(first[g]!)) first[g] = value;
        else varies = first[g] !== value;
      }
      if (!varies) df = Math.min(df, groups - p);
    }
    return Math.max(1, df);
  });
}
