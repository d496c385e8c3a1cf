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
import { label, line } from "../svg.ts";
import { fitText, textWidth, wrapText } from "../text-width.ts";
import { favoursWords } from "./favours-words.ts";
import { type ForestDrawing, type ForestLine, squareSide } from "./forest-line.ts";
import { lightPitch, riskLight, riskLights } from "./risk-lights.ts";

const gap = 18;
const heights: Readonly<Record<ForestLine["kind"], number>> = {
  heading: 26,
  mark: 24,
  diamond: 24,
  prediction: 22,
  note: 16,
};

interface Place {
  readonly left: number;
  readonly width: number;
  readonly end: boolean;
}

interface Places {
  readonly study: Place;
  readonly data: readonly Place[];
  readonly weight: Place | undefined;
  readonly effect: Place;
  readonly plot: Place;
  readonly lights: Place | undefined;
}

const widest = (texts: readonly string[], least: number, size = 13.4) =>
  Math.max(least, ...texts.map((text) => textWidth(text, size)));

/** Heading lines of a side column: its name in at most two, then what stands in it. */
function headLines(head: { readonly name: string; readonly unit: string }, width: number): readonly string[] {
  return [...wrapText(head.name, width + gap / 2, 12).slice(0, 2), ...(head.unit === "" ? [] : [head.unit])];
}

/** Columns from left to right in the preset's order; the plot takes its share and the labels what is left. */
function places(drawing: ForestDrawing, width: number): Places {
  const { preset, lines, columns } = drawing;
  const rows = lines.filter((each) => each.kind === "mark" || each.kind === "diamond");
  const dataWidths = columns.map((head, index) =>
    Math.min(
      150,
      widest(
        rows.map((row) => row.cells[index] ?? ""),
        Math.max(textWidth(head.unit, 12.2), Math.min(80, textWidth(head.name, 12.6))),
      ),
    ),
  );
  const effectWidth = widest(
    lines.flatMap((each) => (each.kind === "diamond" ? [each.effectText] : [])),
    widest(
      lines.flatMap((each) => ("effectText" in each ? [each.effectText] : [])),
      Math.min(150, textWidth(drawing.effectHeader, 12.6)),
    ),
    14.6,
  );
  const lightsWidth = drawing.domains.length * lightPitch;
  const weightWidth = drawing.weightHeader === "" ? 0 : 52;
  const labels = widest(
    lines.flatMap((each) => (each.kind === "mark" ? [each.label] : [])),
    widest(
      lines.flatMap((each) => (each.kind === "diamond" && each.cells.length > 0 ? [each.label] : [])),
      110,
      14.8,
    ),
  );
  const fixed =
    dataWidths.reduce((sum, each) => sum + each + gap, 0) +
    effectWidth +
    gap +
    (weightWidth === 0 ? 0 : weightWidth + gap) +
    (lightsWidth === 0 ? 0 : lightsWidth + gap) +
    gap;
  const plotWidth = Math.max(150, Math.min(width * preset.plotShare, width - fixed - Math.min(labels, 240)));
  const studyWidth = Math.max(80, width - fixed - plotWidth);
  let left = 0;
  const take = (wide: number, end: boolean): Place => {
    const place = { left, width: wide, end };
    left += wide + gap;
    return place;
  };
  const placed: {
    study?: Place;
    data?: readonly Place[];
    weight?: Place;
    effect?: Place;
    plot?: Place;
  } = {};
  for (const column of preset.columns) {
    if (column === "study") placed.study = take(studyWidth, false);
    if (column === "experimental")
      placed.data = columns.map((head, index) => take(dataWidths[index]!, head.end));
    if (column === "weight" && weightWidth > 0) placed.weight = take(weightWidth, true);
    if (column === "effect") placed.effect = take(effectWidth, false);
    if (column === "plot") placed.plot = take(plotWidth, false);
  }
  return {
    study: placed.study!,
    data: placed.data!,
    weight: placed.weight,
    effect: placed.effect!,
    plot: placed.plot!,
    lights: lightsWidth === 0 ? undefined : take(lightsWidth, false),
  };
}

