import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Measured } from "./measure.ts";
import type { ScreeningMetrics } from "./screening-metrics.ts";
import type { ScreeningRun } from "./screening-run.ts";
import { screeningFolder, screeningSetNames } from "./screening-set.ts";

/** Processes that simulate at once: the figures of this part are no timings. */
const PROCESSES = 2;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs of all sets, shared out over processes, largest sets first. */
async function simulated(root: string, names: readonly string[]): Promise<readonly ScreeningRun[]> {
  const left = [...names];
  const runs: ScreeningRun[] = [];
  const work = async (): Promise<void> => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const child = spawn(process.execPath, ["scripts/run-ts.mjs", "bench/screening-run.ts", name], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
      });
      for await (const line of createInterface({ input: child.stdout })) {
        const run: ScreeningRun = JSON.parse(line);
        runs.push(run);
        console.log(row(run));
      }
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  if (runs.length < names.length) throw new Error("a simulation failed; its error is above");
  return runs;
}

const figure = (run: ScreeningRun, of: keyof ScreeningMetrics): number =>
  median(run.seeds.map((seed) => seed[of]));

const row = (run: ScreeningRun): string =>
  [
    run.name.padEnd(28),
    `${run.count}`.padStart(5),
    `${run.relevant}`.padStart(4),
    ...(["loss", "ndcg", "wss95", "recall10", "n100"] as const).map((of) => figure(run, of).toFixed(4)),
    `cold ${run.cold.loss.toFixed(4)} ${run.cold.recall10.toFixed(3)} ${run.cold.first}`,
  ].join("  ");

/** Losses of ASReview's ELAS u4 by set, from its measured baseline. */
function anchorLosses(root: string): ReadonlyMap<string, number> {
  const page = readFileSync(join(root, "..", "shared", "reference", "screening-baseline.md"), "utf8");
  const rows = page.matchAll(/^\| (\S+) \| \d+ \| \d+ \| \d+ \| (0\.\d+) \|/gm);
  return new Map(Array.from(rows, ([, name, loss]) => [name!, Number(loss)]));
}

/** How soon the relevant records are found, over the labelled sets beside the repository; nothing where they are not there. */
export async function benchScreening(root: string): Promise<readonly Measured[]> {
  const folder = screeningFolder(root);
  if (!existsSync(folder)) {
    console.log(`the labelled sets are not in ${folder}: screening is not measured`);
    return [];
  }
  console.log(
    "set, records, relevant; loss, NDCG, WSS@95, recall at 10 %, last found; from a cold start: loss, recall, first",
  );
  const runs = await simulated(root, screeningSetNames(folder));
  const losses = anchorLosses(root);
  const lost = runs.filter((run) => figure(run, "loss") >= losses.get(run.name)!);
  const over = (of: keyof ScreeningMetrics): readonly number[] => runs.map((run) => figure(run, of));
  const cold = (of: keyof ScreeningMetrics): readonly number[] => runs.map((run) => run.cold[of]);
  const share = (promise: string, bound: number, measured: number, note: string): Measured => ({
    promise,
    bound,
    unit: "share",
    figure: measured,
    note,
  });
  return [
    share(
      "loss, mean over sets",
      0.0755,
      mean(over("loss")),
      `median ${median(over("loss")).toFixed(4)}; ASReview u4 0.0852`,
    ),
    share("1 - WSS@95, mean", 0.375, 1 - mean(over("wss95")), "ASReview 0.396"),
    share("1 - WSS@95, median", 0.36, 1 - median(over("wss95")), "ASReview 0.407"),
    share("1 - recall at 10 %, mean", 0.295, 1 - mean(over("recall10")), "ASReview 0.329"),
    share("1 - NDCG, mean", 0.255, 1 - mean(over("ndcg")), "ASReview 0.291"),
    share(
      "last relevant record found after, mean",
      0.5,
      mean(over("n100")),
      "share of the records; ASReview 0.536",
    ),
    {
      promise: "sets lost to ASReview u4 on loss",
      bound: 3,
      unit: "records",
      figure: lost.length,
      note: `of ${runs.length}: ${lost.map(({ name }) => name).join(", ") || "none"}`,
    },
    share("cold start: loss, mean", 0.079, mean(cold("loss")), "ASReview 0.1025"),
    share("cold start: 1 - recall at 10 %, mean", 0.31, 1 - mean(cold("recall10")), "ASReview 0.413"),
    {
      promise: "cold start: records to the first relevant, median",
      bound: 2,
      unit: "records",
      figure: median(cold("first")),
      note: `mean ${mean(cold("first")).toFixed(1)}; ASReview 11`,
    },
  ];
}
