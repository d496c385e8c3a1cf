import type { AnalysisRow } from "@coppice/conclude";
import type { ForestModel } from "./forest-model.ts";
import { element } from "./svg.ts";

/**
 * A row as a control: the whole row is the target, and its name says what a press does. Later studies cannot be left
 * out: they are not in.
 */
export function studyButton(
  row: AnalysisRow,
  model: ForestModel,
  drawn: string,
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): string {
  const hit = element("rect", { class: "hit", rx: 4, ...area });
  if (row.state === "later") return element("g", { class: "study" }, hit, drawn);
  const act = row.state === "left-out" ? "Put back" : "Leave out";
  return element(
    "g",
    {
      class: "study",
      role: "button",
      tabindex: 0,
      "data-study": row.study,
      "aria-pressed": row.state === "left-out" ? "true" : "false",
      "aria-label": `${act} ${row.label}: ${model.effectText(row.effect)}`,
    },
    hit,
    drawn,
  );
}
