import type { Vote } from "@coppice/screen";
import { paint } from "../terminal.ts";
import { type KeyPreset, keyLine } from "./key-commands.ts";
import { cardLines, type RecordCard } from "./record-card.ts";
import type { Remarks, SessionCounts } from "./screening-session.ts";
import { cutTo, shownText, wrapped } from "./terminal-text.ts";

/** Narrowest and widest that the screen is laid out for, in characters. */
const NARROWEST = 24;
const WIDEST = 100;

export const layoutColumns = (columns: number | undefined): number =>
  Math.max(NARROWEST, Math.min(WIDEST, columns ?? 80));

export interface ScreenState {
  readonly card: RecordCard;
  readonly record: string;
  readonly counts: SessionCounts;
  readonly remarks: Remarks;
  /** What was done last, in a sentence. */
  readonly last: string;
  /** Own decisions on records with nearly the same text. */
  readonly copies: readonly Vote[];
  /** Votes of a conflict, to be settled. */
  readonly votes: readonly Vote[];
  /** Page of a long record, from 0; after the last comes the first. */
  readonly page: number;
  readonly preset: KeyPreset;
  readonly decisions: readonly Vote["decision"][];
  /** How many reasons to exclude have a key. */
  readonly reasons: number;
}

/**
 * The lines of one record, no more than the rows where they are enough for anything: what does not fit is on further pages. The keys come
 * apart, to be shown when they may be pressed.
 */
export function recordScreen(
  state: ScreenState,
  columns: number,
  rows: number,
): { readonly record: readonly string[]; readonly keys: readonly string[] } {
  const { card, record, counts, remarks, last, copies, preset } = state;
  const rule = "─".repeat(Math.min(columns, 76));
  const progress = `${counts.own + counts.done} of ${counts.records} · ${counts.included} in · ${counts.maybe} maybe · record ${record}`;
  const head = [
    ...(last === "" ? [] : wrapped(last, columns)),
    paint.dim(rule),
    cutTo(progress, columns),
    "",
  ];
  const same = copies.flatMap(({ record: other, decision }) =>
    wrapped(`Nearly the same text as record ${other}, on which you said ${decision}.`, columns),
  );
  const said = state.votes.flatMap((vote) => wrapped(voteText(vote), columns));
  const kept = [
    ...(remarks.note === undefined ? [] : wrapped(`Note: ${remarks.note}`, columns)),
    ...(remarks.tags === undefined ? [] : wrapped(`Tags: ${remarks.tags.join(", ")}`, columns)),
  ];
  const keys = keyLine(preset, state.reasons, state.decisions, columns);
  const foot = [...same, ...said, ...kept, paint.dim(rule)];
  const body = cardLines(card, columns);
  const room = Math.max(3, rows - head.length - foot.length - keys.length - 2);
  const pages = Math.ceil(body.length / room);
  const page = state.page % pages;
  const shown = body.slice(page * room, (page + 1) * room);
  const more = pages > 1 ? [paint.dim(`page ${page + 1} of ${pages}, space for the next`)] : [];
  return { record: [...head, ...shown, ...more, ...foot], keys };
}

/** `ben: exclude, wrong drug; not met: design; “ask the author”`. */
function voteText({ reviewer, decision, reason, note, criteria = {} }: Vote): string {
  const unmet = Object.keys(criteria).filter((criterion) => criteria[criterion] === "no");
  return [
    `${reviewer}: ${decision}${reason === undefined ? "" : `, ${reason}`}`,
    ...(unmet.length > 0 ? [`not met: ${unmet.join(", ")}`] : []),
    ...(note === undefined ? [] : [`“${note}”`]),
  ]
    .map(shownText)
    .join("; ");
}

/** `Excluded: Title …`, on one line. */
export function echo(decision: Vote["decision"], title: string, columns: number, reason?: string): string {
  const words = { include: "Included", exclude: "Excluded", maybe: "Maybe" }[decision];
  const why = reason === undefined ? "" : ` (${reason})`;
  return cutTo(`${words}${why}: ${title === "" ? "(no title)" : title}`, columns - 12).concat("  u undoes");
}
