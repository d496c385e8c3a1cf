import { readFile } from "node:fs/promises";
import { decisionsFromVotes, type ScreeningDecision, type Stage } from "@coppice/screen";
import { readRows } from "../records/read-rows.ts";
import { counted } from "../verdict-words.ts";
import { votesOf } from "./votes-journal.ts";

/** Where decisions are read from; one of the three. */
export interface DecisionsAsked {
  readonly labels?: string;
  readonly order?: string;
  readonly votes?: string;
  readonly stage: Stage;
  readonly needed: number;
}

export type StopDecisions =
  | {
      readonly ok: true;
      readonly decisions: readonly ScreeningDecision[];
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

const LABELS = new Map([
  ["1", true],
  ["0", false],
]);

/** The decisions so far in the order in which they were made. */
export async function stopDecisions(asked: DecisionsAsked): Promise<StopDecisions> {
  const given = [asked.labels, asked.order, asked.votes].filter((path) => path !== undefined);
  if (given.length !== 1) {
    return {
      ok: false,
      message:
        "decisions are read from one file: give --labels decisions.csv, --order order.jsonl or --votes votes.ndjson.",
    };
  }
  if (asked.labels !== undefined) return fromLabels(asked.labels);
  if (asked.order !== undefined) return fromOrder(asked.order);
  const read = await votesOf(asked.votes!);
  if (!read.ok) return read;
  const { decisions, undecided } = decisionsFromVotes(read.entries, asked);
  const warnings = read.problems.map(({ message, where }) => `${asked.votes!}:${where.line}: ${message}`);
  if (undecided.length > 0) {
    warnings.push(
      `${counted(undecided.length, "record has", "records have")} votes and no decision yet, with ${counted(asked.needed, "vote")} needed; they count as not screened. Settle them before you rely on this.`,
    );
  }
  return { ok: true, decisions, warnings };
}

async function fromLabels(path: string): Promise<StopDecisions> {
  const read = await readRows(path, ["record_id", "label"]);
  if (!read.ok) return read;
  const decisions: ScreeningDecision[] = [];
  for (const [i, [id, label]] of read.rows.entries()) {
    const relevant = LABELS.get(label!);
    if (relevant === undefined) {
      return { ok: false, message: `${path}:${i + 2}: the label "${label}" is none; write 1 or 0.` };
    }
    decisions.push({ id: id!, relevant });
  }
  return { ok: true, decisions, warnings: [] };
}

async function fromOrder(path: string): Promise<StopDecisions> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    return {
      ok: false,
      message: `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`,
    };
  }
  const decisions: ScreeningDecision[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const decision = decisionOf(line);
    if (decision === undefined) {
      return {
        ok: false,
        message: `${path}:${i + 1}: a line must be {"record_id":…,"label":1 or 0}, as coppice screen simulate writes it.`,
      };
    }
    decisions.push(decision);
  }
  return { ok: true, decisions, warnings: [] };
}

function decisionOf(line: string): ScreeningDecision | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return undefined;
    const { record_id: id, label } = value as Record<string, unknown>;
    const relevant = LABELS.get(String(label));
    return (typeof id === "string" || typeof id === "number") && relevant !== undefined
      ? { id: String(id), relevant }
      : undefined;
  } catch {
    return undefined;
  }
}
