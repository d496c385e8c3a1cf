/** A horizontal axis: where a value stands, and where the ticks are. */
export interface Axis {
  readonly scale: "log" | "identity";
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Value of no effect: 1 for ratios, 0 for differences; `undefined` where there is none, as for a proportion. */
  readonly nothing: number | undefined;
  /** Share of the width, 0 to 1, not clipped. */
  readonly at: (value: number) => number;
}

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const ratioSteps = [1.25, 1.5, 2, 5, 10, 20, 50, 100, 1000];
const ratioTicks = [1, 1.25, 1.5, 2, 5, 10, 20, 50, 100, 1000];

function logAxis(intervals: readonly Interval[], whole: readonly Interval[]): Axis {
  const reach = (value: number) => (value > 0 && Number.isFinite(value) ? Math.max(value, 1 / value) : 1);
  const estimates = Math.max(
    1.2,
    ...intervals.map((each) => reach(each.estimate)),
    ...whole.flatMap((each) => [reach(each.low), reach(each.high)]),
  );
  const widest = Math.max(estimates, ...intervals.flatMap((each) => [reach(each.low), reach(each.high)]));
  // An imprecise study may not press the others together: beyond 10, or the largest estimate, its arrowhead says the rest.
  const wanted = Math.min(widest, Math.max(10, estimates * 1.2), 1000);
  const bound = ratioSteps.find((step) => step >= wanted) ?? 1000;
  const steps = ratioTicks.filter((tick) => tick <= bound && (bound <= 2 || ![1.25, 1.5].includes(tick)));
  const shown =
    bound >= 50 ? steps.filter((tick) => [1, 10, 100, 1000].includes(tick) || tick === bound) : steps;
  const ticks = [
    ...shown
      .filter((tick) => tick > 1)
      .map((tick) => 1 / tick)
      .reverse(),
    ...shown,
  ];
  const span = Math.log(bound);
  return {
    scale: "log",
    low: 1 / bound,
    high: bound,
    ticks,
    nothing: 1,
    at: (value) => (Math.log(Math.max(value, 1e-12)) / span + 1) / 2,
  };
}

/** Round tick values (1, 2 or 5 times a power of ten) covering an interval, about `count` of them. */
export function roundTicks(low: number, high: number, count = 6): readonly number[] {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function linearAxis(intervals: readonly Interval[], whole: readonly Interval[]): Axis {
  const finite = (values: readonly number[]) => values.filter((value) => Number.isFinite(value));
  const core = finite([
    0,
    ...intervals.map((each) => each.estimate),
    ...whole.flatMap((each) => [each.low, each.high]),
  ]);
  const coreLow = Math.min(...core);
  const coreHigh = Math.max(...core);
  const room = Math.max(coreHigh - coreLow, 1e-6) * 1.5;
  const low = Math.max(Math.min(...finite([coreLow, ...intervals.map((each) => each.low)])), coreLow - room);
  const high = Math.min(
    Math.max(...finite([coreHigh, ...intervals.map((each) => each.high)])),
    coreHigh + room,
  );
  const ticks = roundTicks(low, high);
  const first = ticks[0]!;
  const last = ticks.at(-1)!;
  return {
    scale: "identity",
    low: first,
    high: last,
    ticks,
    nothing: 0,
    at: (value) => (value - first) / (last - first || 1),
  };
}

/**
 * An axis that shows every estimate, the intervals in `whole` from end to end (the pooled one: a diamond is never cut),
 * and of the other intervals as much as sensible. Ratios get symmetric logarithmic ticks.
 */
export function effectAxis(
  scale: "log" | "identity",
  intervals: readonly Interval[],
  whole: readonly Interval[] = [],
): Axis {
  const all = [...intervals, ...whole];
  return scale === "log" ? logAxis(all, whole) : linearAxis(all, whole);
}

/** Round values of a logarithmic axis: as few of the ladder 1, 2, 5 as cover the interval with at least four of them. */
export function logTicks(low: number, high: number): readonly number[] {
  const ladders = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]] as const;
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  );
  for (const ladder of ladders) {
    const ticks = decades
      .flatMap((decade) => ladder.map((step) => Number((step * 10 ** decade).toPrecision(6))))
      .filter((tick) => tick >= low * 0.9999 && tick <= high * 1.0001);
    if (ticks.length >= 4) return ticks;
  }
  return roundTicks(low, high, 5).filter((tick) => tick > 0 && tick >= low && tick <= high);
}

/**
 * An axis for effects without a value of no effect (a proportion, a rate): it shows every interval from end to end, and of a
 * logarithmic axis the share `room` more on both sides.
 */
export function spanAxis(scale: "log" | "identity", intervals: readonly Interval[], room = 0): Axis {
  const ends = intervals
    .flatMap((each) => [each.low, each.estimate, each.high])
    .filter((value) => Number.isFinite(value) && (scale === "identity" || value > 0));
  const [lowest, highest] = ends.length === 0 ? [1, 2] : [Math.min(...ends), Math.max(...ends)];
  if (scale === "identity") {
    const ticks = roundTicks(lowest, highest);
    const [first, last] = [ticks[0]!, ticks.at(-1)!];
    return {
      scale,
      low: first,
      high: last,
      ticks,
      nothing: undefined,
      at: (value) => (value - first) / (last - first || 1),
    };
  }
  const more = (highest / lowest) ** room;
  const low = lowest / more;
  const high = highest * more;
  const span = Math.log(high / low) || 1;
  return {
    scale,
    low,
    high,
    ticks: logTicks(low, high),
    nothing: undefined,
    at: (value) => Math.log(Math.max(value, 1e-300) / low) / span,
  };
}

/** A tick as written: two decimals at most, no trailing zeros, true minus. */
export function tickText(value: number): string {
  const rounded = Number(Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(2));
  return rounded < 0 ? `−${Math.abs(rounded)}` : String(rounded);
}
