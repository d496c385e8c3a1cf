import { derive, timeline } from "@coppice/conclude";
import type { Review } from "@coppice/model";
import { type Measured, quantile, spread } from "./measure.ts";

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Every year-end from 1985 to 2026, each on a review that has never been derived at it. */
export function benchDerive(review: Review): readonly Measured[] {
  const dates = Array.from({ length: 42 }, (_, i) => `${1985 + i}-12-31`);
  // Warm-up: the program is compiled, the review below is not yet known to it.
  for (const asOf of dates) derive(structuredClone(review), { asOf });
  const cold = dates.map((asOf) => {
    const fresh = structuredClone(review);
    return timed(() => derive(fresh, { asOf }));
  });
  const stepped = structuredClone(review);
  derive(stepped, { asOf: "1985-01-01" });
  const steps = dates.map((asOf) => timed(() => derive(stepped, { asOf })));
  const lines = dates.slice(0, 12).map(() => {
    const fresh = structuredClone(review);
    return timed(() => timeline(fresh, { from: "1985-01-01", to: "2026-12-31" }));
  });
  return [
    {
      promise: "derive the whole flagship for the first time, a review never seen",
      bound: 100,
      unit: "ms",
      figure: quantile(cold, 0.5),
      note: spread(cold, "ms"),
    },
    {
      promise: "derive the whole flagship at one date, after warm-up",
      bound: 30,
      unit: "ms",
      figure: quantile(steps, 0.5),
      note: spread(steps, "ms"),
    },
    {
      promise: "the whole timeline 1985-2026",
      bound: 200,
      unit: "ms",
      figure: quantile(lines, 0.5),
      note: spread(lines, "ms"),
    },
  ];
}
