/**
 * The posterior of tau on panels of Gauss-Legendre nodes that are halved until the integral stands.
 *
 * The variable is u = ln(1 + tau / s), or ln tau for priors that are spread over ln tau: short where tau is small, and long
 * tails are reached in few steps.
 */
import { gaussLegendreRule, minimiseScalar } from "@coppice/numeric";
import type { Distribution } from "./distribution.ts";

export interface TauPosteriorSetting {
  /** ln of prior times likelihood, up to a constant. */
  readonly logDensity: (tau: number) => number;
  readonly logarithmic: boolean;
  /** Where `logarithmic`: ln of prior probability times likelihood of tau below a value that is as good as 0. */
  readonly logMassBelow: (tau: number) => number;
  /** The smallest value of tau that makes a difference. */
  readonly scale: number;
  /** A value of tau beyond which nothing new happens. */
  readonly reach: number;
  readonly max: number;
}

export interface TauPosterior extends Distribution {
  /** Nodes in ascending order; the first may be 0, with the weight of all that is as good as 0. */
  readonly taus: readonly number[];
  /** They add up to 1. */
  readonly weights: readonly number[];
  /** ln of the integral of exp(logDensity). */
  readonly logIntegral: number;
  readonly mode: number;
  /** False when the panels ran out before the integral stood. */
  readonly settled: boolean;
}

interface Panel {
  readonly a: number;
  readonly b: number;
  readonly value: number;
}

const ORDER = 12;
const DEEP = 45;
const MORE_PANELS = 250;

