import type { Verdict } from "@coppice/conclude";
import { verdictWords } from "@coppice/conclude";
import type { Cell } from "./columns.ts";
import { paint } from "./terminal.ts";

/** The symbol of a verdict: strength without colour. */
export function symbolOf({ class: verdictClass, line }: Pick<Verdict, "class" | "line">): string {
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

/** The condition's name, its phases indented beneath it. */
export function conditionCell(verdict: Verdict): Cell {
  return { text: `${verdict.parent === undefined ? "" : "  "}${verdict.name}`, paint: paint.bold };
}

export function doseText(verdict: Verdict): string {
  return verdict.doseGPerKg === null ? "" : `${verdict.doseGPerKg} g/kg`;
}

export const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
