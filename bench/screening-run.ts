/**
 * Simulates the screening of labelled sets and prints one line of JSON a set: figures by seed (0, 1, 2) and from a cold start. The weights
 * of the prior are those learned without the set.
 *
 * node scripts/run-ts.mjs bench/screening-run.ts SET...
 */
import { type ScreenedRecord, screeningModel, simulateWith } from "@coppice/screen";
import { type ScreeningMetrics, screeningMetrics } from "./screening-metrics.ts";
import { priorWithout } from "./screening-prior.ts";
import { screeningFolder, screeningSet } from "./screening-set.ts";

/** What is printed for a set. */
export interface ScreeningRun {
  readonly name: string;
  readonly count: number;
  readonly relevant: number;
  readonly seeds: readonly ScreeningMetrics[];
  readonly cold: ScreeningMetrics;
}

const SEEDS = [0, 1, 2];

const root = process.cwd();
const scored = (order: readonly ScreenedRecord[]): ScreeningMetrics =>
  screeningMetrics(order.filter(({ prior }) => !prior).map(({ relevant }) => relevant));

for (const name of process.argv.slice(2)) {
  const { records, included, topic, priors } = screeningSet(screeningFolder(root), name);
  const made = screeningModel(records, {
    topic: topic.title,
    criteria: topic.criteria,
    seed: 0,
    prior: priorWithout(root, name),
  });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  const run = (given: readonly string[]): ScreeningMetrics => {
    const simulated = simulateWith(made.model.withoutLabels(), records, included, given);
    if (!simulated.ok) throw new Error(simulated.problems[0]!.message);
    return scored(simulated.order);
  };
  const seeds = SEEDS.map((seed) => run(priors[seed]!));
  const result: ScreeningRun = {
    name,
    count: records.length,
    relevant: included.size,
    seeds,
    cold: run([]),
  };
  console.log(JSON.stringify(result));
}