export function tauPosterior(setting: TauPosteriorSetting): TauPosterior {
  const { logDensity, logarithmic, scale, reach, max } = setting;
  const tauOf = (u: number): number => (logarithmic ? Math.exp(u) : scale * Math.expm1(u));
  const slopeOf = (u: number): number => (logarithmic ? Math.exp(u) : scale * Math.exp(u));
  const uOf = (tau: number): number => (logarithmic ? Math.log(tau) : Math.log1p(tau / scale));
  const logAt = (u: number): number => {
    const value = logDensity(tauOf(u)) + Math.log(slopeOf(u));
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const start = logarithmic ? Math.log(1e-8 * scale) : 0;
  // From the smallest double to the largest is some 1400 in ln tau.
  const end = Math.min(uOf(max), uOf(1e140), start + 1500);
  const step = Math.max(0.5, (end - start) / 1000);
  const first: number[] = [start];
  let peak = logAt(start);
  let peakAt = start;
  for (let u = start; u < end && !(u > uOf(reach) && logAt(u) < peak - DEEP); ) {
    u = Math.min(end, u + step);
    first.push(u);
    for (const look of [u - step / 2, u]) {
      const value = logAt(look);
      if (value > peak) {
        peak = value;
        peakAt = look;
      }
    }
  }
  const last = first.at(-1)!;
  const top = minimiseScalar((u) => -logAt(u), Math.max(start, peakAt - step), Math.min(last, peakAt + step));
  if (-top.value > peak) {
    peak = -top.value;
    peakAt = top.x;
  }
  // A peak much narrower than a panel must not fall between its nodes.
  const edges = new Set(first);
  for (let width = 0.25; width > 1e-5; width /= 3) {
    for (const u of [peakAt - width, peakAt + width]) if (u > start && u < last) edges.add(u);
    if (Math.max(logAt(peakAt - width), logAt(peakAt + width)) > peak - 1) break;
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const most = sorted.length + MORE_PANELS;

  const rule = gaussLegendreRule(ORDER);
  const integrate = (a: number, b: number): number => {
    const half = 0.5 * (b - a);
    const middle = 0.5 * (a + b);
    let sum = 0;
    for (let i = 0; i < ORDER; i++)
      sum += rule.weights[i]! * Math.exp(logAt(middle + half * rule.nodes[i]!) - peak);
    return half * sum;
  };
  let waiting: Panel[] = sorted
    .slice(1)
    .map((b, i) => ({ a: sorted[i]!, b, value: integrate(sorted[i]!, b) }));
  const atom = logarithmic ? Math.exp(setting.logMassBelow(tauOf(start)) - peak) : 0;
  const total = waiting.reduce((sum, { value }) => sum + value, atom);
  const panels: Panel[] = [];
  // A sum of many logarithms has rounding errors of its own size, which no halving removes.
  const tolerance = (1e-12 + 1e-15 * Math.abs(peak)) * total;
  for (let depth = 0; waiting.length > 0; depth++) {
    const next: Panel[] = [];
    for (const { a, b, value } of waiting) {
      const middle = 0.5 * (a + b);
      const left = { a, b: middle, value: integrate(a, middle) };
      const right = { a: middle, b, value: integrate(middle, b) };
      const sum = left.value + right.value;
      if (!(Math.abs(sum - value) > tolerance) || depth >= 25 || panels.length + next.length > most) {
        panels.push({ a, b, value: sum });
      } else next.push(left, right);
    }
    waiting = next;
  }
  panels.sort((p, q) => p.a - q.a);
  const whole = panels.reduce((sum, { value }) => sum + value, atom);
  const taus: number[] = atom > 0 ? [0] : [];
  const weights: number[] = atom > 0 ? [atom / whole] : [];
  const below: number[] = [];
  let sum = atom / whole;
  for (const { a, b, value } of panels) {
    below.push(sum);
    sum += value / whole;
    const half = 0.5 * (b - a);
    const middle = 0.5 * (a + b);
    for (let i = 0; i < ORDER; i++) {
      const u = middle + half * rule.nodes[i]!;
      const weight = (half * rule.weights[i]! * Math.exp(logAt(u) - peak)) / whole;
      // What is lost here does not show in any sum.
      if (weight < 1e-18) continue;
      taus.push(tauOf(u));
      weights.push(weight);
    }
  }
  const lowerU = (u: number): number => {
    if (u <= start) return logarithmic ? atom / whole : 0;
    let index = panels.findIndex((panel) => u <= panel.b);
    if (index < 0) index = panels.length - 1;
    const { a, b } = panels[index]!;
    return below[index]! + integrate(a, Math.min(u, b)) / whole;
  };
  const density = (tau: number): number => {
    if (tau > max || tau < 0) return 0;
    const value = Math.exp(logDensity(tau) - peak) / whole;
    return Number.isNaN(value) ? 0 : value;
  };
  const quantile = (p: number): number => {
    if (p <= atom / whole) return 0;
    if (p >= 1) return tauOf(last);
    let index = below.length - 1;
    while (index > 0 && below[index]! > p) index -= 1;
    let { a, b } = panels[index]!;
    const from = a;
    // Newton's method inside the panel; the density of u is smooth there.
    let u = a + ((b - a) * (p - below[index]!) * whole) / panels[index]!.value;
    for (let iteration = 0; iteration < 60; iteration++) {
      const excess = below[index]! + integrate(from, u) / whole - p;
      if (excess > 0) b = Math.min(b, u);
      else a = Math.max(a, u);
      const newton = u - (excess * whole) / Math.exp(logAt(u) - peak);
      const inside = newton >= a && newton <= b;
      const next = inside ? newton : 0.5 * (a + b);
      const moved = Math.abs(next - u);
      u = next;
      if ((inside && moved <= 1e-8 * (b - a + 1e-8)) || b - a <= 1e-15 * Math.max(1, Math.abs(b))) break;
    }
    return tauOf(u);
  };
  return {
    taus,
    weights,
    logIntegral: peak + Math.log(whole),
    settled: panels.length <= most,
    ...peakOf(taus, density, logarithmic),
    density,
    lower: (tau) => (tau <= 0 ? 0 : lowerU(uOf(tau))),
    quantile,
  };
}

/** Where the density of tau itself, not of u, is highest, and whether it has one peak. */
function peakOf(
  taus: readonly number[],
  density: (tau: number) => number,
  logarithmic: boolean,
): { readonly mode: number; readonly unimodal: boolean } {
  const looks = logarithmic ? taus.filter((tau) => tau > 0) : [0, ...taus];
  const heights = looks.map(density);
  let best = 0;
  let peaks = 0;
  for (let i = 0; i < looks.length; i++) {
    if (heights[i]! > heights[best]!) best = i;
    const rises = i === 0 || heights[i]! > heights[i - 1]! * (1 + 1e-12);
    const falls = i === looks.length - 1 || heights[i]! > heights[i + 1]! * (1 + 1e-12);
    if (rises && falls) peaks += 1;
  }
  const a = looks[Math.max(0, best - 1)]!;
  const b = looks[Math.min(looks.length - 1, best + 1)]!;
  const found = minimiseScalar((tau) => -density(tau), a, b, { absolute: 1e-10 * (b - a) });
  // The density is flat at 0: what rounding makes of it is no mode.
  const better = -found.value > heights[best]! * (1 + 1e-13);
  return { mode: better ? found.x : looks[best]!, unimodal: peaks < 2 };
}
