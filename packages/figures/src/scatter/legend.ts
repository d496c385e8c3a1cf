import { label } from "../svg.ts";
import { textWidth } from "../text-width.ts";

/** What a mark means: the mark as drawn about a centre, and the words; without a mark, words alone. */
export interface LegendItem {
  readonly text: string;
  readonly mark?: (x: number, y: number) => string;
}

/** A legend in as many rows as it needs, its first baseline at `y`. Returns body and height. */
export function drawLegend(
  items: readonly LegendItem[],
  left: number,
  y: number,
  width: number,
): { readonly body: string; readonly height: number } {
  let x = left;
  let row = 0;
  const drawn = items.map(({ text, mark }) => {
    const indent = mark === undefined ? 0 : 24;
    const wide = indent + textWidth(text, 12.4) + 18;
    if (x > left && x + wide - 18 > left + width) {
      x = left;
      row += 1;
    }
    const base = y + row * 18;
    const one =
      (mark === undefined ? "" : mark(x + 9, base - 4)) +
      label(x + indent, base, text, { class: "soft small" });
    x += wide;
    return one;
  });
  return { body: drawn.join(""), height: items.length === 0 ? 0 : (row + 1) * 18 };
}
