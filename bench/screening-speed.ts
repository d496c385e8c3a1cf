/**
 * Times screening in a process of its own and prints one line of JSON, with its peak
 * memory.
 *
 * node scripts/run-ts.mjs bench/screening-speed.ts label COUNT | simulation SET | large COUNT
 */
import { type ScreeningModel, type ScreeningRecord, screeningModel, simulate } from "@coppice/screen";
import { quantile } from "./measure.ts";
import { screeningFolder, screeningSet, screeningSetNames } from "./screening-set.ts";

/** What is printed; milliseconds, megabytes. */
export interface ScreeningSpeed {
  readonly label?: number;
  readonly prepared?: number;
  readonly fit?: number;
  readonly update?: number;
  readonly simulation?: number;
  readonly peak: number;
}

const folder = screeningFolder(process.cwd());

/**
 * Time of one thread: the clock's where that is less than the processor time, which has V8's helping threads in it; the processor's where
 * others work on the machine.
 */
function milliseconds(work: () => void): number {
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}

function modelOf(records: readonly ScreeningRecord[], topic: string): ScreeningModel {
  const made = screeningModel(records, { topic, seed: 0 });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  return made.model;
}

/** One label and the whole ranking after it, median of 300, with 300 to 600 labels given. */
function timeLabel(count: number): Partial<ScreeningSpeed> {
  const { records, included, topic } = screeningSet(folder, "van_de_Schoot_2017");
  const model = modelOf(records.slice(0, count), topic.title);
  const screen = (): void => {
    const id = model.next()!;
    model.label(id, included.has(id));
    model.ranking();
  };
  for (let k = 0; k < 300; k++) screen();
  return {
    label: quantile(
      Array.from({ length: 300 }, () => milliseconds(screen)),
      0.5,
    ),
  };
}

/** The whole of it, from the texts to the last record of the order. */
function timeSimulation(name: string): Partial<ScreeningSpeed> {
  const { records, included, topic, priors } = screeningSet(folder, name);
  return {
    simulation: milliseconds(() =>
      simulate(records, included, { topic: topic.title, seed: 0, priors: priors[0]! }),
    ),
  };
}

/** All labelled sets, and as many more records as wanted, each the title of one and the abstract of the next but one. */
function manyRecords(count: number): readonly ScreeningRecord[] {
  const all = screeningSetNames(folder).flatMap((name) =>
    screeningSet(folder, name).records.map((record) => ({ ...record, id: `${name}/${record.id}` })),
  );
  return Array.from({ length: count }, (_, i) => {
    const record = all[i % all.length]!;
    const round = Math.floor(i / all.length);
    const other = all[(i * 7 + round * 13) % all.length]!;
    return round === 0
      ? record
      : { id: `${record.id}/${round}`, title: record.title, abstract: other.abstract! };
  });
}

/** A pool as large as the largest reviews have: preparing it, fitting to 2,000 labels at once, and one label more. */
function timeLarge(count: number): Partial<ScreeningSpeed> {
  const records = manyRecords(count);
  let model!: ScreeningModel;
  const prepared = milliseconds(() => {
    model = modelOf(records, "Post-traumatic stress");
  });
  const step = Math.floor(count / 2000);
  const fit = milliseconds(() => {
    for (let k = 0; k < 2000; k++) {
      const { id } = records[k * step]!;
      model.label(id, id.startsWith("van_de_Schoot"));
    }
    model.next();
  });
  const update = quantile(
    Array.from({ length: 11 }, () => {
      const id = model.next()!;
      return milliseconds(() => {
        model.label(id, id.startsWith("van_de_Schoot"));
        model.ranking();
      });
    }),
    0.5,
  );
  return { prepared, fit, update };
}

const [what, argument = ""] = process.argv.slice(2);
const timed =
  what === "label"
    ? timeLabel(Number(argument))
    : what === "simulation"
      ? timeSimulation(argument)
      : timeLarge(Number(argument));
const result: ScreeningSpeed = { ...timed, peak: Math.round(process.resourceUsage().maxRSS / 1024) };
console.log(JSON.stringify(result));
