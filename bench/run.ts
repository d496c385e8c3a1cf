/**
 * Measures each promise of speed on this machine. Figures move with its load: quote them with the machine, or as ratios.
 *
 * npm run bench [-- SECTION...], sections: derive, command, page, synthesize, import, dedupe, search, screening, stopping; all of them without a name.
 */
import { cpus } from "node:os";
import { join } from "node:path";
import type { Review } from "@coppice/model";
import { loadReview } from "@coppice/project";
import { benchCommandLine } from "./command-line.ts";
import { benchDedupe } from "./dedupe.ts";
import { benchDedupeScale } from "./dedupe-scale.ts";
import { benchDerive } from "./derive.ts";
import { benchImport } from "./import.ts";
import { benchLibrarySize } from "./library-size.ts";
import { benchMatch } from "./match.ts";
import type { Measured } from "./measure.ts";
import { benchPage } from "./page.ts";
import { benchScreening } from "./screening.ts";
import { benchScreeningSpeed } from "./screening-speeds.ts";
import { benchSearch } from "./search.ts";
import { benchStopping } from "./stopping.ts";
import { benchSynthesize } from "./synthesize.ts";

const root = process.cwd();

async function flagship(): Promise<Review> {
  const { review } = await loadReview(join(root, "reviews/ivig-neuromuscular"));
  if (review === undefined)
    throw new Error("the flagship could not be read; run this from the repository's root");
  return review;
}

const sections: Readonly<Record<string, () => Promise<readonly Measured[]>>> = {
  derive: async () => benchDerive(await flagship()),
  command: async () => benchCommandLine(root),
  page: () => benchPage(root),
  synthesize: async () => [...benchSynthesize(root), ...(await benchLibrarySize(root))],
  import: () => benchImport(root),
  dedupe: async () => [...(await benchDedupe(root)), ...benchDedupeScale(root)],
  search: async () => [...(await benchSearch(root)), ...(await benchMatch(root))],
  stopping: () => benchStopping(root),
  screening: async () => [...(await benchScreening(root)), ...benchScreeningSpeed(root)],
};

function print({ promise, bound, unit, figure, note, ratio }: Measured): boolean {
  const kept = figure <= bound && (ratio === undefined || ratio.figure >= ratio.bound);
  const shown = figure < 1 ? figure.toFixed(3) : figure.toFixed(1);
  console.log(
    `${kept ? "kept  " : "BROKEN"} ${promise.padEnd(60)} ${shown.padStart(8)} of ${bound} ${unit}   ${note}`,
  );
  if (ratio !== undefined) {
    const bar = ratio.bound > 1 ? `bar ${ratio.bound}` : "no bar";
    console.log(
      `       ${" ".repeat(48)}${ratio.peer ?? "metafor"}: ${ratio.figure < 10 ? ratio.figure.toFixed(1) : Math.round(ratio.figure)} times as long (${bar}; ${ratio.note})`,
    );
  }
  return kept;
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in sections));
if (unknown === undefined) {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
  let allKept = true;
  for (const [name, run] of Object.entries(sections)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const measured of await run()) if (!print(measured)) allKept = false;
  }
  process.exitCode = allKept ? 0 : 1;
} else {
  console.error(`there is no section ${unknown}; choose from ${Object.keys(sections).join(", ")}`);
  process.exitCode = 2;
}
