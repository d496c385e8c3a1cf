import type { Measure } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { effectScale } from "../pooled/effect-scale.ts";
import { levelText } from "../pooled/effect-words.ts";
import { element, line } from "../svg.ts";
import { drawLegend } from "./legend.ts";
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

/** The fitted effect at one value of the moderator, on the scale of analysis. */
export interface FittedPoint {
  readonly x: number;
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Prediction interval; absent where none is to be drawn. */
  readonly piLow?: number | undefined;
  readonly piHigh?: number | undefined;
}

export interface Bubble {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  readonly moderator: string;
  readonly studies: readonly {
    readonly label: string;
    readonly x: number;
    readonly yi: number;
    /** Any weights: the areas are in proportion to them. */
    readonly weight: number;
  }[];
  /** In ascending order of x; some 50 points make a smooth band. */
  readonly line: readonly FittedPoint[];
  /** Level of the intervals; 0.95 where absent. */
  readonly level?: number;
}

const largestRadius = 15;

type Ends = readonly [low: number, high: number];

/** The bubble plot of a meta-regression: studies with areas in proportion to weight, the fitted line and what surrounds it. */
export function bubblePlot(
  input: Bubble,
  options: { readonly width?: number; readonly labels?: boolean } = {},
): Figure {
  const width = options.width ?? 640;
  const scale = effectScale(input.measure, input.effectName);
  const level = levelText(input.level ?? 0.95);
  const predicted = input.line.flatMap(({ x, piLow, piHigh }) =>
    piLow === undefined || piHigh === undefined ? [] : [{ x, ends: [piLow, piHigh] as Ends }],
  );
  const confident = input.line.map(({ x, ciLow, ciHigh }) => ({ x, ends: [ciLow, ciHigh] as Ends }));
  const xAxis = numberAxis(
    input.moderator,
    reach([...input.studies.map(({ x }) => x), ...input.line.map(({ x }) => x)], 0.05),
  );
  const yAxis = effectPanelAxis(
    scale,
    reach(
      [...input.studies.map(({ yi }) => yi), ...[...confident, ...predicted].flatMap(({ ends }) => ends)],
      0.08,
    ),
  );
  const left = tickRoom(yAxis);
  const on = panel(
    {
      left,
      top: 30,
      width: width - left - 8,
      height: Math.round(Math.min(420, Math.max(240, width * 0.62))),
    },
    xAxis,
    yAxis,
  );
  const heaviest = Math.max(1e-300, ...input.studies.map(({ weight }) => weight));
  const dots = input.studies
    .map(({ label: text, x, yi, weight }) => ({
      x: on.px(x),
      y: on.py(yi),
      r: Math.max(2, largestRadius * Math.sqrt(weight / heaviest)),
      text,
    }))
    // Large ones first, so that small ones are not hidden behind them.
    .sort((a, b) => b.r - a.r);
  const edge = (band: typeof confident, side: 0 | 1) =>
    band.map(({ x, ends }): readonly [number, number] => [on.px(x), on.py(ends[side])]);
  const zero =
    scale.nothing === undefined ? undefined : scale.ratio ? Math.log(scale.nothing) : scale.nothing;
  const bottom = on.top + on.height;
  const items = [
    {
      text: "fitted",
      mark: (x: number, y: number) => line(x - 9, y, x + 9, y, { class: "s-accent", "stroke-width": 2 }),
    },
    {
      text: `${level} confidence`,
      mark: (x: number, y: number) =>
        element("rect", { x: x - 8, y: y - 6, width: 16, height: 12, class: "accent", "fill-opacity": 0.16 }),
    },
    ...(predicted.length > 1
      ? [
          {
            text: `${level} prediction`,
            mark: (x: number, y: number) =>
              line(x - 9, y, x + 9, y, { class: "s-faint dashed", "stroke-width": 1.2 }),
          },
        ]
      : []),
  ];
  const legend = drawLegend(items, left, bottom + axisRoom(xAxis, on.width) + 18, on.width);
  const body = [
    zero === undefined || zero < yAxis.low || zero > yAxis.high
      ? ""
      : line(on.left, on.py(zero), on.left + on.width, on.py(zero), { class: "s-not-established" }),
    confident.length > 1
      ? element("path", {
          d: pathThrough([...edge(confident, 0), ...edge(confident, 1).reverse()], true),
          class: "accent",
          "fill-opacity": 0.16,
        })
      : "",
    ...([0, 1] as const).map((side) =>
      predicted.length > 1
        ? element("path", {
            d: pathThrough(edge(predicted, side)),
            class: "none s-faint dashed",
            "stroke-width": 1.2,
          })
        : "",
    ),
    element("path", {
      d: pathThrough(input.line.map(({ x, estimate }) => [on.px(x), on.py(estimate)])),
      class: "none s-accent",
      "stroke-width": 2,
    }),
    drawAxes(on),
    ...dots.map(({ x, y, r, text }) =>
      dot(x, y, r, { class: "accent s-accent", "fill-opacity": 0.35, "stroke-width": 1.1 }, text),
    ),
    options.labels === true ? placeLabels(dots, on, dots) : "",
    legend.body,
  ].join("");
  const shown = (value: number) => numberText(scale.show(value));
  const ends = [input.line[0], input.line.at(-1)].flatMap((point) => (point === undefined ? [] : [point]));
  return drawFigure({
    id: `bubble-${input.id}`,
    title: input.title,
    description: `Bubble plot of ${input.studies.length} studies: ${scale.name.toLowerCase()} against ${input.moderator}. ${ends
      .map(
        ({ x, estimate, ciLow, ciHigh }) =>
          `Fitted at ${numberText(x, 1)}: ${shown(estimate)} (${shown(ciLow)} to ${shown(ciHigh)}).`,
      )
      .join(" ")}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6 + legend.height,
    body,
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", input.moderator, scale.name, "Share of the weight"],
      rows: [
        ...input.studies.map(({ label: name, x, yi, weight }) => [
          name,
          numberText(x),
          shown(yi),
          `${((100 * weight) / input.studies.reduce((sum, each) => sum + each.weight, 0)).toFixed(1)}%`,
        ]),
        ...ends.map(({ x, estimate, ciLow, ciHigh }) => [
          "fitted",
          numberText(x),
          `${shown(estimate)} (${level} CI ${shown(ciLow)} to ${shown(ciHigh)})`,
          "",
        ]),
      ],
    },
  });
}
