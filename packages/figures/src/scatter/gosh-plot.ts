import type { Measure } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { effectScale } from "../pooled/effect-scale.ts";
import { element, line } from "../svg.ts";
import { drawLegend } from "./legend.ts";
import {
  axisRoom,
  dot,
  drawAxes,
  effectPanelAxis,
  numberAxis,
  type Panel,
  panel,
  reach,
  tickRoom,
} from "./panel.ts";

/** The result of pooling one subset of the studies. */
export interface GoshPoint {
  /** Pooled effect on the scale of analysis. */
  readonly estimate: number;
  /** I2 in per cent, or whatever else `heterogeneityName` says. */
  readonly heterogeneity: number;
  /** True for the subsets that hold the study that is looked at. */
  readonly marked?: boolean;
}

export interface Gosh {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  readonly points: readonly GoshPoint[];
  /** `I² (%)` where absent. */
  readonly heterogeneityName?: string;
  /** The study whose subsets are marked. */
  readonly markedStudy?: string;
}

/** Up to this many subsets are drawn as dots; more as cells whose shade grows with their number. */
const mostDots = 1000;
const cells = { x: 72, y: 54 } as const;
const bars = { x: 36, y: 27 } as const;

/** Counts per bin of equal width; values at the upper end belong to the last. */
function histogram(values: readonly number[], low: number, high: number, count: number): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.floor(((value - low) / (high - low || 1)) * count));
    if (bin >= 0) counts[bin] = counts[bin]! + 1;
  }
  return counts;
}

/**
 * Cells of equal size with the number of points in each; empty ones are left out. `fill`: how much of its cell a square takes
 * each way, so that a second cloud can be seen within the first.
 */
function density(on: Panel, points: readonly GoshPoint[], tone: string, fill: number): string {
  const counts = new Map<number, number>();
  const place = (value: number, low: number, high: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * count)));
  for (const { estimate, heterogeneity } of points) {
    const cell =
      place(estimate, on.x.low, on.x.high, cells.x) * cells.y +
      place(heterogeneity, on.y.low, on.y.high, cells.y);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const [width, height] = [on.width / cells.x, on.height / cells.y];
  const drawn = [...counts.entries()]
    .sort(([a], [b]) => a - b)
    .map(([cell, count]) =>
      element("rect", {
        x: on.left + (Math.floor(cell / cells.y) + (1 - fill) / 2) * width,
        y: on.top + on.height - ((cell % cells.y) + (1 + fill) / 2) * height,
        width: width * fill,
        height: height * fill,
        class: tone,
        // The root keeps rare cells visible beside crowded ones.
        "fill-opacity": Math.round((0.12 + 0.83 * Math.sqrt(count / most)) * 100) / 100,
      }),
    );
  return element("g", { "shape-rendering": "crispEdges" }, ...drawn);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below]! + (at - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}

/**
 * The GOSH plot (Olkin, Dahabreh & Trikalinos 2012): the pooled effect and the heterogeneity of many subsets of the studies.
 * Two clouds say that there are two kinds of studies; a marked study's subsets show whether it makes them.
 */
