import type { AnalysisOutcome } from "@coppice/conclude";
import { effectAxis } from "./axis.ts";
import { drawFigure, type Figure } from "./figure.ts";
import { axisLine, favours, intervalLine, noEffectLine, type Plot, square } from "./forest-marks.ts";
import { type ForestOptions, forestModel } from "./forest-model.ts";
import { element, label, line } from "./svg.ts";
import { fitText, textWidth } from "./text-width.ts";

const rowHeight = 24;

/** The pooled effect after each study, time downward: when it became clear, and whether it moved since. */
export function cumulativeForest(outcome: AnalysisOutcome, options: ForestOptions = {}): Figure {
  const width = options.width ?? 960;
  const model = forestModel(outcome, options);
  const steps = outcome.cumulative;
  const stacked = options.layout === "stacked";
  const numbers = Math.max(120, ...steps.map((step) => textWidth(model.effectText(step.effect), 13.6)));
  const names = stacked ? 0 : 250;
  const height = stacked ? 42 : rowHeight;
  const axis = effectAxis(
    outcome.scale,
    steps.map((step) => step.effect),
    steps.slice(-1).map((step) => step.effect),
  );
  const plot: Plot = { axis, left: names + 12, width: Math.max(60, width - names - numbers - 38) };
  const top = 22;
  const rows = steps.map((step, index) => {
    const last = index === steps.length - 1;
    const y = top + 16 + index * height;
    const markY = stacked ? y + 18 : y;
    const name = `${step.published.slice(0, 4)}  + ${step.label}`;
    return element(
      "g",
      {},
      label(0, y + 4, fitText(name, stacked ? width - 70 : names - 30), { class: last ? "ink b" : "ink" }),
      label(stacked ? width : names - 10, y + 4, `k = ${step.k}`, { class: "soft small end" }),
      stacked ? noEffectLine(plot, markY - 9, markY + 9) : "",
      intervalLine(plot, step.effect, markY, last ? "accent" : "soft"),
      square(plot, step.effect.estimate, markY, last ? 9 : 6, { class: last ? "accent" : "soft" }),
      label(width, markY + 4, model.effectText(step.effect), {
        class: `${last ? "ink b" : "ink"} end${stacked ? " small" : ""}`,
      }),
    );
  });
  const axisY = top + 12 + steps.length * height + 4;
  const fits = textWidth(`← ${model.leftFavours}${model.rightFavours} →`, 11) < plot.width;
  const body = [
    label(0, 12, "Each row pools everything known by then", { class: "soft small" }),
    stacked ? "" : label(width, 12, model.effectHeader, { class: "soft small b end" }),
    line(0, top - 2, width, top - 2, { class: "s-ink" }),
    axisLine(plot, stacked ? undefined : top, axisY),
    ...rows,
    fits
      ? favours(plot, axisY + 34, model.leftFavours, model.rightFavours, false)
      : label(
          plot.left,
          axisY + 34,
          outcome.better === "higher" ? `${model.rightFavours} →` : `← ${model.leftFavours}`,
          { class: "ink tiny" },
        ),
  ].join("");
  return drawFigure({
    id: `cumulative-${outcome.id}`,
    title: `${outcome.title}, as evidence came in`,
    description: `Cumulative forest plot: the pooled effect after each of ${steps.length} studies in order of publication.`,
    width,
    height: axisY + 40,
    body,
    table: {
      caption: `${outcome.title}, pooled after each study`,
      columns: ["Published", "Study added", "Studies", model.effectHeader],
      rows: steps.map((step) => [step.published, step.label, String(step.k), model.effectText(step.effect)]),
    },
  });
}
