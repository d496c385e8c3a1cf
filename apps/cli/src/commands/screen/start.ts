import { type Stage, screenedState, screeningModel } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { cardsOf } from "../../screen/cards-of.ts";
import type { KeyPreset } from "../../screen/key-commands.ts";
import { screeningLoop } from "../../screen/screening-loop.ts";
import { screeningSession } from "../../screen/screening-session.ts";
import { terminalKeys } from "../../screen/terminal-keys.ts";
import { type VotesJournal, votesJournal } from "../../screen/votes-journal.ts";
import { tell } from "../../terminal.ts";
import { counted } from "../../verdict-words.ts";

export interface StartOptions {
  readonly reviewer: string;
  readonly votes: string;
  readonly stage: Stage;
  readonly topic?: string;
  readonly criteria?: string;
  readonly reasons: readonly string[];
  readonly needed: number;
  readonly keys: KeyPreset;
  readonly seed: number;
}

/** Screens in the terminal, one key a decision. Every decision is on the disk before the next record shows. */
export async function screenInTerminal(path: string, options: StartOptions): Promise<ExitCode> {
  const { stdin, stdout } = process;
  if (stdin.isTTY !== true || stdout.isTTY !== true) {
    return refuse(
      "screening asks for one key a record, so it needs a terminal for input and output; run it without a pipe, or rank records with coppice screen rank.",
    );
  }
  const read = await cardsOf(path);
  if (!read.ok) return refuse(read.message);
  if (read.records.length === 0)
    return refuse(
      `${path} holds no record; give the export of a search, or a table with record_id and title.`,
    );
  const opened = await votesJournal(options.votes);
  if (!opened.ok) return refuse(opened.message);
  const { journal } = opened;
  for (const { message, where } of journal.problems)
    tell(`coppice: ${options.votes}:${where.line}: ${message}`);
  const records = recordsOf(read.records, journal, options);
  if (records.length === 0) {
    return refuse(
      `no record is included by title and abstract in ${options.votes}, so there is none to screen by full text yet.`,
    );
  }
  if (read.records.length > 2000) tell(`coppice: ordering ${counted(read.records.length, "record")} ...`);
  const { topic, criteria, seed } = options;
  const made = screeningModel(read.records, {
    seed,
    ...(topic === undefined ? {} : { topic }),
    ...(criteria === undefined ? {} : { criteria }),
  });
  if (!made.ok) return refuse(`${path}: ${made.problems.map(({ message }) => message).join(" ")}`);
  const session = screeningSession({
    ...options,
    records,
    model: made.model,
    entries: journal.entries,
    append: journal.append,
    now: () => new Date().toISOString(),
  });
  const keys = terminalKeys(stdin);
  try {
    await screeningLoop({
      session,
      explain: (record) => made.model.explain(record),
      cards: read.cards,
      keys,
      out: stdout,
      names: { reviewer: options.reviewer, votes: options.votes, topic: topic !== undefined },
      preset: options.keys,
      reasons: options.reasons,
    });
  } finally {
    keys.close();
    journal.close();
  }
  return exitCode.done;
}

/** By title and abstract all records; by full text those that were included before. */
function recordsOf(
  read: readonly { readonly id: string }[],
  { entries }: VotesJournal,
  { stage, needed }: StartOptions,
): readonly string[] {
  const ids = read.map(({ id }) => id);
  if (stage === "title-abstract") return ids;
  const { statusOf } = screenedState(entries, ids, { stage: "title-abstract", needed });
  return ids.filter((id) => {
    const status = statusOf(id);
    return (status.kind === "agreed" || status.kind === "settled") && status.decision === "include";
  });
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}
