import { setTimeout } from "node:timers/promises";
import type { WriteStream } from "node:tty";
import type { Decision, Explanation } from "@coppice/screen";
import { counted } from "../verdict-words.ts";
import { askedLine } from "./asked-line.ts";
import { arrivals } from "./held-key.ts";
import { type KeyCommand, type KeyPreset, keyCommand, keyHelp } from "./key-commands.ts";
import type { RecordCard } from "./record-card.ts";
import { echo, layoutColumns, recordScreen } from "./screening-screen.ts";
import type { Remarks, ScreeningSession, ShownRecord } from "./screening-session.ts";
import type { TerminalKeys } from "./terminal-keys.ts";
import { cutTo } from "./terminal-text.ts";
import { whyLines } from "./why-words.ts";

export interface LoopOptions {
  readonly session: ScreeningSession;
  readonly explain: (record: string) => Explanation | null;
  /** The reason that a record would most likely be excluded for; undefined where nothing is known. */
  readonly likelyReason: (record: string) => string | undefined;
  readonly cards: ReadonlyMap<string, RecordCard>;
  readonly keys: TerminalKeys;
  readonly out: WriteStream;
  readonly names: {
    readonly reviewer: string;
    /** File of votes. */
    readonly votes: string;
    /** The first sentence, and the one when nothing is left. */
    readonly greeting: string;
    readonly nothingLeft: string;
  };
  readonly preset: KeyPreset;
  readonly reasons: readonly string[];
}

/** ms in which keys pressed earlier arrive. Nobody reads a record within it. */
const SETTLING = 30;

/** What a command did: the record stays as it is drawn, something is to be drawn anew, or the person leaves. */
type After = "stays" | "draw" | "leave";

