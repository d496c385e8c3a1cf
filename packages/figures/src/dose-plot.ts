import { roundTicks } from "./axis.ts";
import { drawFigure, type Figure } from "./figure.ts";
import { countText, numberText } from "./number-text.ts";
import { element, label, line } from "./svg.ts";
import { fitText } from "./text-width.ts";

/** One treated arm of one study on the dose plot. */
export interface DosePoint {
  readonly study: string;
  readonly label: string;
  /** Total immunoglobulin of one course, g/kg. */
  readonly gPerKg: number;
  readonly patients: number | undefined;
  readonly says: "benefit" | "harm" | "no-difference" | "unclear";
  /** The comparator in words. */
  readonly against: string;
  /** Published after the chosen date. */
  readonly later: boolean;
}

const groups = [
  { says: "benefit", words: "better than the comparator", tone: "first" },
  { says: "no-difference", words: "no difference shown", tone: "modest" },
  { says: "harm", words: "worse than the comparator", tone: "not-effective" },
  { says: "unclear", words: "no result to judge by", tone: "not-established" },
] as const;

const rowHeight = 22;
const largestRadius = 9.5;

function byDose(a: DosePoint, b: DosePoint): number {
  return b.gPerKg - a.gPerKg || (b.patients ?? 0) - (a.patients ?? 0) || (a.study < b.study ? -1 : 1);
}

/** Dose as studied: one row a treated group, at the total dose of a course; area by patients, grouped by what was found. */
export function dosePlot(
  points: readonly DosePoint[],
  options: { readonly id: string; readonly name: string; readonly width?: number },
): Figure {
  const width = options.width ?? 720;
  const names = width < 520 ? 128 : 230;
  const numbers = width < 520 ? 84 : 240;
  const ticks = roundTicks(0, Math.max(2, ...points.map((point) => point.gPerKg)), width < 520 ? 3 : 6);
  const end = ticks.at(-1)!;
  const left = names + 16;
  const right = width - numbers - 20;
  const x = (dose: number) => left + (dose / end) * (right - left);
  const largest = Math.max(1, ...points.map((point) => point.patients ?? 1));
  let y = 0;
  const drawn: string[] = [];
  for (const { says, words, tone } of groups) {
    const members = points.filter((point) => point.says === says).sort(byDose);
    if (members.length === 0) continue;
    drawn.push(
      label(0, y + 15, words, { class: "soft small b" }),
      line(0, y + 21, width, y + 21, { class: "s-line" }),
    );
    y += 26;
    for (const point of members) {
      const middle = y + rowHeight / 2;
      const shade = point.later ? "faint" : "ink";
      const patients = point.patients === undefined ? "" : `n ${countText(point.patients)}`;
      const text =
        width < 520
          ? patients
          : [
              `${numberText(point.gPerKg, 1)} g/kg`,
              patients,
              point.against === "" ? "" : `v ${point.against}`,
            ]
              .filter((each) => each !== "")
              .join(" · ");
      drawn.push(
        label(0, middle + 4, fitText(point.label, names), { class: shade }),
        line(left, middle, right, middle, { class: "s-line" }),
        element("circle", {
          cx: x(point.gPerKg),
          cy: middle,
          r: 2.5 + (largestRadius - 2.5) * Math.sqrt((point.patients ?? 1) / largest),
          class: `${tone} s-${tone}${point.later ? " later" : ""}`,
          "fill-opacity": 0.6,
          "stroke-width": 1.2,
        }),
        label(width, middle + 4, fitText(text, numbers, 12), { class: `${shade} small end` }),
      );
      y += rowHeight;
    }
    y += 6;
  }
  const axis = [
    line(left, y + 2, right, y + 2, { class: "s-soft" }),
    ...ticks.map(
      (tick) =>
        line(x(tick), y + 2, x(tick), y + 6, { class: "s-soft" }) +
        label(x(tick), y + 19, String(tick), { class: "soft tiny mid" }),
    ),
    label(0, y + 19, "g/kg in one course", { class: "soft tiny" }),
  ];
  return drawFigure({
    id: `dose-${options.id}`,
    title: `${options.name}: dose as studied`,
    description: `${points.length} treated groups by total dose of a course; area by number of patients, grouped by what the study found.`,
    width,
    height: y + 26,
    body: [...drawn, ...axis].join(""),
    table: {
      caption: `${options.name}: dose as studied`,
      columns: ["Study", "g/kg in one course", "Patients", "Against", "Found", "Known at this date"],
      rows: points.map((point) => [
        point.label,
        numberText(point.gPerKg),
        point.patients === undefined ? "" : countText(point.patients),
        point.against,
        groups.find((group) => group.says === point.says)!.words,
        point.later ? "no" : "yes",
      ]),
    },
  });
}
