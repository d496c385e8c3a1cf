/**
 * Runs the study of stopping rules and writes its figures, from which docs/stopping.md is made (`npx vitest run docs/stopping.test.ts -u`).
 *
 * node scripts/run-ts.mjs bench/stopping-write.ts [ORDERS.jsonl]
 *
 * ORDERS.jsonl: what bench/stopping-orders.ts printed for all sets, where they need not be simulated again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { screeningFolder, screeningSetNames } from "./screening-set.ts";
import type { StoppingOrder } from "./stopping-order.ts";
import { stoppingFigures, stoppingOrders } from "./stopping-study.ts";

const root = process.cwd();
const [given] = process.argv.slice(2);
const orders =
  given === undefined
    ? await stoppingOrders(root, screeningSetNames(screeningFolder(root)))
    : readFileSync(given, "utf8")
        .trimEnd()
        .split("\n")
        .map((line): StoppingOrder => JSON.parse(line));
const file = join(root, "bench", "stopping-figures.json");
// The figures of a set stand on one line, so that the file can be read.
const text = JSON.stringify(stoppingFigures(orders), null, 2).replaceAll(/\{\s+"set": [^{}]+\}/g, (of) =>
  of.replaceAll(/\s+/g, " "),
);
writeFileSync(file, `${text}\n`);
console.log(`${orders.length} simulations; the figures are in ${file}`);
