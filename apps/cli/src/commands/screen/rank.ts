import { writeFile } from "node:fs/promises";
import { currentVotes, labelOf, type ScreeningModel, type Stage, screeningModel } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { csvText } from "../../records/csv-text.ts";
import { readRows } from "../../records/read-rows.ts";
import { screeningRecords } from "../../screen/screening-records.ts";
import { votesOf } from "../../screen/votes-journal.ts";
import { print, printJson, tell } from "../../terminal.ts";
import { counted } from "../../verdict-words.ts";

export interface RankOptions {
  readonly labels?: string;
  /** File of votes. */
  readonly votes?: string;
  readonly stage: Stage;
  readonly topic?: string;
  readonly criteria?: string;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** How many records are shown where no file is asked for. */
const SHOWN = 20;

/** Ranks the records that are not yet labelled, by what the labels teach. */
export async function rankRecords(path: string, options: RankOptions): Promise<ExitCode> {
  const { labels, votes, stage, out, json = false, explain = false, ...how } = options;
  const read = await screeningRecords(path);
  if (!read.ok) return refuse(read.message);
  const made = screeningModel(read.records, how);
  if (!made.ok) return refuse(`${path}: ${made.problems.map(({ message }) => message).join(" ")}`);
  const { model } = made;
  const given: Labelled[] = [];
  if (labels !== undefined || votes === undefined) given.push(await giveLabels(model, read.labels, labels));
  if (votes !== undefined) given.push(await giveVotes(model, votes, stage));
  for (const labelled of given) {
    if (!labelled.ok) return refuse(labelled.message);
    for (const warning of labelled.warnings) tell(`coppice: ${warning}`);
  }
  for (const sentence of warningsOf(model, read.records)) tell(`coppice: ${sentence}`);
  const ranking = model.ranking();
  const titles = new Map(read.records.map(({ id, title }) => [id, title]));
  if (out !== undefined) {
    const rows = ranking.map(({ id, score, copies }, i) => [
      i + 1,
      id,
      score.toFixed(4),
      copies?.join(" ") ?? "",
      titles.get(id)!,
    ]);
    await writeFile(out, csvText([["rank", "record_id", "score", "copies", "title"], ...rows]));
    print(`${counted(ranking.length, "record")} ranked in ${out}.`);
  } else if (json)
    printJson(ranking.map((ranked) => (explain ? { ...ranked, why: model.explain(ranked.id) } : ranked)));
  else {
    ranking.slice(0, SHOWN).forEach(({ id, score }, i) => {
      print(
        `${String(i + 1).padStart(4)}  ${score.toFixed(2).padStart(6)}  ${id}  ${titles.get(id)! || "(no title)"}`,
      );
      if (explain) print(`              ${whyOf(model, id)}`);
    });
    if (ranking.length > SHOWN) print(`and ${ranking.length - SHOWN} more; --out writes them all.`);
  }
  return exitCode.done;
}

/** What the ranking lacks, in sentences. */
function warningsOf(model: ScreeningModel, records: readonly { readonly id: string }[]): readonly string[] {
  const warnings: string[] = [];
  const bare = model.withoutText();
  if (bare.length > 0) {
    warnings.push(
      `${counted(bare.length, "record has", "records have")} neither title nor abstract (${bare.slice(0, 5).join(", ")}${bare.length > 5 ? " ..." : ""}): nothing can rank them, so look them up by hand.`,
    );
  }
  const labels = new Set(records.flatMap(({ id }) => model.labelOf(id) ?? []));
  if (labels.size === 1) {
    warnings.push(
      `all labels ${labels.has(true) ? "include" : "exclude"}: until one ${labels.has(true) ? "excludes" : "includes"}, they teach little, and the order comes by the topic and by what reviews include.`,
    );
  }
  return warnings;
}

type Labelled =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Labels of a file of decisions; without one, those that the records carry. */
async function giveLabels(
  model: ScreeningModel,
  carried: ReadonlyMap<string, boolean>,
  path: string | undefined,
): Promise<Labelled> {
  if (path === undefined) {
    for (const [id, relevant] of carried) model.label(id, relevant);
    return { ok: true, warnings: [] };
  }
  const read = await readRows(path, ["record_id", "label"]);
  if (!read.ok) return read;
  const warnings: string[] = [];
  for (const [i, [id, label]] of read.rows.entries()) {
    const where = `${path}:${i + 2}`;
    if (label !== "0" && label !== "1")
      return { ok: false, message: `${where}: the label "${label}" is none; write 1 or 0.` };
    const given = model.label(id!, label === "1");
    if (!given.ok) return { ok: false, message: `${where}: ${given.problems[0]!.message}` };
    if (given.before !== undefined && given.before !== (label === "1"))
      warnings.push(`${where}: record ${id} has been labelled otherwise before; the later label counts.`);
  }
  return { ok: true, warnings };
}

/** What the votes in force say: relevant where anybody would look further, or as the consensus has it. */
async function giveVotes(model: ScreeningModel, path: string, stage: Stage): Promise<Labelled> {
  const read = await votesOf(path);
  if (!read.ok) return read;
  const warnings = read.problems.map(({ message, where }) => `${path}:${where.line}: ${message}`);
  const unknown: string[] = [];
  for (const [record, votes] of currentVotes(read.entries, stage)) {
    const label = labelOf(votes);
    if (label !== undefined && !model.label(record, label).ok) unknown.push(record);
  }
  if (unknown.length > 0) {
    warnings.push(
      `${path}: ${counted(unknown.length, "record")} with votes ${unknown.length === 1 ? "is" : "are"} not among the records (${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? " ..." : ""}); are both of the same search?`,
    );
  }
  return { ok: true, warnings };
}

function whyOf(model: ScreeningModel, id: string): string {
  const why = model.explain(id, 6)!;
  const shares = why.words.length > 0 ? why.words : why.signs;
  return shares
    .map(({ what, share }) => `${what} ${share < 0 ? "−" : "+"}${Math.abs(share).toFixed(2)}`)
    .join(", ");
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}
