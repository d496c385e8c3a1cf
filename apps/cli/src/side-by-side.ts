import type { Derivation, Verdict } from "@coppice/conclude";
import { type Cell, columns } from "./columns.ts";
import type { SinceLandmark } from "./since-landmark.ts";
import { paint } from "./terminal.ts";
import { conditionCell, counted, doseText, shortVerdictCell } from "./verdict-words.ts";

const head = (text: string): Cell => ({ text, paint: paint.dim });

const known = (verdict: Verdict | undefined): Cell => ({
  text: verdict === undefined || verdict.trials === 0 ? "" : counted(verdict.trials, "study", "studies"),
  paint: paint.dim,
});

/** Verdicts then and now, one line a condition, with what changed. */
export function sideBySide(since: SinceLandmark, now: Derivation): string {
  const rows = now.verdicts.map((verdict): readonly Cell[] => {
    const before = since.then.verdicts.find((each) => each.condition === verdict.condition);
    const change = since.changes.get(verdict.condition);
    return [
      conditionCell(verdict),
      before === undefined ? { text: "" } : shortVerdictCell(before),
      shortVerdictCell(verdict),
      { text: doseText(verdict) },
      known(verdict),
      { text: change === undefined || change.kind === "same" ? "" : change.text },
    ];
  });
  const names = ["condition", `then (${since.label})`, "now", "dose", "known", "what changed"];
  return columns([names.map(head), ...rows]).join("\n");
}
