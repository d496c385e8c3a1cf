import { writeFile } from "node:fs/promises";
import { decisionsInOrder, randomDraw } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { screeningRecords } from "../../screen/screening-records.ts";
import { type DecisionsAsked, stopDecisions } from "../../screen/stop-decisions.ts";
import { leftOf, readStopSample, sampleText } from "../../screen/stop-sample.ts";
import { print, tell } from "../../terminal.ts";
import { counted } from "../../verdict-words.ts";

export interface SampleOptions extends DecisionsAsked {
  readonly n: number;
  readonly seed: number;
  /** A sample drawn before, to begin with. */
  readonly enlarge?: string;
  readonly out: string;
}

/** Draws a random sample of the records without a decision; of all records where no decisions are given. */
export async function sampleRecords(path: string, options: SampleOptions): Promise<ExitCode> {
  const { n, out } = options;
  const read = await screeningRecords(path);
  if (!read.ok) return refuse(read.message);
  const pool = read.records;
  const isFirst = [options.labels, options.order, options.votes].every((file) => file === undefined);
  const given = isFirst ? ({ ok: true, decisions: [], warnings: [] } as const) : await stopDecisions(options);
  if (!given.ok) return refuse(given.message);
  for (const warning of given.warnings) tell(`coppice: ${warning}`);
  const settled = decisionsInOrder(new Set(pool.map(({ id }) => id)), given.decisions);
  if (!settled.ok) return refuse(settled.problems.map(({ message }) => message).join(" "));
  const { decisions } = settled;
  const earlier =
    options.enlarge === undefined ? undefined : await readStopSample(options.enlarge, pool, decisions);
  if (earlier?.ok === false) return refuse(earlier.message);
  const before = earlier?.sample.before ?? decisions;
  const seed = earlier?.sample.seed ?? options.seed;
  const labelled = earlier?.sample.labelled ?? [];
  const left = leftOf(pool, before);
  const draw = randomDraw(left, n, seed);
  if (!draw.ok) return refuse(draw.problems[0]!.message);
  if (n < (earlier?.sample.drawn.length ?? 0)) {
    return refuse(`the sample has ${earlier!.sample.drawn.length} records already; give a larger --n.`);
  }
  try {
    await writeFile(out, sampleText(draw.drawn, pool, labelled, seed, before.length), { flag: "wx" });
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    return refuse(
      code === "EEXIST"
        ? `${out} is there already and may hold labels; give another file with --out.`
        : `${out} cannot be written (${code}).`,
    );
  }
  print(
    `${counted(n, "record")} of ${left.length} without a decision drawn with seed ${seed} into ${out}. Label them from above, 1 or 0, and give the file to coppice screen stop with --sample.`,
  );
  if (before.length === 0)
    print(
      "It is a sample of all records, for quantile-bound: keep its labels from the ranking until that comes to the records itself.",
    );
  return exitCode.done;
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}
