import type { AnalysisOutcome, AnalysisRow } from "@coppice/conclude";
import { axisLine, diamond, favours, type Plot, predictionBar, studyMark } from "./forest-marks.ts";
import type { ForestModel } from "./forest-model.ts";
import type { ForestColumn } from "./forest-preset.ts";
import { studyButton } from "./study-button.ts";
import { element, label, line } from "./svg.ts";
import { fitText, textWidth, wrapText } from "./text-width.ts";

const rowHeight = 25;
const gap = 18;

interface Place {
  readonly left: number;
  readonly width: number;
}

/** Widths by what stands in the columns; the plot takes its share and the study names what is left. */
function places(
  outcome: AnalysisOutcome,
  model: ForestModel,
  width: number,
): Readonly<Record<ForestColumn, Place>> {
  const widest = (texts: readonly string[], least: number) =>
    Math.max(least, ...texts.map((text) => textWidth(text, 13.6)));
  const pooledText = outcome.pooled === undefined ? "" : model.effectText(outcome.pooled.effect);
  const wanted: Record<ForestColumn, number> = {
    study: 0,
    experimental: Math.min(
      150,
      widest(
        outcome.rows.map((row) => row.experimental),
        66,
      ),
    ),
    comparator: Math.min(
      150,
      widest(
        outcome.rows.map((row) => row.comparator),
        66,
      ),
    ),
    weight: 50,
    effect: widest(
      [pooledText, ...outcome.rows.map((row) => model.effectText(row.effect))],
      Math.min(165, textWidth(model.effectHeader, 12.6)),
    ),
    plot: width * model.preset.plotShare,
  };
  const taken = model.columns.reduce((sum, column) => sum + wanted[column] + gap, -gap);
  const shortage = Math.max(0, 150 - (width - taken));
  wanted.plot -= shortage;
  wanted.study = width - taken + shortage;
  let left = 0;
  const nowhere: Place = { left: 0, width: 0 };
  const placed: Record<ForestColumn, Place> = {
    study: nowhere,
    experimental: nowhere,
    comparator: nowhere,
    weight: nowhere,
    effect: nowhere,
    plot: nowhere,
  };
  for (const column of model.columns) {
    placed[column] = { left, width: wanted[column] };
    left += wanted[column] + gap;
  }
  return placed;
}

function rowTexts(
  model: ForestModel,
  row: AnalysisRow,
  at: Readonly<Record<ForestColumn, Place>>,
  y: number,
): string {
  const tone = row.state === "in" ? "ink" : "faint";
  const struck = row.state === "left-out" ? " struck" : "";
  const cell = (column: ForestColumn, text: string, end = false) =>
    !model.columns.includes(column)
      ? ""
      : label(
          at[column].left + (end ? at[column].width : 0),
          y + 4,
          fitText(text, at[column].width + gap / 2, 12.5),
          {
            class: `${tone}${end ? " end" : ""}`,
          },
        );
  const doubt = row.unverified
    ? element("circle", {
        class: "none s-unverified",
        cx: at.study.left - 9,
        cy: y,
        r: 3.2,
        "stroke-width": 1.5,
      })
    : "";
  return [
    doubt,
    label(at.study.left, y + 4, fitText(row.label, at.study.width + gap / 2), { class: `${tone}${struck}` }),
    cell("experimental", row.experimental),
    cell("comparator", row.comparator),
    cell("weight", model.weightText(row), true),
    cell("effect", model.effectText(row.effect)),
  ].join("");
}

function header(model: ForestModel, at: Readonly<Record<ForestColumn, Place>>, y: number): string {
  const texts: Readonly<Record<ForestColumn, readonly string[]>> = {
    study: [model.preset.studyHeader],
    experimental: [
      ...wrapText(model.experimentalName, at.experimental.width + gap, 12).slice(0, 2),
      model.dataHeader,
    ],
    comparator: [
      ...wrapText(model.comparatorName, at.comparator.width + gap, 12).slice(0, 3),
      model.dataHeader,
    ],
    weight: ["Weight"],
    effect: wrapText(
      model.preset.measureAt === "below" ? model.effectHeader.replace(" (95% CI)", "") : model.effectHeader,
      at.effect.width,
      12,
    ),
    plot: [],
  };
  return model.columns
    .flatMap((column) =>
      texts[column].map((text, index, all) => {
        const end = column === "weight";
        const data = text === model.dataHeader;
        return label(
          at[column].left + (end ? at[column].width : 0),
          y - (all.length - 1 - index) * 15,
          text,
          {
            class: `soft small${data ? "" : " b"}${end ? " end" : ""}`,
          },
        );
      }),
    )
    .join("");
}

