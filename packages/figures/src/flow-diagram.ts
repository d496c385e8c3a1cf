import { drawFigure, type Figure } from "./figure.ts";
import type { FlowCounts } from "./flow-counts.ts";
import { countText } from "./number-text.ts";
import { element, label, line } from "./svg.ts";
import { wrapText } from "./text-width.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
  readonly dashed?: boolean;
}

const lineHeight = 17;
const padding = 12;
const boxHeight = (box: Pick<Box, "lines">) => box.lines.length * lineHeight + 2 * padding - 4;

function drawBox(box: Box): string {
  return (
    element("rect", {
      x: box.x,
      y: box.y,
      width: box.width,
      height: boxHeight(box),
      rx: 6,
      class: `raise s-${box.dashed === true ? "faint dashed" : "not-established"}`,
    }) +
    box.lines
      .map((text, index) =>
        label(box.x + padding, box.y + padding + 10 + index * lineHeight, text, {
          class: index === 0 ? "ink b" : "soft small",
        }),
      )
      .join("")
  );
}

function arrow(x1: number, y1: number, x2: number, y2: number, dashed = false): string {
  const head =
    x1 === x2
      ? `M${x2} ${y2}L${x2 - 4} ${y2 - 7}L${x2 + 4} ${y2 - 7}Z`
      : `M${x2} ${y2}L${x2 - 7} ${y2 - 4}L${x2 - 7} ${y2 + 4}Z`;
  return (
    line(x1, y1, x2, y2, { class: `s-soft${dashed ? " dashed" : ""}` }) +
    element("path", { d: head, class: "soft" })
  );
}

const n = (value: number) => `n = ${countText(value)}`;

/**
 * A flow diagram in the manner of PRISMA 2020. Where no search has been run the boxes of databases and screening are
 * dashed and hold words, never counts: what is not known is not drawn as nought.
 */
export function flowDiagram(counts: FlowCounts, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 760;
  const narrow = width < 560;
  const column = narrow ? width : (width - 40) / 2;
  const right = narrow ? 0 : column + 40;
  const wrap = (texts: readonly string[]) =>
    texts.flatMap((text, index) => wrapText(text, column - 2 * padding, index === 0 ? 13.5 : 12));
  const searched: Box = {
    x: 0,
    y: 0,
    width: column,
    dashed: !counts.searchRun,
    lines: wrap([
      "Records from databases",
      counts.searchRun
        ? "see the search documents"
        : `not searched yet: no counts (${counts.databases.join(", ")})`,
    ]),
  };
  const byHand: Box = {
    x: right,
    y: narrow ? boxHeight(searched) + 16 : 0,
    width: column,
    lines: wrap([
      `Brought in by hand (${n(counts.studies)} studies)`,
      `${countText(counts.reports)} reports: from public abstracts, registries and tables of reviews`,
    ]),
  };
  const secondTop = Math.max(searched.y + boxHeight(searched), byHand.y + boxHeight(byHand)) + 28;
  const kept: Box = {
    x: narrow ? 0 : right,
    y: secondTop,
    width: column,
    lines: wrap([
      `Studies in the review (${n(counts.eligible)})`,
      ...counts.designs.map((each) => `${each.name}: ${n(each.count)}`),
    ]),
  };
  const out: Box = {
    x: 0,
    y: narrow ? secondTop + boxHeight(kept) + 16 : secondTop,
    width: column,
    lines: wrap([
      `Kept out, with reasons (${n(counts.keptOut.reduce((sum, each) => sum + each.count, 0))})`,
      ...counts.keptOut.map((each) => `${each.name}: ${n(each.count)}`),
    ]),
  };
  const thirdTop = Math.max(kept.y + boxHeight(kept), out.y + boxHeight(out)) + 28;
  const pooled: Box = {
    x: narrow ? 0 : right,
    y: thirdTop,
    width: column,
    lines: wrap([
      `In a pooled analysis (${n(counts.pooled)})`,
      `as of ${counts.asOf}, in ${countText(counts.analyses)} analyses`,
    ]),
  };
  const boxes = [searched, byHand, kept, out, pooled];
  const middle = (box: Box) => box.x + box.width / 2;
  const arrows = narrow
    ? arrow(middle(byHand), byHand.y + boxHeight(byHand), middle(byHand), kept.y)
    : [
        arrow(middle(byHand), byHand.y + boxHeight(byHand), middle(byHand), kept.y),
        arrow(middle(kept), kept.y + boxHeight(kept), middle(kept), pooled.y),
        line(kept.x, kept.y + 22, out.x + out.width, kept.y + 22, { class: "s-soft" }),
        element("path", {
          d: `M${out.x + out.width} ${kept.y + 22}L${out.x + out.width + 7} ${kept.y + 18}L${out.x + out.width + 7} ${kept.y + 26}Z`,
          class: "soft",
        }),
      ].join("");
  const rows = [
    ["Records from databases", counts.searchRun ? "see the search documents" : "not searched yet"],
    ["Studies brought in by hand", countText(counts.studies)],
    ["Reports of these studies", countText(counts.reports)],
    ...counts.keptOut.map((each) => [`Kept out: ${each.name}`, countText(each.count)]),
    ["Studies in the review", countText(counts.eligible)],
    ...counts.designs.map((each) => [each.name, countText(each.count)]),
    ["In a pooled analysis", countText(counts.pooled)],
  ];
  return drawFigure({
    id: "flow",
    title: "Where the studies came from",
    description: counts.searchRun
      ? "Flow of studies into the review."
      : `Flow of studies into the review. ${counts.searchText}`,
    width,
    height: Math.max(...boxes.map((box) => box.y + boxHeight(box))) + 2,
    body: boxes.map(drawBox).join("") + arrows,
    table: { caption: "Where the studies came from", columns: ["Step", "Number"], rows },
  });
}
