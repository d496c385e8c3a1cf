import { likelyReasons, type Stage, screenedState, screeningModel, type VoteEntry } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { type CardsRead, cardsOf } from "../../screen/cards-of.ts";
import type { KeyPreset } from "../../screen/key-commands.ts";
import { type LoopOptions, screeningLoop } from "../../screen/screening-loop.ts";
import { screeningSession } from "../../screen/screening-session.ts";
import { settlingSession } from "../../screen/settling-session.ts";
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
  /** Settle conflicts instead of voting. */
  readonly settle?: boolean;
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
  const begun =
    options.settle === true ? settling(read, journal, options) : screening(path, read, journal, options);
  if (!begun.ok) return refuse(begun.message);
  const keys = terminalKeys(stdin);
  try {
    await screeningLoop({
      ...begun,
      cards: read.cards,
      keys,
      out: stdout,
      preset: options.keys,
      reasons: options.reasons,
    });
  } finally {
    keys.close();
    journal.close();
  }
  return exitCode.done;
}

type Begun =
  | ({ readonly ok: true } & Pick<LoopOptions, "session" | "explain" | "likelyReason" | "names">)
  | { readonly ok: false; readonly message: string };

/** Up to this many records a fit for every reason takes no longer than a person notices at a key. */
const FITS_AT_A_KEY = 8000;

const now = (): string => new Date().toISOString();

/** One reviewer's votes, in the order of the model. */
function screening(
  path: string,
  read: CardsRead & { readonly ok: true },
  { entries, append }: VotesJournal,
  options: StartOptions,
): Begun {
  const { reviewer, votes, topic, criteria, seed } = options;
  const records = recordsOf(read.records, entries, options);
  if (records.length === 0) {
    const message = `no record is included by title and abstract in ${votes}, so there is none to screen by full text yet.`;
    return { ok: false, message };
  }
  if (read.records.length > 2000) tell(`coppice: ordering ${counted(read.records.length, "record")} ...`);
  const made = screeningModel(read.records, {
    seed,
    ...(topic === undefined ? {} : { topic }),
    ...(criteria === undefined ? {} : { criteria }),
  });
  if (!made.ok)
    return { ok: false, message: `${path}: ${made.problems.map(({ message }) => message).join(" ")}` };
  const session = screeningSession({ ...options, records, model: made.model, entries, append, now });
  const { own } = session.counts();
  const first = topic === undefined ? " With --topic, the first records would come by your question." : "";
  return {
    ok: true,
    session,
    explain: (record) => made.model.explain(record),
    likelyReason: (record) =>
      records.length > FITS_AT_A_KEY
        ? undefined
        : likelyReasons(made.model, session.reasons())(record)[0]?.reason,
    names: {
      reviewer,
      votes,
      greeting:
        own > 0
          ? `Welcome back, ${reviewer}: ${counted(own, "decision")} of yours in ${votes}.`
          : `${reviewer} screens into ${votes}.${first}`,
      nothingLeft: "Nothing is left to screen: every record has your decision, or all that it needs.",
    },
  };
}

/** The conflicts of a stage, with their votes. */
function settling(
  read: CardsRead & { readonly ok: true },
  { entries, append }: VotesJournal,
  { reviewer, votes, stage, needed, reasons }: StartOptions,
): Begun {
  const session = settlingSession({
    by: reviewer.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()])),
    rules: { stage, needed, reasons },
    entries,
    records: read.records.map(({ id }) => id),
    append,
    now,
  });
  return {
    ok: true,
    session,
    explain: () => null,
    likelyReason: () => undefined,
    names: {
      reviewer,
      votes,
      greeting: `${reviewer} settles ${counted(session.counts().records, "conflict")} in ${votes}; the votes stay as they are.`,
      nothingLeft: "No conflict is left to settle.",
    },
  };
}

/** By title and abstract all records; by full text those that were included before. */
function recordsOf(
  read: readonly { readonly id: string }[],
  entries: readonly VoteEntry[],
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
