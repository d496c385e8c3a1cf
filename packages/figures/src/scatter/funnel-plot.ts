import { normalQuantile } from "@coppice/numeric";
import type { Measure } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { type EffectScale, effectScale } from "../pooled/effect-scale.ts";
import { levelText } from "../pooled/effect-words.ts";
import { element, line } from "../svg.ts";
import { drawLegend, type LegendItem } from "./legend.ts";
import {
  axisRoom,
  dot,
  drawAxes,
  effectPanelAxis,
  numberAxis,
  type Panel,
  panel,
  pathThrough,
  reach,
  tickRoom,
} from "./panel.ts";

export interface FunnelStudy {
  readonly label: string;
  /** On the scale of analysis. */
  readonly yi: number;
  readonly vi: number;
  /** People; needed for the vertical axis `n`. */
  readonly n?: number | undefined;
  /** Added by trim and fill: no study, and drawn hollow. */
  readonly added?: boolean;
}

export interface Funnel {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  readonly studies: readonly FunnelStudy[];
  /** Pooled effect on the scale of analysis: the funnel's middle. */
  readonly estimate: number;
  /** Pooled effect after trim and fill, a second line. */
  readonly adjusted?: number;
}

/** What is drawn upwards. Standard errors and variances shrink upwards, so that the largest studies stand at the top. */
export type FunnelVertical = "se" | "variance" | "precision" | "inverse-variance" | "n";

export interface FunnelOptions {
  /** px; 640 where absent. */
  readonly width?: number;
  /** `se` where absent. */
  readonly vertical?: FunnelVertical;
  /** Level of the pseudo confidence interval around the pooled effect, 0.95 where absent; `false` draws none. */
  readonly pseudoInterval?: number | false;
  /** Contours of two-sided significance around no effect (Peters et al. 2008); off where absent. */
  readonly contours?: boolean;
}

interface Vertical {
  readonly name: string;
  readonly reversed: boolean;
  readonly of: (study: FunnelStudy) => number;
  /** Standard error at a height; `undefined` where a height says nothing of it. */
  readonly se: ((height: number) => number) | undefined;
}

const verticals: Readonly<Record<FunnelVertical, Vertical>> = {
  se: { name: "Standard error", reversed: true, of: ({ vi }) => Math.sqrt(vi), se: (height) => height },
  variance: { name: "Sampling variance", reversed: true, of: ({ vi }) => vi, se: Math.sqrt },
  precision: {
    name: "Precision (1 / standard error)",
    reversed: false,
    of: ({ vi }) => 1 / Math.sqrt(vi),
    se: (height) => 1 / height,
  },
  "inverse-variance": {
    name: "Inverse variance",
    reversed: false,
    of: ({ vi }) => 1 / vi,
    se: (height) => 1 / Math.sqrt(height),
  },
  n: { name: "People", reversed: false, of: ({ n }) => n ?? Number.NaN, se: undefined },
};

/** Shades between neighbouring levels of significance, from the middle outwards; words in the legend say the same. */
const bands = [
  { from: 0.1, to: 0.05, opacity: 0.2, text: "0.05 < P ≤ 0.10" },
  { from: 0.05, to: 0.01, opacity: 0.09, text: "0.01 < P ≤ 0.05" },
] as const;

/** Heights at which curves are drawn: denser towards the lower values, where they bend. */
function heightsOf({ y }: Panel): readonly number[] {
  return Array.from({ length: 61 }, (_, index) => y.low + (y.high - y.low) * (index / 60) ** 2);
}

function contourBands(on: Panel, middle: number, se: (height: number) => number): string {
  const heights = heightsOf(on);
  return bands
    .flatMap(({ from, to, opacity }) => {
      const [inner, outer] = [normalQuantile(1 - from / 2), normalQuantile(1 - to / 2)];
      return [-1, 1].map((side) => {
        const edge = (z: number) =>
          heights.map((height): readonly [number, number] => [
            on.px(middle + side * z * se(height)),
            on.py(height),
          ]);
        return element("path", {
          d: pathThrough([...edge(inner), ...edge(outer).reverse()], true),
          class: "ink",
          "fill-opacity": opacity,
        });
      });
    })
    .join("");
}

/** The lines within which studies of one effect would fall; cut where they leave the panel. */
function pseudoLines(on: Panel, middle: number, z: number, se: (height: number) => number): string {
  return [-1, 1]
    .map((side) => {
      const points = heightsOf(on)
        .map((height) => ({ x: middle + side * z * se(height), height }))
        .filter(({ x }) => x >= on.x.low && x <= on.x.high)
        .map(({ x, height }): readonly [number, number] => [on.px(x), on.py(height)]);
      return points.length < 2
        ? ""
        : element("path", { d: pathThrough(points), class: "none s-faint dashed", "stroke-width": 1.2 });
    })
    .join("");
}

/** Where contours of significance are centred: no effect, on the scale of analysis. */
function noEffect(scale: EffectScale): number | undefined {
  return scale.nothing === undefined ? undefined : scale.ratio ? Math.log(scale.nothing) : scale.nothing;
}

