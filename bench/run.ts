/** Measures each promise of speed on this machine. Figures move with its load: quote them with the machine, or as ratios. */
import { cpus } from "node:os";
import { join } from "node:path";
import { loadReview } from "@coppice/project";
import { benchCommandLine } from "./command-line.ts";
import { benchDerive } from "./derive.ts";
import type { Measured } from "./measure.ts";
import { benchPage } from "./page.ts";

const root = process.cwd();
const { review } = await loadReview(join(root, "reviews/ivig-neuromuscular"));
if (review === undefined)
  throw new Error("the flagship could not be read; run this from the repository's root");

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
const measured: readonly Measured[] = [
  ...benchDerive(review),
  ...benchCommandLine(root),
  ...(await benchPage(root)),
];
for (const { promise, bound, unit, figure, note } of measured) {
  console.log(
    `${figure <= bound ? "kept  " : "BROKEN"} ${promise.padEnd(60)} ${figure.toFixed(1).padStart(8)} of ${bound} ${unit}   ${note}`,
  );
}
process.exitCode = measured.every(({ figure, bound }) => figure <= bound) ? 0 : 1;
