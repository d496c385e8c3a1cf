import { type KendallTest, kendallTest } from "@coppice/numeric";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import { tooFewStudies } from "../problems.ts";
import { type Result, sound } from "../result.ts";

/**
 * Begg & Mazumdar's (1994) test: Kendall's rank correlation between the effects, standardised by the variance of their distance
 * from the common mean, and their sampling variances. Exact without ties and below 300 studies, else by the normal
 * approximation with its correction for ties.
 */
export function rankCorrelationTest(effects: readonly Effect[]): Result<KendallTest> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const { y, v, k } = data.value;
  if (k < 3) return tooFewStudies(k, 3);
  const { mean, s1 } = weightedSums(data.value, 0);
  const standardised = y.map((value, i) => (value - mean) / Math.sqrt(v[i]! - 1 / s1));
  return sound(kendallTest(standardised, v), () => outOfRange(effects));
}
