import { drawFigure, type Figure } from "../figure.ts";
import { countText } from "../number-text.ts";
import { element, label, line } from "../svg.ts";
import { fitText } from "../text-width.ts";
import { drawLegend } from "./legend.ts";
import { axisRoom, dot, drawAxes, numberAxis, panel, pathThrough, tickRoom } from "./panel.ts";

/** How many records were found after how many were screened, for one or several reviewers. */
export interface FoundPlot {
  readonly id: string;
  readonly title: string;
  /** Records that there are to screen. */
  readonly records: number;
  readonly curves: readonly {
    readonly name: string;
    /** After each record screened: how many had been found. */
    readonly found: readonly number[];
  }[];
}

/** Lines tell themselves apart by colour, by dashes and by the mark at their end. */
const STYLES = [
  { tone: "accent", dash: undefined },
  { tone: "modest-word", dash: "7 3" },
  { tone: "revman-events", dash: "2 3" },
  { tone: "not-effective", dash: "9 3 2 3" },
  { tone: "ink", dash: "4 2" },
  { tone: "revman-means", dash: "12 4" },
] as const;

/**
 * The recall curve of a screening that need not be over: found against screened. How many there are to find is not known before all is
 * screened, so the line of a random order goes to what was found so far: it is what that order would give were nothing left to find.
 */
export function foundPlot(input: FoundPlot, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const most = Math.max(1, ...input.curves.map(({ found }) => found.at(-1) ?? 0));
  const xAxis = numberAxis("Records screened", [0, Math.max(1, input.records)]);
  const yAxis = numberAxis("Records found (included, or may yet be)", [0, most * 1.06]);
  const whole = { ...yAxis, ticks: yAxis.ticks.filter(({ value }) => Number.isInteger(value)) };
  const left = tickRoom(whole);
  const height = Math.round(Math.min(380, Math.max(240, width * 0.6)));
  const on = panel({ left, top: 30, width: width - left - 14, height }, xAxis, whole);
  const styleOf = (i: number) => STYLES[i % STYLES.length]!;
  const stroke = (i: number) => ({
    class: `none s-${styleOf(i).tone}`,
    "stroke-width": 2,
    "stroke-dasharray": styleOf(i).dash,
    "stroke-linejoin": "round",
  });
  const drawn = input.curves.map(({ found }, i) => {
    const points = corners(found).map(([x, y]) => [on.px(x), on.py(y)] as const);
    const [x, y] = points.at(-1)!;
    return element("path", { d: pathThrough(points), ...stroke(i) }) + endMark(i, x, y, styleOf(i).tone);
  });
  const summary = ({ name, found }: FoundPlot["curves"][number]): string =>
    `${name}: ${countText(found.at(-1) ?? 0)} found in ${countText(found.length)}`;
  const random = "expected in a random order, were nothing left to find";
  const items = [
    ...input.curves.map((curve, i) => ({
      text: summary(curve),
      mark: (x: number, y: number) => line(x - 9, y, x + 9, y, stroke(i)) + endMark(i, x, y, styleOf(i).tone),
    })),
    {
      text: random,
      mark: (x: number, y: number) => line(x - 9, y, x + 9, y, { class: "s-faint", "stroke-width": 1.2 }),
    },
  ];
  const bottom = on.top + on.height;
  const legendTop = bottom + axisRoom(xAxis, on.width) + 18;
  const legend = drawLegend(
    items.map((item) => ({ ...item, text: fitText(item.text, width - left - 40, 12.4) })),
    left,
    legendTop,
    width - left,
  );
  const none =
    input.curves.length === 0
      ? label(left + 12, on.top + 24, "No record has been screened.", { class: "soft" })
      : "";
  return drawFigure({
    id: `found-${input.id}`,
    title: input.title,
    description: `Records found against records screened, of ${countText(input.records)} to screen. ${input.curves.map(summary).join("; ")}.`,
    width,
    height: legendTop + legend.height,
    body: [
      line(on.px(0), on.py(0), on.px(input.records), on.py(most), { class: "s-faint", "stroke-width": 1.2 }),
      drawAxes(on),
      ...drawn,
      none,
      legend.body,
    ].join(""),
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Who", "Screened", "Found"],
      rows: input.curves.flatMap(({ name, found }) =>
        corners(found).map(([screened, count]) => [name, String(screened), String(count)]),
      ),
    },
  });
}

/** The places where a curve rises, and its end: a curve of thousands of records is drawn with what it needs. */
function corners(found: readonly number[]): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [[0, 0]];
  found.forEach((count, i) => {
    const before = found[i - 1] ?? 0;
    if (count === before) return;
    if (points.at(-1)![0] !== i) points.push([i, before]);
    points.push([i + 1, count]);
  });
  if (points.at(-1)![0] !== found.length) points.push([found.length, found.at(-1) ?? 0]);
  return points;
}

function endMark(i: number, x: number, y: number, tone: string): string {
  const shape = i % 3;
  const look = { class: `${tone} s-paper`, "stroke-width": 1 };
  if (shape === 0) return dot(x, y, 4, look);
  if (shape === 1) return element("rect", { x: x - 4, y: y - 4, width: 8, height: 8, ...look });
  return element("path", {
    d: pathThrough(
      [
        [x, y - 5],
        [x + 5, y + 4],
        [x - 5, y + 4],
      ],
      true,
    ),
    ...look,
  });
}