function inPlace(place: Place, y: number, text: string, tone: string): string {
  return label(place.left + (place.end ? place.width : 0), y, fitText(text, place.width + gap * 0.6, 12.6), {
    class: `${tone}${place.end ? " end" : ""}`,
  });
}

function header(drawing: ForestDrawing, at: Places, y: number): string {
  const effectHeader =
    drawing.preset.measureAt === "below"
      ? drawing.effectHeader.replace(/ \(.*\)$/, "")
      : drawing.effectHeader;
  const stacks: readonly (readonly [Place, readonly string[], number])[] = [
    [at.study, [drawing.studyHeader], 0],
    ...drawing.columns.map((head, index) => {
      const place = at.data[index]!;
      return [place, headLines(head, place.width), head.unit === "" ? 0 : 1] as const;
    }),
    ...(at.weight === undefined ? [] : [[at.weight, [drawing.weightHeader], 0] as const]),
    [at.effect, wrapText(effectHeader, at.effect.width + gap / 2, 12), 0],
  ];
  const words = stacks.flatMap(([place, texts, plain]) =>
    texts.map((text, index) =>
      label(place.left + (place.end ? place.width : 0), y - (texts.length - 1 - index) * 15, text, {
        class: `soft small${index < texts.length - plain ? " b" : ""}${place.end ? " end" : ""}`,
      }),
    ),
  );
  const letters = drawing.domains.map(({ letter }, index) =>
    label(at.lights!.left + (index + 0.5) * lightPitch, y, letter, { class: "soft small b mid" }),
  );
  return [...words, ...letters].join("");
}

function drawLine(each: ForestLine, drawing: ForestDrawing, at: Places, plot: Plot, y: number): string {
  const { preset } = drawing;
  switch (each.kind) {
    case "heading":
      return label(0, y + 6, each.text, { class: "ink b" });
    case "note":
      return label(0, y + 2, each.text, { class: "soft small" });
    case "prediction":
      return [
        label(0, y + 4, each.label, { class: "soft" }),
        inPlace(at.effect, y + 4, each.effectText, "soft"),
        predictionBar(plot, each.effect.low, each.effect.high, y, preset.diamond),
      ].join("");
    case "diamond":
      return [
        label(0, y + 4, each.label, { class: "ink b" }),
        ...each.cells.map((text, index) => inPlace(at.data[index]!, y + 4, text, "ink b")),
        at.weight === undefined ? "" : inPlace(at.weight, y + 4, each.weightText, "ink"),
        inPlace(at.effect, y + 4, each.effectText, "ink b"),
        diamond(plot, each.effect, y, preset.diamond),
      ].join("");
    case "mark":
      return [
        inPlace(at.study, y + 4, each.label, "ink"),
        ...each.cells.map((text, index) => inPlace(at.data[index]!, y + 4, text, "ink")),
        at.weight === undefined ? "" : inPlace(at.weight, y + 4, each.weightText, "ink"),
        inPlace(at.effect, y + 4, each.effectText, each.effect === null ? "soft" : "ink"),
        each.effect === null ? "" : intervalLine(plot, each.effect, y, "ink"),
        each.effect === null
          ? ""
          : square(plot, each.effect.estimate, y, squareSide(each.share, preset.largestSquare), {
              class: preset.square(drawing.measure),
            }),
        ...each.lights.map((light, index) =>
          riskLight(at.lights!.left + (index + 0.5) * lightPitch, y, light),
        ),
      ].join("");
  }
}

