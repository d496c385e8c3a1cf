import { type Plot, plotX } from "../forest-marks.ts";
import { label } from "../svg.ts";
import { textWidth, wrapText } from "../text-width.ts";
import type { ForestDrawing } from "./forest-line.ts";

/**
 * The words on both sides of the line of no effect, beneath each other where they would not fit beside each other. `width`:
 * where the figure ends. Nothing is drawn where the figure was told no sides.
 */
export function favoursWords(
  drawing: ForestDrawing,
  plot: Plot,
  y: number,
  width: number,
): { readonly body: string; readonly lines: number } {
  const { favours, axis, preset } = drawing;
  if (favours === undefined || axis.nothing === undefined) return { body: "", lines: 1 };
  const bold = preset.favours === "top" ? " b" : "";
  const zero = plotX(plot, axis.nothing);
  const left = `← ${favours.left}`;
  const right = `${favours.right} →`;
  if (textWidth(left, 11) < zero - 8 && textWidth(right, 11) < width - zero - 8) {
    return {
      body:
        label(zero - 8, y, left, { class: `ink tiny end${bold}` }) +
        label(zero + 8, y, right, { class: `ink tiny${bold}` }),
      lines: 1,
    };
  }
  const texts = [...wrapText(left, width, 11), ...wrapText(right, width, 11)];
  return {
    body: texts
      .map((text, index) =>
        label(Math.min(plot.left, width - textWidth(text, 11)), y + index * 14, text, {
          class: `ink tiny${bold}`,
        }),
      )
      .join(""),
    lines: texts.length,
  };
}
