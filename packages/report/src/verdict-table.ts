import type { Derivation, Verdict } from "@coppice/conclude";
import { verdictStyle } from "@coppice/figures";
import { escapeHtml } from "./embed.ts";

function cell(verdict: Verdict | undefined): string {
  if (verdict === undefined) return "<td></td>";
  const { symbol, word } = verdictStyle(verdict);
  const dose = verdict.doseGPerKg === null ? "" : `, ${verdict.doseGPerKg} g/kg`;
  return `<td>${symbol} ${escapeHtml(word)}${dose}</td>`;
}

/** The verdicts of two dates side by side, as an HTML table: what a reader without scripts gets. */
export function verdictTable(then: Derivation, now: Derivation): string {
  const rows = now.verdicts.map((verdict) => {
    const before = then.verdicts.find((each) => each.condition === verdict.condition);
    return `<tr><th scope="row">${escapeHtml(verdict.name)}</th>${cell(before)}${cell(verdict)}<td>${verdict.trials} · ${verdict.patients}</td></tr>`;
  });
  return [
    `<table><caption>Verdicts under the rules “${escapeHtml(now.rules)}”</caption>`,
    `<thead><tr><th scope="col">Condition</th><th scope="col">As of ${then.asOf}</th><th scope="col">As of ${now.asOf}</th><th scope="col">Studies · patients</th></tr></thead>`,
    `<tbody>${rows.join("")}</tbody></table>`,
  ].join("");
}
