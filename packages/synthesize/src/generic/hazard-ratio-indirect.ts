/** Log hazard ratios from what trial reports print when they print no interval (Parmar 1998; Tierney et al. 2007). */
import { normalUpperQuantile } from "@coppice/numeric";
import { checkNumbers } from "../computed.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";

/** What is known of the events, from which the variance of O - E is approximated. */
export type EventsReported =
  /** V = O1 O2 / (O1 + O2). */
  | { readonly kind: "by-arm"; readonly events1: number; readonly events2: number }
  /** V = O R / (R + 1)^2, R people in arm 1 for each in arm 2; default 1, V = O/4. */
  | { readonly kind: "total"; readonly events: number; readonly allocation?: number };

interface LogRankVariance {
  readonly variance: number;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
}

function logRankVariance(events: EventsReported): Result<LogRankVariance> {
  if (events.kind === "by-arm") {
    const inputs = { O1: events.events1, O2: events.events2 };
    const broken = checkNumbers(inputs, { O1: "positive", O2: "positive" });
    if (broken !== null) return broken;
    const variance = (inputs.O1 / (inputs.O1 + inputs.O2)) * inputs.O2;
    return { ok: true, value: { variance, formula: "V = O1 O2/(O1 + O2)", inputs } };
  }
  const inputs = { O: events.events, R: events.allocation ?? 1 };
  const broken = checkNumbers(inputs, { O: "positive", R: "positive" });
  if (broken !== null) return broken;
  const variance = (inputs.O * inputs.R) / (inputs.R + 1) ** 2;
  return { ok: true, value: { variance, formula: "V = O R/(R + 1)^2", inputs } };
}

const source = "Parmar et al. 1998, Stat Med 17:2815; Tierney et al. 2007, Trials 8:16";
const proportional = "hazards are proportional";
const approximate = "V is approximated by the number of events";

export interface LogRankP {
  /** Two-sided p-value of the log-rank test. */
  readonly p: number;
  readonly events: EventsReported;
  /** Which arm had the lower hazard, which a two-sided p-value does not say. */
  readonly favours: "experimental" | "control";
  readonly n?: number;
}

/** ln HR = (O - E)/V with O - E = +/- sqrt(V) z(1 - p/2), from a log-rank p-value and the events. */
export function hazardRatioFromLogRankP({ p, events, favours, n }: LogRankP): Result<EffectSize> {
  if (!(p > 0 && p <= 1)) {
    return failure("bad-p", `The p-value is ${p}; give the exact two-sided value above 0, up to 1.`);
  }
  const known = logRankVariance(events);
  if (!known.ok) return known;
  const { variance, formula, inputs } = known.value;
  const z = normalUpperQuantile(p / 2);
  return effectSize("HR", {
    yi: ((favours === "experimental" ? -1 : 1) * z) / Math.sqrt(variance),
    vi: 1 / variance,
    n: n ?? null,
    formula: `yi = (O - E)/V; O - E = +/- sqrt(V) z; ${formula}; vi = 1/V`,
    inputs: { p, z, ...inputs, V: variance },
    assumptions: [proportional, approximate, "the p-value is two-sided and of a log-rank test"],
    source,
  });
}

/** ln HR of a reported hazard ratio whose uncertainty is known only from the events. */
export function hazardRatioFromEvents(ratio: number, events: EventsReported, n?: number): Result<EffectSize> {
  const broken = checkNumbers({ HR: ratio }, { HR: "positive" });
  if (broken !== null) return broken;
  const known = logRankVariance(events);
  if (!known.ok) return known;
  const { variance, formula, inputs } = known.value;
  return effectSize("HR", {
    yi: Math.log(ratio),
    vi: 1 / variance,
    n: n ?? null,
    formula: `yi = ln HR; vi = 1/V; ${formula}`,
    inputs: { HR: ratio, ...inputs, V: variance },
    assumptions: [proportional, approximate],
    source,
  });
}

export interface ObservedExpected {
  readonly observed1: number;
  readonly expected1: number;
  readonly observed2: number;
  readonly expected2: number;
}

/** ln HR = ln((O1/E1)/(O2/E2)) with vi = 1/E1 + 1/E2, from observed and expected events of both arms. */
export function hazardRatioFromObservedExpected(data: ObservedExpected): Result<EffectSize> {
  const inputs = { O1: data.observed1, E1: data.expected1, O2: data.observed2, E2: data.expected2 };
  const broken = checkNumbers(inputs, { O1: "positive", E1: "positive", O2: "positive", E2: "positive" });
  if (broken !== null) return broken;
  return effectSize("HR", {
    yi: Math.log(inputs.O1 / inputs.E1) - Math.log(inputs.O2 / inputs.E2),
    vi: 1 / inputs.E1 + 1 / inputs.E2,
    formula: "yi = ln((O1/E1)/(O2/E2)); vi = 1/E1 + 1/E2",
    inputs,
    assumptions: [proportional],
    source,
  });
}
