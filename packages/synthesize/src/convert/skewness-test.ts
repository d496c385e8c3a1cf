import { failure, type Result, sound } from "../result.ts";
import { type QuantileSummary, scenarioOf } from "./quantile-summary.ts";

export interface SkewnessTest {
  readonly statistic: number;
  /** At the 5 per cent level. */
  readonly criticalValue: number;
  readonly skewed: boolean;
  readonly source: string;
}

/** Whether a quantile summary is too skewed for the formulas that assume normality (Shi et al. 2023, 5 per cent level). */
export function skewnessTest(summary: QuantileSummary): Result<SkewnessTest> {
  const scenario = scenarioOf(summary);
  if (!scenario.ok) return scenario;
  const s = scenario.value;
  const { n, m } = s;
  const byRange = s.kind === "S2" ? 0 : Math.abs(s.a + s.b - 2 * m) / (s.b - s.a);
  const byQuartiles = s.kind === "S1" ? 0 : Math.abs(s.q1 + s.q3 - 2 * m) / (s.q3 - s.q1);
  const [statistic, criticalValue] = {
    S1: [byRange, 1.01 / Math.log(n + 9) + 2.43 / (n + 1)] as const,
    S2: [byQuartiles, 2.66 / Math.sqrt(n) - 5.92 / n ** 2] as const,
    S3: [
      Math.max(((2.65 * Math.log(0.6 * n)) / Math.sqrt(n)) * byRange, byQuartiles),
      2.97 / Math.sqrt(n) - 39.1 / n ** 3,
    ] as const,
  }[s.kind];
  return sound(
    {
      statistic,
      criticalValue,
      skewed: statistic > criticalValue,
      source: "Shi, Luo, Wan, Liu, Liu, Bian & Tong 2023, Statistical Methods in Medical Research 32:1338",
    },
    () => failure("out-of-range", "The quantiles lie too far apart to be computed with; check their units."),
  );
}
