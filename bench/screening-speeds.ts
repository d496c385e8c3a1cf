import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Measured } from "./measure.ts";
import { screeningFolder } from "./screening-set.ts";
import type { ScreeningSpeed } from "./screening-speed.ts";

/** Speed of screening and its memory, each in a process of its own; nothing where the labelled sets are not there. */
export function benchScreeningSpeed(root: string): readonly Measured[] {
  if (!existsSync(screeningFolder(root))) return [];
  const timed = (...what: readonly string[]): ScreeningSpeed =>
    JSON.parse(
      execFileSync(process.execPath, ["scripts/run-ts.mjs", "bench/screening-speed.ts", ...what], {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      }),
    );
  const small = timed("label", "2000");
  const middle = timed("label", "5000");
  const whole = timed("simulation", "Nagtegaal_2019");
  const large = timed("large", "100000");
  const of = (
    promise: string,
    bound: number,
    unit: Measured["unit"],
    figure: number,
    note: string,
  ): Measured => ({
    promise,
    bound,
    unit,
    figure,
    note,
  });
  return [
    of(
      "one label to the new ranking, 2,000 records",
      1.5,
      "ms",
      small.label!,
      "median of 300; ASReview 17.7 ms",
    ),
    of(
      "one label to the new ranking, 5,000 records",
      4,
      "ms",
      middle.label!,
      "median of 300; ASReview 43 ms",
    ),
    of(
      "simulation of Nagtegaal_2019 from texts to the end",
      2,
      "s",
      whole.simulation! / 1000,
      "2,008 records; ASReview 19.8 s",
    ),
    of("100,000 records: features and neighbours", 60, "s", large.prepared! / 1000, "processor time"),
    of("100,000 records: fit to 2,000 labels at once", 2, "s", large.fit! / 1000, "processor time"),
    of("100,000 records: ranking after one label more", 200, "ms", large.update!, "median of 11"),
    of("100,000 records: peak memory", 3000, "MB", large.peak, "of the whole process, texts included"),
  ];
}