export function goshPlot(input: Gosh, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const scale = effectScale(input.measure, input.effectName);
  const points = input.points.filter(
    ({ estimate, heterogeneity }) => Number.isFinite(estimate) && Number.isFinite(heterogeneity),
  );
  const estimates = points.map(({ estimate }) => estimate);
  const heterogeneities = points.map(({ heterogeneity }) => heterogeneity);
  const name = input.heterogeneityName ?? "I² (%)";
  const yAxis = numberAxis(
    name,
    input.heterogeneityName === undefined ? [0, 100] : [0, Math.max(1e-12, ...heterogeneities) * 1.04],
  );
  const xAxis = effectPanelAxis(scale, reach(estimates, 0.04));
  const left = tickRoom(yAxis);
  const side = width < 480 ? 44 : 64;
  const on = panel(
    {
      left,
      top: 30 + side,
      width: width - left - side - 4,
      height: Math.round(Math.min(380, Math.max(220, width * 0.55))),
    },
    xAxis,
    yAxis,
  );
  const split = points.some(({ marked }) => marked === true) && input.markedStudy !== undefined;
  const groups = split
    ? [
        {
          tone: "accent",
          text: `with ${input.markedStudy}`,
          members: points.filter(({ marked }) => marked === true),
        },
        {
          tone: "modest",
          text: `without ${input.markedStudy}`,
          members: points.filter(({ marked }) => marked !== true),
        },
      ]
    : [{ tone: "accent", text: "", members: points }];
  const most = (axis: "estimate" | "heterogeneity", low: number, high: number, count: number) =>
    Math.max(
      1,
      ...groups.flatMap(({ members }) =>
        histogram(
          members.map((each) => each[axis]),
          low,
          high,
          count,
        ),
      ),
    );
  const tallest = most("estimate", xAxis.low, xAxis.high, bars.x);
  const longest = most("heterogeneity", yAxis.low, yAxis.high, bars.y);
  // The second group's bars are outlines, so that they differ without colour too.
  const look = (index: number, tone: string) =>
    index === 0 ? { class: tone, "fill-opacity": 0.55 } : { class: `none s-${tone}`, "stroke-width": 1.3 };
  const sides = groups.map(({ members, tone }, index) => {
    const across = histogram(
      members.map(({ estimate }) => estimate),
      xAxis.low,
      xAxis.high,
      bars.x,
    );
    const up = histogram(
      members.map(({ heterogeneity }) => heterogeneity),
      yAxis.low,
      yAxis.high,
      bars.y,
    );
    const [wide, high] = [on.width / bars.x, on.height / bars.y];
    return [
      ...across.map((count, bin) =>
        count === 0
          ? ""
          : element("rect", {
              x: on.left + bin * wide + 0.5,
              y: on.top - 4 - (side - 12) * (count / tallest),
              width: wide - 1,
              height: (side - 12) * (count / tallest),
              ...look(index, tone),
            }),
      ),
      ...up.map((count, bin) =>
        count === 0
          ? ""
          : element("rect", {
              x: on.left + on.width + 5,
              y: on.top + on.height - (bin + 1) * high + 0.5,
              width: (side - 8) * (count / longest),
              height: high - 1,
              ...look(index, tone),
            }),
      ),
    ].join("");
  });
  const dense = points.length > mostDots;
  const cloud = groups.map(({ members, tone }, index) =>
    dense
      ? density(on, members, tone, index === 0 ? 1 : 0.5)
      : members
          .map(({ estimate, heterogeneity }) =>
            dot(on.px(estimate), on.py(heterogeneity), 2.4, {
              class: index === 0 ? tone : `none s-${tone}`,
              "fill-opacity": 0.5,
            }),
          )
          .join(""),
  );
  const bottom = on.top + on.height;
  const items = split
    ? groups.map(({ tone, text }, index) => ({
        text,
        mark: (x: number, y: number) =>
          element("rect", { x: x - 7, y: y - 6, width: 14, height: 12, ...look(index, tone) }),
      }))
    : [];
  const legend = drawLegend(items, left, bottom + axisRoom(xAxis, on.width) + 18, width - left);
  const shown = (value: number) => numberText(scale.show(value));
  const shares = [0, 0.025, 0.25, 0.5, 0.75, 0.975, 1];
  const sorted = groups.map(({ members, text }) => ({
    text: text === "" ? "all" : text,
    estimates: members.map(({ estimate }) => estimate).sort((a, b) => a - b),
    heterogeneities: members.map(({ heterogeneity }) => heterogeneity).sort((a, b) => a - b),
  }));
  const middle =
    estimates.length === 0
      ? ""
      : ` Median ${shown(
          quantile(
            [...estimates].sort((a, b) => a - b),
            0.5,
          ),
        )}.`;
  return drawFigure({
    id: `gosh-${input.id}`,
    title: input.title,
    description: `GOSH plot: pooled ${scale.name.toLowerCase()} and ${name} of ${points.length} subsets of the studies.${middle}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6 + legend.height,
    body: [
      ...cloud,
      drawAxes(on),
      line(on.left, on.top, on.left + on.width, on.top, { class: "s-line" }),
      line(on.left + on.width, on.top, on.left + on.width, bottom, { class: "s-line" }),
      ...sides,
      legend.body,
    ].join(""),
    table: {
      caption: `${input.title}: quantiles over the subsets`,
      columns: ["Subsets", "Share below", scale.name, name],
      rows: sorted
        .filter((group) => group.estimates.length > 0)
        .flatMap((group) =>
          shares.map((share) => [
            `${group.text} (${group.estimates.length})`,
            `${share * 100}%`,
            shown(quantile(group.estimates, share)),
            numberText(quantile(group.heterogeneities, share), 1),
          ]),
        ),
    },
  });
}
