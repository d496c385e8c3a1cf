import type { Decision } from "@coppice/screen";
import { wrapped } from "./terminal-text.ts";

/** What a key asks for. */
export type KeyCommand =
  | { readonly kind: "decide"; readonly decision: Decision }
  /** Exclude for the reason of that place in the protocol's order, from 1. */
  | { readonly kind: "exclude-for"; readonly place: number }
  | { readonly kind: "reason" | "undo" | "note" | "tags" | "why" | "skip" | "more" | "help" | "quit" };

/** Presets: programs differ in what I means, and hands remember. */
export const KEY_PRESETS = {
  /** As Rayyan has it, with M for maybe. */
  rayyan: { include: "i", exclude: "e", maybe: "m" },
  /** As ASReview has it: R relevant, I irrelevant; a reason is given with C. */
  asreview: { include: "r", exclude: "i", maybe: "m" },
  /** A tick and a cross. */
  vx: { include: "v", exclude: "x", maybe: "m" },
} as const;

export type KeyPreset = keyof typeof KEY_PRESETS;

const reasonKey = (preset: KeyPreset): string => (preset === "asreview" ? "c" : "r");

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const CTRL_Z = "\u001a";
const ARROWS: Readonly<Record<string, Decision>> = {
  "\u001b[C": "include",
  "\u001b[D": "exclude",
  "\u001b[B": "maybe",
};

/** What a key asks for under a preset; undefined for a key that asks for nothing. Capitals count as small letters. */
export function keyCommand(key: string, preset: KeyPreset): KeyCommand | undefined {
  const letter = key.toLowerCase();
  const decision =
    ARROWS[key] ??
    (Object.keys(KEY_PRESETS[preset]) as Decision[]).find((one) => KEY_PRESETS[preset][one] === letter);
  if (decision !== undefined) return { kind: "decide", decision };
  if (/^[1-9]$/.test(letter)) return { kind: "exclude-for", place: Number(letter) };
  if (letter === reasonKey(preset)) return { kind: "reason" };
  switch (letter) {
    case "u":
    case "z":
    case CTRL_Z:
      return { kind: "undo" };
    case "n":
      return { kind: "note" };
    case "t":
      return { kind: "tags" };
    case "w":
      return { kind: "why" };
    case "s":
      return { kind: "skip" };
    case " ":
      return { kind: "more" };
    case "?":
    case "h":
      return { kind: "help" };
    case "q":
    case CTRL_C:
    case CTRL_D:
      return { kind: "quit" };
    default:
      return undefined;
  }
}

/** One line, or as many as the columns ask for: `i include  e exclude …`. `reasons`: how many there are. */
export function keyLine(
  preset: KeyPreset,
  reasons: number,
  decisions: readonly Decision[],
  columns: number,
): readonly string[] {
  const { include, exclude, maybe } = KEY_PRESETS[preset];
  const perhaps = decisions.includes("maybe") ? `  ${maybe} maybe` : "";
  const why =
    reasons === 0 ? "" : `  ${reasons === 1 ? "1" : `1-${Math.min(9, reasons)}`} exclude for a reason`;
  return wrapped(`${include} include  ${exclude} exclude${why}${perhaps}  u undo  ? all keys`, columns);
}

export function keyHelp(preset: KeyPreset, reasons: readonly string[], columns: number): readonly string[] {
  const { include, exclude, maybe } = KEY_PRESETS[preset];
  const lines = [
    `${include} or →  include: it may belong to the review`,
    `${exclude} or ←  exclude`,
    `${maybe} or ↓  maybe: somebody has to look further`,
    ...reasons.slice(0, 9).map((reason, i) => `${i + 1}       exclude: ${reason}`),
    `${reasonKey(preset)}       exclude, and say why`,
    "u or z  take the last decision back, also of an earlier day",
    "n       write a note, kept with the decision",
    "t       write tags, kept with the decision",
    "w       why the record comes now: words that speak for and against it",
    "s       skip: it comes again at the end",
    "space   the rest of a long record",
    "q       quit; every decision is kept already",
  ];
  return lines.flatMap((line) => wrapped(line.replace(/ {2,}/, " – "), columns));
}
