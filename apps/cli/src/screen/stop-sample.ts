import { randomDraw, type ScreeningDecision, type ScreeningRecord } from "@coppice/screen";
import { csvText } from "../records/csv-text.ts";
import { readRows } from "../records/read-rows.ts";

/** A random sample as its file has it, held against the draw that it says it is. */
export interface StopSample {
  readonly seed: number;
  /** Decisions made when it was drawn. */
  readonly decidedBefore: number;
  /** Decisions made before it was drawn, and the records without them: what was drawn from. */
  readonly before: readonly ScreeningDecision[];
  readonly left: number;
  /** Records of the sample in the order drawn, and the labels of the first of them, up to one without. */
  readonly drawn: readonly string[];
  readonly labelled: readonly ScreeningDecision[];
}

export type StopSampleRead =
  | { readonly ok: true; readonly sample: StopSample }
  | { readonly ok: false; readonly message: string };

const COLUMNS = ["draw", "record_id", "title", "label", "seed", "decided_before"] as const;

/** The file of a sample, to be filled in from above: the column label takes 1 or 0. */
export function sampleText(
  drawn: readonly string[],
  pool: readonly ScreeningRecord[],
  labelled: readonly ScreeningDecision[],
  seed: number,
  decidedBefore: number,
): string {
  const titles = new Map(pool.map(({ id, title }) => [id, title]));
  const labels = new Map(labelled.map(({ id, relevant }) => [id, relevant ? 1 : 0]));
  const rows = drawn.map((id, i) => {
    return [i + 1, id, titles.get(id) ?? "", labels.get(id) ?? "", seed, decidedBefore];
  });
  return csvText([[...COLUMNS], ...rows]);
}

/** Records without a decision, in the order of the pool: what a sample is drawn from. */
export function leftOf(
  pool: readonly ScreeningRecord[],
  before: readonly ScreeningDecision[],
): readonly string[] {
  const decided = new Set(before.map(({ id }) => id));
  return pool.flatMap(({ id }) => (decided.has(id) ? [] : [id]));
}

/**
 * Reads a sample and draws it again: what is no random sample of the records left is refused. A record without a label in the file has that
 * of the decisions, where it has one.
 */
export async function readStopSample(
  path: string,
  pool: readonly ScreeningRecord[],
  decisions: readonly ScreeningDecision[],
): Promise<StopSampleRead> {
  const read = await readRows(path, ["draw", "record_id", "label", "seed", "decided_before"]);
  if (!read.ok) return read;
  const refuse = (message: string): StopSampleRead => ({ ok: false, message: `${path}: ${message}` });
  const [first] = read.rows;
  if (first === undefined) return refuse("there is no record in the sample.");
  const [seed, decidedBefore] = [Number(first[3]), Number(first[4])];
  const rows = [...read.rows].sort((a, b) => Number(a[0]) - Number(b[0]));
  if (rows.some((row) => Number(row[3]) !== seed || Number(row[4]) !== decidedBefore)) {
    return refuse("all rows of a sample must have the same seed and decided_before; draws cannot be mixed.");
  }
  if (!(decidedBefore <= decisions.length)) {
    return refuse(
      `it was drawn after ${first[4]} decisions, and only ${decisions.length} are given; give those that were made before it too.`,
    );
  }
  const before = decisions.slice(0, decidedBefore);
  const rest = leftOf(pool, before);
  const again = randomDraw(rest, Math.min(rows.length, rest.length), seed);
  const ids = rows.map((row) => row[1]!);
  if (!again.ok || ids.length > rest.length || again.drawn.some((id, i) => id !== ids[i])) {
    return refuse(
      `these are not the records that seed ${first[3]} draws from the ${rest.length} without the first ${first[4]} decisions. A sample counts only as it was drawn, from these records, and with the decisions in the same order.`,
    );
  }
  const known = new Map(decisions.map(({ id, relevant }) => [id, relevant]));
  const labelled: ScreeningDecision[] = [];
  let isWithoutGap = true;
  for (const [, id, label] of rows) {
    if (label !== "" && label !== "0" && label !== "1") {
      return refuse(`the label "${label}" of record ${id} is none; write 1 or 0.`);
    }
    const decided = known.get(id!);
    if (label !== "" && decided !== undefined && decided !== (label === "1")) {
      return refuse(
        `record ${id} is decided one way here and the other among the decisions; keep what stands.`,
      );
    }
    const relevant = label === "" ? decided : label === "1";
    // What is labelled beyond a gap was chosen by somebody, or by the ranking, and is no part of the random order yet.
    if (relevant === undefined) isWithoutGap = false;
    else if (isWithoutGap) labelled.push({ id: id!, relevant });
  }
  return { ok: true, sample: { seed, decidedBefore, before, left: rest.length, drawn: ids, labelled } };
}
