import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Measured, quantile, spread } from "./measure.ts";

/** The command as a user starts it, from the shell to the last line printed; the first run builds and is left out. */
export function benchCommandLine(root: string): readonly Measured[] {
  const run = () => {
    const start = performance.now();
    execFileSync(
      process.execPath,
      [
        join(root, "apps/cli/bin/coppice.mjs"),
        "verdict",
        "reviews/ivig-neuromuscular",
        "--as-of",
        "2003-12-31",
        "--json",
      ],
      { cwd: root, stdio: ["ignore", "pipe", "ignore"] },
    );
    return performance.now() - start;
  };
  run();
  const times = Array.from({ length: 9 }, run);
  return [
    {
      promise: "coppice verdict, as a process",
      bound: 1000,
      unit: "ms",
      figure: quantile(times, 0.5),
      note: spread(times, "ms"),
    },
  ];
}
