import {
  axisLine,
  diamond,
  intervalLine,
  noEffectLine,
  type Plot,
  plotX,
  predictionBar,
  square,
} from "../forest-marks.ts";
import { element, label, line } from "../svg.ts";
import { fitText, textWidth, wrapText } from "../text-width.ts";
import { favoursWords } from "./favours-words.ts";
import { type ForestDrawing, type ForestLine, squareSide } from "./forest-line.ts";
import { lightPitch, riskLight, riskLights } from "./risk-lights.ts";

/** Data of one study as words: two arms against each other, or named numbers in a row. */
function dataText(drawing: ForestDrawing, cells: readonly string[]): string {
  const named = drawing.columns.map(({ name, unit }, index) =>
    cells[index] === undefined || cells[index] === ""
      ? ""
      : unit === ""
        ? `${name} ${cells[index]}`
        : cells[index],
  );
  const arms = drawing.columns.length === 2 && drawing.columns.every(({ unit }) => unit !== "");
  return named.filter((text) => text !== "").join(arms ? " v " : " · ");
}

const beside = (drawing: ForestDrawing, each: ForestLine) =>
  each.kind === "mark" || each.kind === "diamond"
    ? [dataText(drawing, each.cells), each.weightText].filter((text) => text !== "").join(" · ")
    : "";

const fitsBeside = (drawing: ForestDrawing, each: ForestLine, width: number) =>
  (each.kind !== "mark" && each.kind !== "diamond") ||
  textWidth(each.label, 14.4) + textWidth(beside(drawing, each), 12.6) + 10 <= width;

/** px that a line's data take on a line of their own: 0 where they fit beside its label, and beside those of all studies. */
function dataHeight(drawing: ForestDrawing, each: ForestLine, width: number): 0 | 16 {
  if (each.kind === "diamond") return fitsBeside(drawing, each, width) ? 0 : 16;
  if (each.kind !== "mark") return 0;
  return drawing.lines.every((other) => other.kind !== "mark" || fitsBeside(drawing, other, width)) ? 0 : 16;
}

/** Height of a line, without that of its data; studies with judgements take another line for them. */
function heightOf(each: ForestLine): number {
  switch (each.kind) {
    case "heading":
      return 30;
    case "note":
      return 16;
    case "prediction":
      return 36;
    case "diamond":
      return 44;
    case "mark":
      return each.lights.length > 0 ? 76 : 48;
  }
}

function drawLine(
  each: ForestLine,
  drawing: ForestDrawing,
  plot: Plot,
  top: number,
  width: number,
  data: 0 | 16,
): string {
  const { preset } = drawing;
  const y = top + data;
  const words = beside(drawing, each);
  const said = (below: number) =>
    data > 0
      ? label(0, y + below, fitText(words, width, 12), { class: "soft small" })
      : label(width, y + below, words, { class: "soft small end" });
  const numbers = (text: string, at: number, tone: string) =>
    label(width, at, text, { class: `${tone} small end` });
  switch (each.kind) {
    case "heading":
      return (
        label(0, y + 21, fitText(each.text, width), { class: "ink b" }) +
        line(0, y + 28, width, y + 28, { class: "s-line" })
      );
    case "note":
      return label(0, y + 11, each.text, { class: "soft small" });
    case "prediction":
      return [
        label(0, y + 13, each.label, { class: "soft small" }),
        noEffectLine(plot, y + 18, y + 34),
        predictionBar(plot, each.effect.low, each.effect.high, y + 26, preset.diamond),
        numbers(each.effectText, y + 30, "soft"),
      ].join("");
    case "diamond":
      return [
        label(0, top + 16, fitText(each.label, width, 14.4), { class: "ink b" }),
        said(16),
        noEffectLine(plot, y + 20, y + 42),
        diamond(plot, each.effect, y + 31, preset.diamond),
        numbers(each.effectText, y + 35, "ink b"),
      ].join("");
    case "mark": {
      const markY = y + 33;
      return [
        label(0, top + 17, fitText(each.label, width, 14.4), { class: "ink b" }),
        said(17),
        noEffectLine(plot, y + 24, y + 42),
        each.effect === null ? "" : intervalLine(plot, each.effect, markY, "ink"),
        each.effect === null
          ? ""
          : square(
              plot,
              each.effect.estimate,
              markY,
              squareSide(each.share, Math.min(14, preset.largestSquare)),
              {
                class: preset.square(drawing.measure),
              },
            ),
        numbers(each.effectText, markY + 4, "ink"),
        ...each.lights.flatMap((light, index) => [
          riskLight(plot.left + index * (lightPitch + 16) + 6, y + 56, light),
          label(plot.left + index * (lightPitch + 16) - 5, y + 60, drawing.domains[index]?.letter ?? "", {
            class: "soft tiny end",
          }),
        ]),
      ].join("");
    }
  }
}

