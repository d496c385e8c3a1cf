import type { Verdict } from "@coppice/conclude";
import { verdictWords } from "@coppice/conclude";
import type { Cell } from "./columns.ts";
import { paint } from "./terminal.ts";

/** The symbol of a verdict: strength without colour. */
function symbolOf({ class: verdictClass, line }: Pick<Verdict, "class" | "line">): string {
  switch (verdictClass) {
    case "effective":
      return line === "first" ? "●" : "◐";
    case "modest-not-significant":
      return "○";
    case "not-effective":
      return "✕";
    case "not-established":
      return "·";
  }
}

function colourOf({ class: verdictClass, line }: Pick<Verdict, "class" | "line">): (text: string) => string {
  if (verdictClass === "effective") return line === "first" ? paint.green : paint.cyan;
  if (verdictClass === "modest-not-significant") return paint.yellow;
  return verdictClass === "not-effective" ? paint.red : paint.dim;
}

/** `● Effective, first-line`, in its colour. */
export function verdictCell(verdict: Verdict): Cell {
  return {
    text: `${symbolOf(verdict)} ${verdictWords(verdict.class, verdict.line)}`,
    paint: colourOf(verdict),
  };
}

/** `● First-line`: the fewest words, where two verdicts stand side by side. */
export function shortVerdictCell(verdict: Verdict): Cell {
  const words: Readonly<Record<Verdict["class"], string>> = {
    effective: verdict.line === null ? "Effective" : verdict.line === "first" ? "First-line" : "Second-line",
    "modest-not-significant": "Modest, not significant",
    "not-effective": "Not effective",
    "not-established": "Not established",
  };
  return { text: `${symbolOf(verdict)} ${words[verdict.class]}`, paint: colourOf(verdict) };
}

/** Room for a name in a table: longer ones give their short form, or are cut. */
const nameWidth = 42;

function shortName(verdict: Verdict): string {
  const indent = verdict.parent === undefined ? "" : "  ";
  const full = `${indent}${verdict.name}`;
  if (full.length <= nameWidth) return full;
  const short = verdict.short === undefined ? full : `${indent}${verdict.short}`;
  return short.length <= nameWidth ? short : `${short.slice(0, nameWidth - 1)}…`;
}

/** The condition's name, its phases indented beneath it. */
export function conditionCell(verdict: Verdict): Cell {
  return { text: shortName(verdict), paint: paint.bold };
}

export function doseText(verdict: Verdict): string {
  return verdict.doseGPerKg === null ? "" : `${verdict.doseGPerKg} g/kg`;
}

/** `1 error`, `2 errors`; a plural without a plain s is given. */
export const counted = (n: number, word: string, plural = `${word}s`): string =>
  `${n} ${n === 1 ? word : plural}`;
