import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { levelText } from "../pooled/effect-words.ts";
import { element, line } from "../svg.ts";
import { drawLegend } from "./legend.ts";
import { axisRoom, dot, drawAxes, numberAxis, panel, pathThrough, tickRoom } from "./panel.ts";

/** A point of ROC space. */
export interface RocPoint {
  readonly sensitivity: number;
  /** 1 - specificity. */
  readonly falsePositiveRate: number;
}

export interface Sroc {
  readonly id: string;
  readonly title: string;
  readonly studies: readonly (RocPoint & {
    readonly label: string;
    /** People with and without the condition together: the area of the circle. */
    readonly n: number;
  })[];
  readonly summary?: RocPoint | undefined;
  /** Outline of the confidence region of the summary point. */
  readonly confidence?: readonly RocPoint[] | undefined;
  /** Outline of the region in which a new study's point is expected. */
  readonly prediction?: readonly RocPoint[] | undefined;
  /** In ascending order of the false positive rate. */
  readonly curve?: readonly RocPoint[] | undefined;
  /** Level of both regions; 0.95 where absent. */
  readonly level?: number;
}

const largestRadius = 13;

/** The summary ROC plot: studies, the summary point with its two regions, and the curve. */
export function srocPlot(input: Sroc, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 560;
  const level = levelText(input.level ?? 0.95);
  const yAxis = numberAxis("Sensitivity", [0, 1]);
  const xAxis = numberAxis("1 − specificity (false positive rate)", [0, 1]);
  const left = tickRoom(yAxis);
  const side = Math.min(width - left - 8, 480);
  const on = panel({ left, top: 30, width: side, height: side }, xAxis, yAxis);
  const at = ({ falsePositiveRate, sensitivity }: RocPoint): readonly [number, number] => [
    on.px(falsePositiveRate),
    on.py(sensitivity),
  ];
  const largest = Math.max(1, ...input.studies.map(({ n }) => n));
  const circles = [...input.studies].sort((a, b) => b.n - a.n);
  const square = (x: number, y: number) =>
    element("rect", { x: x - 5, y: y - 5, width: 10, height: 10, class: "ink s-paper", "stroke-width": 1 });
  const stroke = (tone: string, thick: number) => (x: number, y: number) =>
    line(x - 9, y, x + 9, y, { class: tone, "stroke-width": thick });
  const { summary, confidence, prediction, curve } = input;
  const items = [
    {
      text: "study, area by people",
      mark: (x: number, y: number) => dot(x, y, 6, { class: "accent s-accent", "fill-opacity": 0.3 }),
    },
    ...(summary === undefined ? [] : [{ text: "summary point", mark: square }]),
    ...(confidence === undefined ? [] : [{ text: `${level} confidence region`, mark: stroke("s-ink", 1.4) }]),
    ...(prediction === undefined
      ? []
      : [{ text: `${level} prediction region`, mark: stroke("s-faint dashed", 1.3) }]),
    ...(curve === undefined ? [] : [{ text: "summary curve", mark: stroke("s-accent", 2) }]),
  ];
  const bottom = on.top + on.height;
  const legend = drawLegend(items, left, bottom + axisRoom(xAxis, on.width) + 18, width - left);
  const outline = (points: readonly RocPoint[] | undefined, tone: string, thick: number, closed: boolean) =>
    points === undefined || points.length < 2
      ? ""
      : element("path", {
          d: pathThrough(points.map(at), closed),
          class: `none ${tone}`,
          "stroke-width": thick,
        });
  const body = [
    line(on.px(0), on.py(0), on.px(1), on.py(1), { class: "s-line" }),
    drawAxes(on),
    ...circles.map((study) => {
      const [x, y] = at(study);
      return dot(
        x,
        y,
        Math.max(2, largestRadius * Math.sqrt(study.n / largest)),
        { class: "accent s-accent", "fill-opacity": 0.3, "stroke-width": 1 },
        study.label,
      );
    }),
    outline(prediction, "s-faint dashed", 1.3, true),
    outline(confidence, "s-ink", 1.4, true),
    outline(curve, "s-accent", 2, false),
    summary === undefined ? "" : square(...at(summary)),
    legend.body,
  ].join("");
  const percent = (value: number) => `${numberText(100 * value, 1)}%`;
  const said =
    summary === undefined
      ? "No summary point."
      : `Summary sensitivity ${percent(summary.sensitivity)}, specificity ${percent(1 - summary.falsePositiveRate)}.`;
  return drawFigure({
    id: `sroc-${input.id}`,
    title: input.title,
    description: `Summary ROC plot of ${input.studies.length} studies. ${said}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6 + legend.height,
    body,
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", "Sensitivity", "Specificity", "People"],
      rows: [
        ...input.studies.map((study) => [
          study.label,
          percent(study.sensitivity),
          percent(1 - study.falsePositiveRate),
          String(study.n),
        ]),
        ...(summary === undefined
          ? []
          : [["Summary point", percent(summary.sensitivity), percent(1 - summary.falsePositiveRate), ""]]),
      ],
    },
  });
}