/** Shows a record, waits for a key, does what it asks for, until nothing is left or the person leaves. */
export async function screeningLoop(options: LoopOptions): Promise<void> {
  const { session, explain, likelyReason, cards, keys, out, names, preset, reasons } = options;
  const clear = process.env["TERM"] === "dumb" ? "\n" : "\u001b[H\u001b[2J";
  const columns = (): number => layoutColumns(out.columns);
  const say = (lines: readonly string[]): void => void out.write(`${lines.join("\n")}\n`);
  const ask = (question: string): Promise<string | undefined> =>
    askedLine(`${question} (Enter keeps, Esc leaves):`, keys, (text) => void out.write(text));
  const titleOf = (record: string): string => cards.get(record)?.title ?? record;
  const begun = session.counts().own;
  const arrival = arrivals();
  const drafts = new Map<string, Remarks>();
  let last = names.greeting;
  let drawn: { readonly record: string; page: number } = { record: "", page: 0 };

  const decide = (record: string, decision: Decision, reason?: string): After => {
    const remarks = drafts.get(record) ?? {};
    if (!session.decisions.includes(decision)) return "stays";
    session.decide(decision, reason === undefined ? remarks : { ...remarks, reason });
    drafts.delete(record);
    last = echo(decision, titleOf(record), columns(), reason);
    return "draw";
  };
  const undo = (said: (title: string) => string): After => {
    const back = session.undo();
    if (back === undefined) {
      last = "There is no decision of yours to take back.";
      return "draw";
    }
    const { note, tags } = back;
    drafts.set(back.record, {
      ...(note === undefined ? {} : { note }),
      ...(tags === undefined ? {} : { tags }),
    });
    last = cutTo(said(titleOf(back.record)), columns());
    return "draw";
  };
  const remark = (record: string, name: "note" | "tags", value: Remarks["note"] | Remarks["tags"]): After => {
    const { [name]: _, ...rest } = drafts.get(record) ?? {};
    drafts.set(record, value === undefined ? rest : { ...rest, [name]: value });
    return "draw";
  };
  const perform = async (command: KeyCommand, record: string): Promise<After> => {
    switch (command.kind) {
      case "decide":
        return decide(record, command.decision);
      case "exclude-for": {
        const reason = reasons[command.place - 1];
        return reason === undefined ? "stays" : decide(record, "exclude", reason);
      }
      case "reason": {
        const likely = likelyReason(record);
        say(
          reasons.map(
            (reason, i) => `${i + 1} ${reason}${reason === likely ? "  (as on records like it)" : ""}`,
          ),
        );
        const typed =
          (await ask(reasons.length > 0 ? "Exclude because: number or words" : "Exclude because")) ?? "";
        const reason = reasons[Number(typed) - 1] ?? typed;
        return reason === "" ? "draw" : decide(record, "exclude", reason);
      }
      case "undo":
        return undo((title) => `Taken back, decide again: ${title}`);
      case "note": {
        const note = await ask("Note");
        return note === undefined ? "draw" : remark(record, "note", note === "" ? undefined : note);
      }
      case "tags": {
        const typed = await ask("Tags, with commas between");
        const tags = typed?.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()]));
        return tags === undefined ? "draw" : remark(record, "tags", tags.length === 0 ? undefined : tags);
      }
      case "skip":
        session.skip();
        last = cutTo(`Skipped, it comes again at the end: ${titleOf(record)}`, columns());
        return "draw";
      case "more":
        drawn.page += 1;
        return "draw";
      case "why": {
        const why = explain(record);
        if (why !== null) say(["", ...whyLines(why, columns())]);
        return "stays";
      }
      case "help":
        say(["", ...keyHelp(preset, reasons, columns())]);
        return "stays";
      case "quit":
        return "leave";
    }
  };
  /** Waits for a key that asks for something; `record` is undefined at the end, where nothing can be decided. */
  const answered = async (record: string | undefined): Promise<After> => {
    for (;;) {
      const key = await keys.next();
      if (key === undefined) return "leave";
      const command = keyCommand(key, preset);
      const how = arrival(key, performance.now());
      if (how === "held" && command?.kind === "decide" && session.counts().own > begun)
        return undo((title) => `The key was held down, so this was taken back: ${title}`);
      if (command === undefined || how !== "press") continue;
      if (record === undefined && command.kind !== "undo" && command.kind !== "quit") continue;
      const after = await perform(command, record ?? "");
      if (after !== "stays") return after;
    }
  };
  /** Nothing is left; what was decided last can still be taken back. */
  const atTheEnd = async (): Promise<After> => {
    out.write(clear);
    say([last, names.nothingLeft]);
    if (session.counts().own === 0) return "leave";
    await setTimeout(SETTLING);
    keys.drop();
    say(["u takes the last decision back, q quits."]);
    return answered(undefined);
  };
  const draw = async ({ record, copies, votes = [] }: ShownRecord): Promise<void> => {
    if (drawn.record !== record) drawn = { record, page: 0 };
    const state = {
      card: cards.get(record)!,
      record,
      counts: session.counts(),
      remarks: drafts.get(record) ?? {},
      last,
      copies,
      votes,
      page: drawn.page,
      preset,
      decisions: session.decisions,
      reasons: reasons.length,
    };
    const screen = recordScreen(state, columns(), out.rows ?? 24);
    out.write(clear);
    say(screen.record);
    session.learn();
    // What was pressed before a record was to be seen says nothing of it.
    await setTimeout(SETTLING);
    keys.drop();
    say(screen.keys);
  };

  for (;;) {
    const shown = session.current();
    const after =
      shown === undefined ? await atTheEnd() : await draw(shown).then(() => answered(shown.record));
    if (after === "leave") break;
  }
  say(farewell(names, session, drafts));
}

function farewell(
  { reviewer, votes }: LoopOptions["names"],
  session: ScreeningSession,
  drafts: ReadonlyMap<string, Remarks>,
): readonly string[] {
  const { own, included, maybe, left } = session.counts();
  return [
    "",
    `${counted(own, "decision")} of ${reviewer} in ${votes}, ${included} include, ${maybe} maybe; ${counted(left, "record")} left.`,
    ...(left > 0 ? ["The same command goes on from here."] : []),
    ...[...drafts].flatMap(([record, remarks]) =>
      Object.keys(remarks).length === 0
        ? []
        : [`What you wrote on record ${record} was not kept: notes and tags are kept with a decision.`],
    ),
  ];
}
