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
  readonly peakMegabytes: number;
}

/** Runs a command and prints what the system says it took; user and system time of all its threads. */
const TIMER = `
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
print(json.dumps({"cpuSeconds": used.ru_utime + used.ru_stime, "peakMegabytes": round(peak)}))
`;

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

/**
 * Large made-up libraries, each through the command `coppice dedupe`, from its start to the written clusters: CPU time, peak memory,
 * accuracy. Needs Python 3.
 */
export function benchDedupeScale(root: string): readonly Measured[] {
  const shared = join(root, "..", "shared");
  const maker = join(shared, "tools", "dedup_scale.py");
  if (!existsSync(maker)) {
    console.log(`${maker} is not there: large libraries are not measured`);
    return [];
  }
  const coppice = join(root, "apps", "cli", "bin", "coppice.mjs");
  // The first start builds the command line, which is none of the work.
  execFileSync(process.execPath, [coppice, "--version"], { stdio: "ignore" });
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
      const command = [process.execPath, coppice, "dedupe", set, "--out", out];
      const run = JSON.parse(execFileSync("python3", ["-c", TIMER, ...command], { encoding: "utf8" })) as Run;
      const truth = labels(set);
      const { missed, lost } = scored(truth, out);
      const surplus = truth.size - new Set(truth.values()).size;
      const name = `${records.toLocaleString("en")} records`;
      return [
        {
          promise: `${name}, CPU time of the command`,
          bound: seconds,
          unit: "s",
          figure: run.cpuSeconds,
          note: "start, reading, matching, writing",
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
