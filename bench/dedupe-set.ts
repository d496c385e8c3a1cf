/**
 * Clusters one labelled set: `node scripts/run-ts.mjs bench/dedupe-set.ts SET.csv[.gz] CLUSTERS.csv [QUEUE.csv]`. Writes
 * record_id, cluster_id and keep, and prints the counts, CPU seconds and peak memory as JSON.
 */
import { writeFileSync } from "node:fs";
import { deduplicate } from "@coppice/identify";
import { labelledRecords } from "./labelled-records.ts";

const [set, out, queue] = process.argv.slice(2);
if (set === undefined || out === undefined) {
  console.error("usage: dedupe-set.ts SET.csv[.gz] CLUSTERS.csv [QUEUE.csv]");
  process.exit(2);
}
// Bundling is over when this runs, and is none of the work.
const start = process.cpuUsage();
const records = labelledRecords(set);
const read = process.cpuUsage();
const result = deduplicate(records);
const spent = process.cpuUsage(read);
if (!result.ok) throw new Error(result.problems[0]!.message);
const lines = ["record_id,cluster_id,keep"];
for (const { master, members } of result.clusters)
  for (const id of members) lines.push(`${id},${master},${id === master ? 1 : 0}`);
writeFileSync(out, `${lines.join("\n")}\n`);
if (queue !== undefined)
  writeFileSync(
    queue,
    `a,b,score,refusal\n${result.review.map(({ a, b, score, refusal }) => `${a},${b},${score},${refusal ?? ""}\n`).join("")}`,
  );
const all = process.cpuUsage(start);
console.log(
  JSON.stringify({
    records: records.length,
    clusters: result.clusters.length,
    relations: result.relations.length,
    review: result.review.length,
    cpuSeconds: (all.user + all.system) / 1e6,
    matchingCpuSeconds: (spent.user + spent.system) / 1e6,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
