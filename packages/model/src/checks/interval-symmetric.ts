import { type Check, problemIn } from "./check.ts";
import { writtenIntervals } from "./intervals.ts";
import { roundingOf, shown } from "./printed-number.ts";
import { scaleOf } from "./ratio-measures.ts";

/** A fifth of the half-width: exact and profile intervals bend more than rounding does and less than a slip. */
const tolerance = 0.2;

/** How far the estimate lies from the middle, in half-widths, after the benefit of rounding. */
function offCentre(value: number, [low, high]: readonly [number, number], f: (x: number) => number): number {
  const half = (f(high) - f(low)) / 2;
  const blur = (spread(low, f) + spread(high, f)) / 2 + spread(value, f);
  return half <= 0 ? 0 : Math.max(0, Math.abs(f(value) - (f(high) + f(low)) / 2) - blur) / half;
}

const spread = (x: number, f: (x: number) => number) => Math.abs(f(x + roundingOf(x)) - f(x));

export const intervalSymmetric: Check = {
  asks: "Is each interval symmetric round its estimate on the measure's own scale?",
  *run(review) {
    for (const { document, pointer, interval, value, measure } of writtenIntervals(review)) {
      const scale = measure === undefined ? undefined : scaleOf(measure);
      if (value === undefined || scale === undefined) continue;
      const [low, high] = interval;
      if (value < low || value > high || low >= high) continue;
      const isPositive = low > 0;
      if (scale === "log" && !isPositive) {
        if (low < 0)
          yield problemIn(
            document,
            pointer,
            "error",
            "ratio-below-zero",
            `a ${measure} cannot be ${low}; if these are differences, name another measure`,
          );
        continue;
      }
      const onScale = scale === "log" ? Math.log : (x: number) => x;
      const off = offCentre(value, interval, onScale);
      if (off <= tolerance) continue;
      const other = scale === "identity" ? (isPositive ? Math.log : undefined) : (x: number) => x;
      const fitsOther = other !== undefined && offCentre(value, interval, other) <= tolerance / 2;
      const where = scale === "log" ? "logarithmic" : "plain";
      yield problemIn(
        document,
        pointer,
        "warning",
        "interval-lopsided",
        `${value} lies ${shown(100 * off)}% of a half-width off the middle of ${low} to ${high} on the ${where} scale of a ${measure}${fitsOther ? ", and in the middle on the other scale: is the measure right?" : "; check the limits, or note how the interval was made"}`,
      );
    }
  },
};
