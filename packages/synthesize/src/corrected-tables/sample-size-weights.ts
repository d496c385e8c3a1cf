/** The mean weighted by sample sizes instead of variances (Bakbergenuly, Hoaglin & Kulinskaya 2020). */
import { sumBy, sumOf } from "@coppice/numeric";
import { type Effect, studyData } from "../pool/study-data.ts";
import { failure, type Result, sound } from "../result.ts";

export interface ArmSizedEffect extends Effect {
  readonly n1: number;
  readonly n2: number;
}

export interface SampleSizeMean {
  readonly estimate: number;
  /** Standard error when the effects vary with variance tau2. */
  readonly se: number;
  /** n1 n2 / (n1 + n2). */
  readonly weights: readonly number[];
}

/**
 * The mean with effective sample sizes as weights, whose bias does not depend on the correlation of estimates and variances
 * (Bakbergenuly, Hoaglin & Kulinskaya 2020, Research Synthesis Methods 11:426); tau2 is 0 for a common effect.
 */
export function sampleSizeMean(effects: readonly ArmSizedEffect[], tau2: number): Result<SampleSizeMean> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const bad = () => failure("bad-weights", "Give every study people in both arms, and tau2 >= 0.");
  if (
    !(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY) ||
    effects.some(({ n1, n2 }) => !(n1 > 0 && n2 > 0 && Number.isFinite(n1 + n2)))
  ) {
    return bad();
  }
  const weights = effects.map(({ n1, n2 }) => (n1 / (n1 + n2)) * n2);
  const total = sumOf(weights);
  const share = weights.map((w) => w / total);
  const estimate = sumBy(effects, ({ yi }, i) => share[i]! * yi);
  const se = Math.sqrt(sumBy(effects, ({ vi }, i) => share[i]! ** 2 * (vi + tau2)));
  return sound({ estimate, se, weights }, bad);
}