/** The key of the risk-of-bias column: domains, and what the signs mean. */
function key(
  drawing: ForestDrawing,
  y: number,
  width: number,
): { readonly body: string; readonly height: number } {
  if (drawing.domains.length === 0) return { body: "", height: 0 };
  const used = new Set(drawing.lines.flatMap((each) => (each.kind === "mark" ? each.lights : [])));
  const domains = wrapText(
    `Risk of bias: ${drawing.domains.map(({ letter, name }) => `${letter} ${name}`).join("; ")}`,
    width,
    12,
  );
  let x = 8;
  const signs = Object.entries(riskLights)
    .filter(([judgement]) => used.has(judgement as keyof typeof riskLights))
    .map(([judgement, { word }]) => {
      const drawn =
        riskLight(x, y + domains.length * 16, judgement as keyof typeof riskLights) +
        label(x + 13, y + domains.length * 16 + 4, word, { class: "soft small" });
      x += 13 + textWidth(word, 12) + 22;
      return drawn;
    });
  return {
    body:
      domains.map((text, index) => label(0, y + index * 16, text, { class: "soft small" })).join("") +
      signs.join(""),
    height: domains.length * 16 + 16,
  };
}

/** Lays a forest plot out in one line a study; its height grows with their number. */
export function wideLines(drawing: ForestDrawing, width: number): { body: string; height: number } {
  const at = places(drawing, width);
  const { preset } = drawing;
  const plot: Plot = { axis: drawing.axis, left: at.plot.left + 6, width: at.plot.width - 12 };
  const headers = Math.max(
    1,
    ...drawing.columns.map((head, index) => headLines(head, at.data[index]!.width).length),
    wrapText(drawing.effectHeader, at.effect.width + gap / 2, 12).length,
  );
  const headerY = (preset.measureAt === "above" ? 20 : 0) + headers * 15;
  const top = headerY + 10;
  // Rows of notes hold no marks, so that they may run into the plot as far as its first vertical line.
  const verticals = [drawing.axis.nothing, drawing.reference].flatMap((each) =>
    each === undefined ? [] : [plotX(plot, each)],
  );
  const noteWidth = Math.max(at.plot.left - gap, Math.min(width, ...verticals) - gap);
  const lines = drawing.lines.flatMap((each): readonly ForestLine[] =>
    each.kind === "note"
      ? wrapText(each.text, noteWidth, 12).map((text) => ({ kind: "note" as const, text }))
      : [each],
  );
  let y = top + 6;
  const body = lines.map((each, index) => {
    const before = lines[index - 1]?.kind;
    if (each.kind === "diamond" && before === "mark") y += 3;
    if (each.kind === "diamond" && each.overall && before !== undefined && before !== "diamond") y += 6;
    const drawn = drawLine(each, drawing, at, plot, y + heights[each.kind] / 2);
    y += heights[each.kind];
    return drawn;
  });
  const axisY = y + 6;
  const reference = drawing.reference;
  const below = favoursWords(drawing, plot, preset.favours === "top" ? headerY : axisY + 36, width);
  let noteY =
    axisY + (preset.favours === "top" && preset.measureAt !== "below" ? 40 : 58 + (below.lines - 1) * 14);
  const notes = drawing.notes.flatMap((text) => wrapText(text, width, 12));
  const drawnKey = key(drawing, noteY + notes.length * 17 + (notes.length === 0 ? 0 : 4), width);
  const everything = [
    preset.measureAt === "above"
      ? label(at.plot.left + at.plot.width, 12, drawing.aboveText, { class: "soft small end" })
      : "",
    header(drawing, at, headerY),
    line(0, top, width, top, { class: "s-ink", "stroke-width": 1 }),
    noEffectLine(plot, top + 2, axisY),
    reference === undefined
      ? ""
      : line(plotX(plot, reference), top + 2, plotX(plot, reference), axisY, { class: "s-accent dashed" }),
    axisLine(plot, undefined, axisY),
    ...body,
    below.body,
    preset.measureAt === "below"
      ? label(plot.left + plot.width / 2, axisY + 36, drawing.effectHeader, { class: "soft tiny mid" })
      : "",
    ...notes.map((note, index) => label(0, noteY + index * 17, note, { class: "soft small" })),
    drawnKey.body,
  ].join("");
  noteY += notes.length * 17 + drawnKey.height;
  return { body: everything, height: noteY - 8 };
}
