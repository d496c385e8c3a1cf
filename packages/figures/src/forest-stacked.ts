import type { AnalysisOutcome } from "@coppice/conclude";
import {
  axisLine,
  diamond,
  favours,
  noEffectLine,
  type Plot,
  predictionBar,
  studyMark,
} from "./forest-marks.ts";
import type { ForestModel } from "./forest-model.ts";
import { studyButton } from "./study-button.ts";
import { element, label, line } from "./svg.ts";
import { fitText, textWidth, wrapText } from "./text-width.ts";

const rowHeight = 48;

/** Lays a forest plot out for a narrow screen: name and counts on one line, interval and numbers beneath. */
export function stackedForest(
  outcome: AnalysisOutcome,
  model: ForestModel,
  width: number,
  interactive: boolean,
): { body: string; height: number } {
  const { preset } = model;
  const { pooled } = outcome;
  const texts = [
    ...outcome.rows.map((row) => model.effectText(row.effect)),
    pooled === undefined ? "" : model.effectText(pooled.effect),
  ];
  const numbers = Math.max(96, ...texts.map((text) => textWidth(text, 12)));
  const plot: Plot = { axis: model.axis, left: 12, width: width - numbers - 32 };
  const heaviest = Math.max(1e-9, ...outcome.rows.map((row) => (row.state === "in" ? row.weight : 0)));
  const head = wrapText(
    `${model.experimentalName} against ${model.comparatorName}: ${model.dataHeader}`,
    width,
    12,
  );
  const top = head.length * 16 + 4;
  const rows = outcome.rows.map((row, index) => {
    const y = top + index * rowHeight;
    const tone = row.state === "in" ? "ink" : "faint";
    const data = [row.experimental, row.comparator].filter((text) => text !== "").join(" v ");
    const dataWidth = textWidth(data, 12);
    const struck = row.state === "left-out" ? " struck" : "";
    const ring = row.unverified
      ? element("circle", { class: "none s-unverified", cx: 4, cy: y + 15, r: 3.2, "stroke-width": 1.5 })
      : "";
    const drawn = [
      ring,
      label(
        row.unverified ? 13 : 0,
        y + 19,
        fitText(row.label, width - Math.min(dataWidth, width * 0.55) - 24),
        { class: `${tone} b${struck}` },
      ),
      label(width, y + 19, fitText(data, width * 0.6, 12), { class: `${tone} small end` }),
      noEffectLine(plot, y + 25, y + 43),
      studyMark(
        plot,
        row,
        y + 34,
        heaviest,
        Math.min(14, preset.largestSquare),
        preset.square(outcome.measure),
      ),
      label(width, y + 38, model.effectText(row.effect), { class: `${tone} small end` }),
    ].join("");
    const area = { x: 0, y: y + 2, width, height: rowHeight - 2 };
    return interactive ? studyButton(row, model, drawn, area) : element("g", {}, drawn);
  });
  let y = top + outcome.rows.length * rowHeight + 20;
  const summary: string[] = [line(0, y - 12, width, y - 12, { class: "s-line" })];
  if (pooled === undefined) summary.push(label(0, y + 6, "Nothing to pool at this date", { class: "soft" }));
  else {
    summary.push(
      label(0, y + 6, fitText(model.methodText, width), { class: "ink b small" }),
      noEffectLine(plot, y + 14, pooled.prediction === undefined ? y + 36 : y + 54),
      diamond(plot, pooled.effect, y + 24, preset.diamond),
      label(width, y + 28, model.effectText(pooled.effect), { class: "ink b small end" }),
    );
    y += 18;
    if (pooled.prediction !== undefined) {
      const { low, high } = pooled.prediction;
      y += 22;
      summary.push(
        predictionBar(plot, low, high, y + 4, preset.diamond),
        label(width, y + 8, `prediction ${preset.interval(low, high).replace(/^\((.*)\)$/, "$1")}`, {
          class: "soft tiny end",
        }),
      );
    }
  }
  const axisY = y + 24;
  const words = [`← ${model.leftFavours}`, `${model.rightFavours} →`];
  const wide = words.some((text) => textWidth(text, 11) > plot.width / 2);
  const notes =
    pooled === undefined
      ? []
      : wrapText(
          `${pooled.k > 1 ? preset.heterogeneity(pooled) : "One study: no heterogeneity to test"}. Overall effect: ${preset.p(pooled.pValue)}`,
          width,
          12,
        );
  const favoursDrawn = wide
    ? label(0, axisY + 36, words[0]!, { class: "ink tiny" }) +
      label(0, axisY + 52, words[1]!, { class: "ink tiny" })
    : favours(plot, axisY + 36, model.leftFavours, model.rightFavours, false);
  const noteY = axisY + (wide ? 76 : 60);
  const body = [
    ...head.map((text, index) => label(0, 12 + index * 16, text, { class: "soft small" })),
    line(0, top, width, top, { class: "s-ink" }),
    axisLine(plot, undefined, axisY),
    ...rows,
    ...summary,
    favoursDrawn,
    ...notes.map((note, index) => label(0, noteY + index * 16, note, { class: "soft small" })),
  ].join("");
  return { body, height: noteY + notes.length * 16 - 6 };
}