/** Lays a forest plot out for a narrow screen: name and data on one line, interval and numbers beneath. */
export function stackedLines(drawing: ForestDrawing, width: number): { body: string; height: number } {
  const texts = drawing.lines.flatMap((each) => ("effectText" in each ? [each.effectText] : []));
  const numbers = Math.max(90, ...texts.map((text) => textWidth(text, 12.4)));
  const plot: Plot = { axis: drawing.axis, left: 12, width: Math.max(80, width - numbers - 30) };
  const units = [...new Set(drawing.columns.map(({ unit }) => unit))]
    .filter((unit) => unit !== "")
    .join(", ");
  const head = wrapText(
    [
      units === "" ? "" : drawing.columns.map(({ name }) => name).join(" v "),
      units,
      drawing.weightHeader.toLowerCase(),
      drawing.effectHeader,
    ]
      .filter((text) => text !== "")
      .join(" · "),
    width,
    12.6,
  );
  const top = head.length * 16 + 2;
  const lines = drawing.lines.flatMap((each): readonly ForestLine[] =>
    each.kind === "note"
      ? wrapText(each.text, width, 12).map((text) => ({ kind: "note" as const, text }))
      : [each],
  );
  let y = top + 4;
  const marks: { readonly from: number; readonly to: number }[] = [];
  const body = lines.map((each) => {
    const own = dataHeight(drawing, each, width);
    const drawn = element("g", {}, drawLine(each, drawing, plot, y, width, own));
    if (each.kind === "mark" || each.kind === "diamond") marks.push({ from: y + own + 22, to: y + own + 43 });
    y += own + heightOf(each);
    return drawn;
  });
  const reference = drawing.reference;
  const dashes =
    reference === undefined
      ? []
      : marks.map(({ from, to }) =>
          line(plotX(plot, reference), from, plotX(plot, reference), to, { class: "s-accent dashed" }),
        );
  const axisY = y + 10;
  const sides = favoursWords(drawing, plot, axisY + 36, width);
  const noteY = axisY + 58 + (sides.lines - 1) * 14;
  const used = new Set(drawing.lines.flatMap((each) => (each.kind === "mark" ? each.lights : [])));
  const key =
    drawing.domains.length === 0
      ? []
      : [
          `Risk of bias: ${drawing.domains.map(({ letter, name }) => `${letter} ${name}`).join("; ")}. ${Object.entries(
            riskLights,
          )
            .filter(([judgement]) => used.has(judgement as keyof typeof riskLights))
            .map(([, { sign, word }]) => `${sign} ${word}`)
            .join(", ")}.`,
        ];
  const notes = [...drawing.notes, ...key].flatMap((text) => wrapText(text, width, 12.6));
  return {
    body: [
      ...head.map((text, index) => label(0, 12 + index * 16, text, { class: "soft small" })),
      line(0, top, width, top, { class: "s-ink" }),
      ...dashes,
      axisLine(plot, undefined, axisY),
      ...body,
      sides.body,
      ...notes.map((note, index) => label(0, noteY + index * 16, note, { class: "soft small" })),
    ].join(""),
    height: noteY + notes.length * 16 - 6,
  };
}
