/**
 * Simulates the screening of labelled sets from 20 starts each and prints one line of JSON a start: where in the order the relevant records
 * are. Every label refits the model; the prior is the one learned without the set.
 *
 * node scripts/run-ts.mjs bench/stopping-orders.ts SET...
 */
import { randomGenerator } from "@coppice/numeric";
import { screeningModel, simulateWith } from "@coppice/screen";
import { priorWithout } from "./screening-prior.ts";
import { type ScreeningSet, screeningFolder, screeningSet } from "./screening-set.ts";
import { STARTS, type StoppingOrder } from "./stopping-order.ts";

/** The start of a seed: the set's own for the seeds it names, for others one relevant and one irrelevant record drawn by the seed. */
function startOf({ records, included, priors }: ScreeningSet, seed: number): readonly string[] {
  const given = priors[seed];
  if (given !== undefined) return given;
  const random = randomGenerator(seed);
  const drawn = (of: boolean): string => {
    const among = records.filter(({ id }) => included.has(id) === of);
    return among[random.integer(among.length)]!.id;
  };
  return [drawn(true), drawn(false)];
}

const root = process.cwd();
for (const name of process.argv.slice(2)) {
  const set = screeningSet(screeningFolder(root), name);
  const made = screeningModel(set.records, {
    topic: set.topic.title,
    criteria: set.topic.criteria,
    seed: 0,
    prior: priorWithout(root, name),
  });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  for (let seed = 0; seed < STARTS; seed++) {
    const start = startOf(set, seed);
    const simulated = simulateWith(made.model.withoutLabels(), set.records, set.included, start);
    if (!simulated.ok) throw new Error(simulated.problems[0]!.message);
    const relevantAt = simulated.order.flatMap(({ relevant }, at) => (relevant ? [at] : []));
    const order: StoppingOrder = { name, seed, count: set.records.length, relevantAt };
    console.log(JSON.stringify(order));
  }
}
