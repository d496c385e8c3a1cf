import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { levelText } from "../pooled/effect-words.ts";
import { element, line } from "../svg.ts";
import { drawLegend } from "./legend.ts";
import { axisRoom, dot, drawAxes, numberAxis, panel, pathThrough, reach, tickRoom } from "./panel.ts";

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** What is varied, as `τ²`. */
  readonly parameter: string;
  /** In ascending order of the parameter's value. */
  readonly points: readonly { readonly value: number; readonly logLikelihood: number }[];
  readonly maximum: { readonly value: number; readonly logLikelihood: number };
  /** The profile-likelihood interval and its level, where there is one. */
  readonly interval?: {
    readonly low: number;
    readonly high: number;
    readonly level: number;
    readonly cut: number;
  };
  /** `restricted` for REML. Default false. */
  readonly restricted?: boolean;
}

/** How far beneath its peak a log-likelihood is drawn: twice what a 99.9% interval allows. */
const depth = 10.8;

/** The profile of a likelihood: a peak says that the parameter is identified, a plateau that the data do not tell. */
export function profilePlot(input: Profile, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const { interval, maximum } = input;
  // Far beneath the peak the curve says nothing more, and would press the peak flat.
  const floor = maximum.logLikelihood - depth;
  const finite = input.points.filter(({ logLikelihood }) => logLikelihood >= floor);
  const xAxis = numberAxis(
    input.parameter,
    reach(
      finite.map(({ value }) => value),
      0.03,
    ),
  );
  const yAxis = numberAxis(
    input.restricted === true ? "Restricted log-likelihood" : "Log-likelihood",
    reach([
      ...finite.map(({ logLikelihood }) => logLikelihood),
      maximum.logLikelihood,
      ...(interval === undefined ? [] : [interval.cut]),
    ]),
  );
  const left = tickRoom(yAxis);
  const on = panel(
    {
      left,
      top: 30,
      width: width - left - 8,
      height: Math.round(Math.min(380, Math.max(220, width * 0.55))),
    },
    xAxis,
    yAxis,
  );
  const bottom = on.top + on.height;
  const limits =
    interval === undefined
      ? []
      : [interval.low, interval.high].filter((limit) => limit >= xAxis.low && limit <= xAxis.high);
  const items = [
    { text: "estimate", mark: (x: number, y: number) => dot(x, y, 4.5, { class: "accent" }) },
    ...(interval === undefined
      ? []
      : [
          {
            text: `${levelText(interval.level)} interval`,
            mark: (x: number, y: number) =>
              line(x - 9, y, x + 9, y, { class: "s-faint dashed", "stroke-width": 1.2 }),
          },
        ]),
  ];
  const legend = drawLegend(items, left, bottom + axisRoom(xAxis, on.width) + 18, on.width);
  const body = [
    interval === undefined
      ? ""
      : line(on.left, on.py(interval.cut), on.left + on.width, on.py(interval.cut), {
          class: "s-faint dashed",
          "stroke-width": 1.2,
        }),
    ...limits.map((limit) =>
      line(on.px(limit), on.py(interval!.cut), on.px(limit), bottom, {
        class: "s-faint dashed",
        "stroke-width": 1.2,
      }),
    ),
    line(on.px(maximum.value), on.py(maximum.logLikelihood), on.px(maximum.value), bottom, {
      class: "s-accent dotted",
    }),
    element("path", {
      d: pathThrough(finite.map(({ value, logLikelihood }) => [on.px(value), on.py(logLikelihood)])),
      class: "none s-ink",
      "stroke-width": 1.6,
    }),
    drawAxes(on),
    dot(on.px(maximum.value), on.py(maximum.logLikelihood), 4.5, {
      class: "accent s-paper",
      "stroke-width": 1,
    }),
    legend.body,
  ].join("");
  const said =
    interval === undefined
      ? ""
      : ` ${levelText(interval.level)} interval ${numberText(interval.low, 3)} to ${numberText(interval.high, 3)}.`;
  return drawFigure({
    id: `profile-${input.id}`,
    title: input.title,
    description: `Profile likelihood of ${input.parameter}: highest at ${numberText(maximum.value, 3)} (${numberText(maximum.logLikelihood, 3)}).${said}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6 + legend.height,
    body,
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: [input.parameter, yAxis.name],
      rows: [
        [`${numberText(maximum.value, 4)} (estimate)`, numberText(maximum.logLikelihood, 4)],
        ...input.points.map(({ value, logLikelihood }) => [
          numberText(value, 4),
          numberText(logLikelihood, 4),
        ]),
      ],
    },
  });
}
