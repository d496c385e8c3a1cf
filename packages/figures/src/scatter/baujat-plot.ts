import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { axisRoom, dot, drawAxes, numberAxis, panel, tickRoom } from "./panel.ts";
import { placeLabels } from "./place-labels.ts";

export interface Baujat {
  readonly id: string;
  readonly title: string;
  readonly studies: readonly {
    readonly label: string;
    /** Contribution to Cochran's Q. */
    readonly heterogeneity: number;
    /** Squared standardised change of the pooled effect when the study is left out. */
    readonly influence: number;
  }[];
}

/** The Baujat plot (Baujat et al. 2002): who makes the studies differ, and whom the pooled effect hangs on. */
export function baujatPlot(input: Baujat, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const most = (values: readonly number[]) => Math.max(1e-12, ...values.filter(Number.isFinite)) * 1.08;
  const xAxis = numberAxis("Contribution to heterogeneity (squared Pearson residual)", [
    0,
    most(input.studies.map(({ heterogeneity }) => heterogeneity)),
  ]);
  const yAxis = numberAxis("Influence on the pooled effect", [
    0,
    most(input.studies.map(({ influence }) => influence)),
  ]);
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
  const dots = input.studies.map(({ label: text, heterogeneity, influence }) => ({
    x: on.px(heterogeneity),
    y: on.py(influence),
    r: 4,
    text,
    far: heterogeneity / xAxis.high + influence / yAxis.high,
  }));
  const byDistance = [...dots].sort((a, b) => b.far - a.far);
  return drawFigure({
    id: `baujat-${input.id}`,
    title: input.title,
    description: `Baujat plot of ${input.studies.length} studies. Furthest to the upper right: ${byDistance
      .slice(0, 3)
      .map(({ text }) => text)
      .join(", ")}.`,
    width,
    height: on.top + on.height + axisRoom(xAxis, on.width) + 6,
    body: [
      drawAxes(on),
      ...dots.map(({ x, y, r, text }) =>
        dot(x, y, r, { class: "accent s-paper", "stroke-width": 0.8 }, text),
      ),
      placeLabels(byDistance, on, dots),
    ].join(""),
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", "Contribution to heterogeneity", "Influence on the pooled effect"],
      rows: input.studies.map(({ label: name, heterogeneity, influence }) => [
        name,
        numberText(heterogeneity, 3),
        numberText(influence, 3),
      ]),
    },
  });
}