const square = (opacity: number) => (x: number, y: number) =>
  element("rect", {
    x: x - 8,
    y: y - 6,
    width: 16,
    height: 12,
    class: "ink s-faint",
    "fill-opacity": opacity,
    "stroke-width": 0.6,
  });

/** The funnel plot: each study's effect against how precise it is, with what chance alone would do around the pooled effect. */
export function funnelPlot(input: Funnel, options: FunnelOptions = {}): Figure {
  const width = options.width ?? 640;
  const chosen = options.vertical ?? "se";
  const vertical = verticals[chosen];
  const scale = effectScale(input.measure, input.effectName);
  const level = options.pseudoInterval ?? 0.95;
  const studies = input.studies.filter((study) => Number.isFinite(vertical.of(study)));
  const heights = studies.map(vertical.of);
  const [, highest] = reach(heights);
  // Curves over precision need a height above 0, and no dot may lie beneath the axis.
  const lowest = vertical.reversed || vertical.se === undefined ? 0 : Math.min(highest, ...heights) * 0.85;
  const yAxis = numberAxis(vertical.name, [lowest, highest], {
    reversed: vertical.reversed,
  });
  const z = level === false ? 0 : normalQuantile((1 + level) / 2);
  const widestSe = Math.max(0, ...studies.map(({ vi }) => Math.sqrt(vi)));
  const middle = noEffect(scale);
  const contours = options.contours === true && middle !== undefined && vertical.se !== undefined;
  const ends =
    vertical.se === undefined ? [] : [input.estimate - z * widestSe, input.estimate + z * widestSe];
  const xAxis = effectPanelAxis(
    scale,
    reach([
      ...studies.map(({ yi }) => yi),
      ...ends,
      input.estimate,
      ...(contours ? [middle - 1.7 * widestSe, middle + 1.7 * widestSe] : []),
    ]),
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
  const hasAdded = studies.some(({ added }) => added === true);
  const items: LegendItem[] = [
    { text: hasAdded ? "study" : "", mark: (x: number, y: number) => dot(x, y, 4, { class: "accent" }) },
    {
      text: hasAdded ? "added by trim and fill" : "",
      mark: (x: number, y: number) => dot(x, y, 4, { class: "paper s-ink", "stroke-width": 1.4 }),
    },
    {
      text: level === false || vertical.se === undefined ? "" : `${levelText(level)} pseudo-interval`,
      mark: (x: number, y: number) =>
        line(x - 9, y, x + 9, y, { class: "s-faint dashed", "stroke-width": 1.2 }),
    },
    ...(contours
      ? [
          ...bands.map(({ text, opacity }) => ({ text, mark: square(opacity) })),
          { text: "unshaded: P > 0.10 between, P ≤ 0.01 beyond" },
        ]
      : []),
  ].filter(({ text }) => text !== "");
  const bottom = on.top + on.height;
  const legend = drawLegend(items, left, bottom + axisRoom(xAxis, on.width) + 18, on.width);
  const body = [
    contours ? contourBands(on, middle, vertical.se) : "",
    middle === undefined || middle < xAxis.low || middle > xAxis.high
      ? ""
      : line(on.px(middle), on.top, on.px(middle), bottom, { class: "s-not-established" }),
    line(on.px(input.estimate), on.top, on.px(input.estimate), bottom, {
      class: "s-accent",
      "stroke-width": 1.4,
    }),
    input.adjusted === undefined
      ? ""
      : line(on.px(input.adjusted), on.top, on.px(input.adjusted), bottom, {
          class: "s-ink dotted",
          "stroke-width": 1.6,
        }),
    level === false || vertical.se === undefined ? "" : pseudoLines(on, input.estimate, z, vertical.se),
    drawAxes(on),
    ...studies.map((study) =>
      dot(
        on.px(study.yi),
        on.py(vertical.of(study)),
        4,
        study.added === true
          ? { class: "paper s-ink", "stroke-width": 1.4 }
          : { class: "accent s-paper", "stroke-width": 0.8 },
        study.label,
      ),
    ),
    legend.body,
  ].join("");
  const shown = (value: number) => numberText(scale.show(value));
  const real = studies.filter(({ added }) => added !== true).length;
  const adjusted =
    input.adjusted === undefined ? "" : ` After trim and fill ${shown(input.adjusted)} (dotted line).`;
  return drawFigure({
    id: `funnel-${input.id}`,
    title: input.title,
    description: `Funnel plot of ${real} studies: ${scale.name.toLowerCase()} against ${vertical.name.toLowerCase()}. Pooled ${shown(input.estimate)}.${hasAdded ? ` ${studies.length - real} ${studies.length - real === 1 ? "point was" : "points were"} added by trim and fill.` : ""}${adjusted}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6 + legend.height,
    body,
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", scale.name, "Standard error", vertical.name],
      rows: studies.map((study) => [
        study.added === true ? `${study.label} (added)` : study.label,
        shown(study.yi),
        numberText(Math.sqrt(study.vi), 3),
        numberText(vertical.of(study), chosen === "n" ? 0 : 3),
      ]),
    },
  });
}
