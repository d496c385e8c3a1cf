import { chiSquareUpper } from "@coppice/numeric";
import type { StudyData } from "./study-data.ts";
import { typicalVariance, weightedSums } from "./weighted-sums.ts";

export interface Heterogeneity {
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  /** (Q - df) / Q in per cent, at least 0 (Higgins & Thompson 2002). */
  readonly i2FromQ: number;
  /** Q / df; 1 when there are no degrees of freedom. */
  readonly h2FromQ: number;
  readonly typicalVariance: number | null;
}

/** I2 (per cent) and H2 from a Q statistic. */
export function fromQ(q: number, df: number): { readonly i2FromQ: number; readonly h2FromQ: number } {
  if (df === 0) return { i2FromQ: 0, h2FromQ: 1 };
  return { i2FromQ: q > df ? (100 * (q - df)) / q : 0, h2FromQ: q / df };
}

/** Cochran's Q with inverse-variance weights, and what follows from it. */
export function heterogeneity(data: StudyData): Heterogeneity {
  const { q } = weightedSums(data, 0);
  const qDf = data.k - 1;
  return {
    q: qDf === 0 ? 0 : q,
    qDf,
    qP: qDf === 0 ? 1 : chiSquareUpper(q, qDf),
    ...fromQ(q, qDf),
    typicalVariance: typicalVariance(data),
  };
}

/** I2 (per cent) and H2 from tau2 and the typical variance (Higgins & Thompson 2002, equation 10). */
export function fromTau2(tau2: number, typical: number | null): { readonly i2: number; readonly h2: number } {
  if (typical === null) return { i2: 0, h2: 1 };
  return { i2: (100 * tau2) / (typical + tau2), h2: tau2 / typical + 1 };
}
