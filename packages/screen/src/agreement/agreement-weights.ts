/** How much two categories agree: 1 the same, 0 not at all, by their distance in the order of the categories. */
export type AgreementWeights = "identity" | "linear" | "quadratic";

/**
 * Identity: 1 on the diagonal. Linear (Cicchetti & Allison 1971): 1 − |i − j| / (q − 1). Quadratic (Fleiss & Cohen 1973):
 * 1 − (i − j)² / (q − 1)².
 */
export function weightMatrix(kind: AgreementWeights, categories: number): readonly (readonly number[])[] {
  const index = Array.from({ length: categories }, (_, i) => i);
  const widest = Math.max(1, categories - 1);
  return index.map((i) =>
    index.map((j) => {
      const distance = Math.abs(i - j) / widest;
      if (kind === "identity") return i === j ? 1 : 0;
      return kind === "linear" ? 1 - distance : 1 - distance ** 2;
    }),
  );
}