/** Lays a forest plot out in one line a study; height grows with their number. Returns body and height. */
export function wideForest(
  outcome: AnalysisOutcome,
  model: ForestModel,
  width: number,
  interactive: boolean,
): { body: string; height: number } {
  const inset = outcome.rows.some((row) => row.unverified) ? 16 : 0;
  const at = places(outcome, model, width - inset);
  const { preset } = model;
  const plot: Plot = { axis: model.axis, left: at.plot.left + 6, width: at.plot.width - 12 };
  const headerLines = Math.max(
    1,
    ...(["experimental", "comparator"] as const)
      .filter((column) => model.columns.includes(column))
      .map((column) => {
        const name = column === "experimental" ? model.experimentalName : model.comparatorName;
        return wrapText(name, at[column].width + gap, 12).slice(0, 3).length + 1;
      }),
    wrapText(model.effectHeader, at.effect.width, 12).length,
  );
  const above = preset.measureAt === "above" ? 20 : 0;
  const headerY = above + headerLines * 15;
  const top = headerY + 10;
  const heaviest = Math.max(1e-9, ...outcome.rows.map((row) => (row.state === "in" ? row.weight : 0)));
  const rowY = (index: number) => top + 18 + index * rowHeight;
  const rows = outcome.rows.map((row, index) => {
    const y = rowY(index);
    const drawn =
      rowTexts(model, row, at, y) +
      studyMark(plot, row, y, heaviest, preset.largestSquare, preset.square(outcome.measure));
    return interactive
      ? studyButton(row, model, drawn, { x: -inset, y: y - rowHeight / 2, width, height: rowHeight })
      : element("g", {}, drawn);
  });
  let y = rowY(outcome.rows.length) + 8;
  const summary: string[] = [];
  const { pooled } = outcome;
  if (pooled !== undefined) {
    summary.push(
      label(
        0,
        y + 4,
        fitText(
          model.methodText,
          at.plot.left > at.study.width ? at.study.width + gap + at.experimental.width : at.study.width,
        ),
        { class: "ink b" },
      ),
      label(at.effect.left, y + 4, model.effectText(pooled.effect), { class: "ink b" }),
      label(at.weight.left + at.weight.width, y + 4, "100%", { class: "ink end" }),
      diamond(plot, pooled.effect, y, preset.diamond),
    );
    if (pooled.prediction !== undefined) {
      y += 21;
      const { low, high } = pooled.prediction;
      summary.push(
        label(0, y + 4, "Prediction interval", { class: "soft" }),
        label(at.effect.left, y + 4, preset.interval(low, high).replace(/^\((.*)\)$/, "$1"), {
          class: "soft",
        }),
        predictionBar(plot, low, high, y, preset.diamond),
      );
    }
  } else {
    summary.push(label(0, y + 4, "Nothing to pool at this date", { class: "soft" }));
  }
  y += 22;
  const axisY = y;
  const plotTop = top + 2;
  const below = axisY + 36;
  const notes =
    pooled === undefined
      ? []
      : [
          pooled.k > 1 ? preset.heterogeneity(pooled) : "One study: no heterogeneity to test",
          `Test for overall effect: ${preset.p(pooled.pValue)}`,
        ];
  const noteY = preset.favours === "bottom" || preset.measureAt === "below" ? below + 22 : below;
  const body = [
    preset.measureAt === "above"
      ? label(at.plot.left + at.plot.width, 12, `${model.effectHeader}, ${model.methodText}`, {
          class: "soft small end",
        })
      : "",
    header(model, at, headerY),
    line(0, top, width - inset, top, { class: "s-ink", "stroke-width": 1 }),
    axisLine(plot, plotTop, axisY),
    ...rows,
    ...summary,
    favours(
      plot,
      preset.favours === "top" ? headerY : axisY + 36,
      model.leftFavours,
      model.rightFavours,
      preset.favours === "top",
    ),
    preset.measureAt === "below"
      ? label(plot.left + plot.width / 2, axisY + 36, model.effectHeader, { class: "soft tiny mid" })
      : "",
    ...notes.map((note, index) => label(0, noteY + index * 17, note, { class: "soft small" })),
  ].join("");
  return {
    body: inset === 0 ? body : element("g", { transform: `translate(${inset} 0)` }, body),
    height: noteY + notes.length * 17 - 8,
  };
}
