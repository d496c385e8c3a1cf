const ratios = new Set([
  "RR",
  "OR",
  "HR",
  "rate-ratio",
  "common-OR",
  "IRR",
  "risk ratio",
  "odds ratio",
  "hazard ratio",
]);
const differences = new Set(["RD", "MD", "SMD", "risk difference", "mean difference"]);

/** The scale on which an estimate of this measure is symmetric; undefined for a measure that we do not know. */
export function scaleOf(measure: string): "log" | "identity" | undefined {
  return ratios.has(measure) ? "log" : differences.has(measure) ? "identity" : undefined;
}

/** The value that means no effect. */
export function noEffect(measure: string): number | undefined {
  const scale = scaleOf(measure);
  return scale === undefined ? undefined : scale === "log" ? 1 : 0;
}
