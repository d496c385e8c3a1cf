import { normalQuantile } from "@coppice/numeric";
import type { Measure } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { effectScale } from "../pooled/effect-scale.ts";
import { levelText } from "../pooled/effect-words.ts";
import { element, label, line } from "../svg.ts";
import { textWidth } from "../text-width.ts";
import {
  axisRoom,
  dot,
  drawAxes,
  effectPanelAxis,
  numberAxis,
  panel,
  pathThrough,
  reach,
  tickRoom,
} from "./panel.ts";
import { placeLabels } from "./place-labels.ts";

export interface Galbraith {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  /** On the scale of analysis. */
  readonly studies: readonly { readonly label: string; readonly yi: number; readonly vi: number }[];
  readonly estimate: number;
  /** Between-study variance that is part of each study's variance; 0 for a common effect. */
  readonly tau2: number;
  /** Level of the band; 0.95 where absent. */
  readonly level?: number;
}

/** px between the panel and the texts of the arc. */
const arcRoom = 12;

/**
 * The radial plot (Galbraith 1988): each study's effect over its standard error against one over that standard error. A line
 * from the origin through a study ends on the arc at the study's effect; studies of one effect lie within the band.
 */
export function galbraithPlot(input: Galbraith, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const scale = effectScale(input.measure, input.effectName);
  const level = input.level ?? 0.95;
  const z = normalQuantile((1 + level) / 2);
  const points = input.studies.map(({ label: name, yi, vi }) => {
    const precision = 1 / Math.sqrt(vi + input.tau2);
    return { name, yi, precision, standardised: yi * precision };
  });
  const furthest = Math.max(...points.map(({ precision }) => precision)) * 1.08;
  const effects = [...points.map(({ yi }) => yi), input.estimate];
  const [lowest, highest] = [Math.min(...effects), Math.max(...effects)];
  const arcTicks = effectPanelAxis(scale, [lowest, highest]).ticks;
  const right = arcRoom + 8 + Math.max(0, ...arcTicks.map(({ text }) => textWidth(text, 11.5)));
  const yAxis = numberAxis(
    input.tau2 > 0 ? "z = effect / √(variance + τ²)" : "z = effect / standard error",
    reach(
      [
        ...points.map(({ standardised }) => standardised),
        lowest * furthest,
        highest * furthest,
        input.estimate * furthest - z,
        input.estimate * furthest + z,
        -z,
        z,
      ],
      0.03,
    ),
  );
  const xAxis = numberAxis(
    input.tau2 > 0 ? "Precision, 1 / √(variance + τ²)" : "Precision, 1 / standard error",
    [0, furthest],
  );
  const left = tickRoom(yAxis);
  const on = panel(
    {
      left,
      top: 30,
      width: width - left - right,
      height: Math.round(Math.min(460, Math.max(270, width * 0.68))),
    },
    xAxis,
    yAxis,
  );
  const origin = { x: on.px(0), y: on.py(0) };
  // The arc is one in the picture, not in the units of the axes.
  const perX = on.width / (xAxis.high - xAxis.low);
  const perY = on.height / (yAxis.high - yAxis.low);
  const onArc = (effect: number, radius = on.width): readonly [number, number] => {
    const length = Math.hypot(perX, effect * perY);
    return [origin.x + (radius * perX) / length, origin.y - (radius * effect * perY) / length];
  };
  const arc = Array.from({ length: 41 }, (_, index) => onArc(lowest + ((highest - lowest) * index) / 40));
  const [endX, endY] = onArc(input.estimate);
  const band = [-z, z].map((shift) =>
    line(origin.x, origin.y - shift * perY, on.px(furthest), on.py(input.estimate * furthest + shift), {
      class: "s-faint dashed",
    }),
  );
  const bottom = on.top + on.height;
  const dots = points.map(({ name, precision, standardised }) => ({
    x: on.px(precision),
    y: on.py(standardised),
    r: 4,
    text: name,
    away: Math.abs(standardised - input.estimate * precision),
  }));
  const body = [
    line(on.left, on.py(0), on.px(furthest), on.py(0), { class: "s-not-established" }),
    ...band,
    line(origin.x, origin.y, endX, endY, { class: "s-accent", "stroke-width": 1.4 }),
    drawAxes(on),
    element("path", { d: pathThrough(arc), class: "none s-soft" }),
    ...arcTicks.map(({ value, text }) => {
      const [fromX, fromY] = onArc(value);
      const [toX, toY] = onArc(value, on.width + 4);
      const [textX, textY] = onArc(value, on.width + 8);
      return (
        line(fromX, fromY, toX, toY, { class: "s-soft" }) +
        label(textX, textY + 4, text, { class: "soft tiny" })
      );
    }),
    label(width, on.top - 12, scale.ratio ? scale.name : scale.analysedName, { class: "soft small b end" }),
    ...dots.map(({ x, y, r, text }) => dot(x, y, r, { class: "accent s-paper", "stroke-width": 0.8 }, text)),
    // Only those outside the band are named: they are what the plot is looked at for.
    placeLabels(
      dots.filter(({ away }) => away > z).sort((a, b) => b.away - a.away),
      on,
      dots,
    ),
  ].join("");
  const outside = dots.filter(({ away }) => away > z).map(({ text }) => text);
  const shown = (value: number) => numberText(scale.show(value));
  return drawFigure({
    id: `radial-${input.id}`,
    title: input.title,
    description: `Radial plot of ${points.length} studies. Pooled ${scale.name.toLowerCase()} ${shown(input.estimate)}. ${outside.length === 0 ? "No study lies" : `${outside.join(", ")} ${outside.length === 1 ? "lies" : "lie"}`} outside the ${levelText(level)} band.`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6,
    body,
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", scale.name, "Precision", "z", `Within the ${levelText(level)} band`],
      rows: points.map(({ name, yi, precision, standardised }, index) => [
        name,
        shown(yi),
        numberText(precision, 3),
        numberText(standardised, 3),
        dots[index]!.away > z ? "no" : "yes",
      ]),
    },
  });
}
