import type { AnalysisOutcome, ShownEffect } from "./derivation.ts";

const z975 = 1.959963984540054;

/** An effect with its 95% interval, on the analysis scale and as read. */
export function shownEffect(
  yi: number,
  vi: number,
  scale: "log" | "identity",
  interval?: readonly [number, number],
): ShownEffect {
  const half = z975 * Math.sqrt(vi);
  const [low, high] = interval ?? [yi - half, yi + half];
  const back = scale === "log" ? Math.exp : (x: number) => x;
  return { yi, vi, estimate: back(yi), low: back(low), high: back(high) };
}

/** Two decimals below 10, one to 100, none above: the precision that trials of this size warrant. */
export function showNumber(x: number): string {
  if (!Number.isFinite(x)) return "not estimable";
  const size = Math.abs(x);
  const text = size >= 100 ? x.toFixed(0) : size >= 10 ? x.toFixed(1) : x.toFixed(2);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

export function showInterval(effect: ShownEffect): string {
  return `${showNumber(effect.low)} to ${showNumber(effect.high)}`;
}

export const measureNames: Readonly<Record<AnalysisOutcome["measure"], string>> = {
  RR: "risk ratio",
  OR: "odds ratio",
  RD: "risk difference",
  MD: "mean difference",
  SMD: "standardized mean difference",
  HR: "hazard ratio",
  "rate-ratio": "rate ratio",
};

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
