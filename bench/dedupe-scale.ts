import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labels } from "./dedupe-score.ts";
import type { Measured } from "./measure.ts";

const BASES = ["diabetes", "respiratory", "haematology", "copper"];
const SIZES = [
  { records: 50_000, seconds: 5, megabytes: 700 },
  { records: 100_000, seconds: 10, megabytes: 1200 },
];

interface Run {
  readonly cpuSeconds: number;
  readonly matchingCpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Sensitivity and works lost, of rows record_id, cluster_id, keep. */
function scored(
  truth: ReadonlyMap<string, string>,
  path: string,
): { readonly missed: number; readonly lost: number } {
  const kept = new Map<string, number>();
  for (const line of readFileSync(path, "utf8").split("\n").slice(1)) {
    const [id, , keep] = line.split(",");
    const work = id === undefined ? undefined : truth.get(id);
    if (work !== undefined) kept.set(work, (kept.get(work) ?? 0) + (keep === "1" ? 1 : 0));
  }
  let missed = 0;
  let lost = 0;
  for (const count of kept.values()) {
    missed += Math.max(0, count - 1);
    if (count === 0) lost += 1;
  }
  return { missed, lost };
}

/** Large made-up libraries, each in a process of its own: CPU time with reading, peak memory, accuracy. Needs Python 3. */
export function benchDedupeScale(root: string): readonly Measured[] {
  const shared = join(root, "..", "shared");
  const maker = join(shared, "tools", "dedup_scale.py");
  if (!existsSync(maker)) {
    console.log(`${maker} is not there: large libraries are not measured`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "coppice-dedupe-"));
  try {
    return SIZES.flatMap(({ records, seconds, megabytes }): readonly Measured[] => {
      const set = join(folder, `${records}.csv`);
      const out = join(folder, `${records}.clusters.csv`);
      execFileSync("python3", [
        maker,
        String(records),
        set,
        ...BASES.map((base) => join(shared, "data", "dedup", `${base}.csv.gz`)),
      ]);
      const script = [join(root, "scripts", "run-ts.mjs"), join(root, "bench", "dedupe-set.ts"), set, out];
      const run = JSON.parse(execFileSync(process.execPath, script, { encoding: "utf8" })) as Run;
      const truth = labels(set);
      const { missed, lost } = scored(truth, out);
      const surplus = truth.size - new Set(truth.values()).size;
      const name = `${records.toLocaleString("en")} records`;
      const matching = `${run.matchingCpuSeconds.toFixed(1)} s of it matching`;
      return [
        {
          promise: `${name}, CPU time with reading`,
          bound: seconds,
          unit: "s",
          figure: run.cpuSeconds,
          note: matching,
        },
        {
          promise: `${name}, peak memory`,
          bound: megabytes,
          unit: "MB",
          figure: run.peakMegabytes,
          note: "whole process",
        },
        {
          promise: `${name}, share of duplicates missed`,
          bound: 0.004,
          unit: "share",
          figure: missed / surplus,
          note: `${missed} of ${surplus}`,
        },
        {
          promise: `${name}, works lost`,
          bound: 5,
          unit: "works",
          figure: lost,
          note: "dedupe-sweep balanced 41 and 125",
        },
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
