import type { AnalysisRow, ShownEffect } from "@coppice/conclude";
import { type Axis, tickText } from "./axis.ts";
import { element, label, line } from "./svg.ts";

/** The part of a figure in which intervals are drawn. */
export interface Plot {
  readonly axis: Axis;
  /** px */
  readonly left: number;
  /** px */
  readonly width: number;
}

/** px of a value, kept inside the plot. */
export function plotX(plot: Plot, value: number): number {
  return plot.left + Math.min(1, Math.max(0, plot.axis.at(value))) * plot.width;
}

function arrowhead(x: number, y: number, direction: -1 | 1, tone: string): string {
  const back = x - direction * 6;
  return element("path", { d: `M${x} ${y}L${back} ${y - 3.5}L${back} ${y + 3.5}Z`, class: tone });
}

/** The line of an interval; an arrowhead says that it goes on beyond the axis. */
export function intervalLine(
  plot: Plot,
  effect: Pick<ShownEffect, "low" | "high">,
  y: number,
  tone: string,
): string {
  const { at } = plot.axis;
  const clippedLow = !(at(effect.low) >= -0.001);
  const clippedHigh = !(at(effect.high) <= 1.001);
  const from = clippedLow ? plot.left : plotX(plot, effect.low);
  const to = clippedHigh ? plot.left + plot.width : plotX(plot, effect.high);
  return [
    line(from, y, to, y, { class: `s-${tone}`, "stroke-width": 1.4 }),
    clippedLow ? arrowhead(Math.round(from * 100) / 100, y, -1, tone) : "",
    clippedHigh ? arrowhead(Math.round(to * 100) / 100, y, 1, tone) : "",
  ].join("");
}

/** A study's square, its area in proportion to `share` of the heaviest weight (0 to 1). */
export function square(
  plot: Plot,
  estimate: number,
  y: number,
  side: number,
  attributes: { readonly class: string },
): string {
  const x = plotX(plot, estimate);
  return element("rect", { x: x - side / 2, y: y - side / 2, width: side, height: side, ...attributes });
}

/** Interval and square of one study: solid, faint for later studies, hollow for those left out. */
export function studyMark(
  plot: Plot,
  row: AnalysisRow,
  y: number,
  heaviest: number,
  largest: number,
  tone: string,
): string {
  const side = row.state === "in" ? Math.max(3, largest * Math.sqrt(row.weight / heaviest)) : 7;
  const hollow = row.state === "left-out";
  const drawn =
    intervalLine(plot, row.effect, y, row.state === "in" ? "ink" : "soft") +
    square(plot, row.effect.estimate, y, side, {
      class: hollow ? "paper s-soft" : row.state === "in" ? tone : "soft",
    });
  return row.state === "in" ? drawn : element("g", { class: "later" }, drawn);
}

/** The pooled effect: a diamond as wide as its interval. */
export function diamond(
  plot: Plot,
  effect: Pick<ShownEffect, "estimate" | "low" | "high">,
  y: number,
  tone: string,
): string {
  const [low, middle, high] = [effect.low, effect.estimate, effect.high].map(
    (value) => Math.round(plotX(plot, value) * 100) / 100,
  ) as [number, number, number];
  return element("path", {
    d: `M${low} ${y}L${middle} ${y - 7}L${high} ${y}L${middle} ${y + 7}Z`,
    class: tone,
  });
}

/** The prediction interval: a thin bar, no part of the diamond. */
export function predictionBar(plot: Plot, low: number, high: number, y: number, tone: string): string {
  const from = plotX(plot, low);
  const to = plotX(plot, high);
  return element("rect", {
    x: from,
    y: y - 2,
    width: Math.max(1, to - from),
    height: 4,
    class: tone,
    "fill-opacity": 0.45,
  });
}

/** A stretch of the line of no effect. */
export function noEffectLine(plot: Plot, from: number, to: number): string {
  if (plot.axis.nothing === undefined) return "";
  const zero = plotX(plot, plot.axis.nothing);
  return line(zero, from, zero, to, { class: "s-faint", "stroke-width": 1 });
}

/** The axis with ticks at `y`, and the line of no effect up to `top`; without `top` the line is drawn elsewhere. */
export function axisLine(plot: Plot, top: number | undefined, y: number): string {
  let lastEnd = Number.NEGATIVE_INFINITY;
  const ticks = plot.axis.ticks.map((tick) => {
    const x = plotX(plot, tick);
    const words = tickText(tick);
    const half = words.length * 3.6;
    const free = x - half > lastEnd + 4;
    if (free) lastEnd = x + half;
    return (
      line(x, y, x, y + 4, { class: "s-soft" }) +
      (free ? label(x, y + 17, words, { class: "soft tiny mid" }) : "")
    );
  });
  return [
    top === undefined ? "" : noEffectLine(plot, top, y),
    line(plot.left, y, plot.left + plot.width, y, { class: "s-soft" }),
    ...ticks,
  ].join("");
}

/** "favours ..." on both sides of the line of no effect, with arrows. */
export function favours(plot: Plot, y: number, left: string, right: string, bold: boolean): string {
  const zero = plot.axis.nothing === undefined ? plot.left + plot.width / 2 : plotX(plot, plot.axis.nothing);
  const weight = bold ? " b" : "";
  return (
    label(zero - 8, y, `← ${left}`, { class: `ink tiny end${weight}` }) +
    label(zero + 8, y, `${right} →`, { class: `ink tiny${weight}` })
  );
}
