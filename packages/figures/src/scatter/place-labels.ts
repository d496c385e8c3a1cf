import { label } from "../svg.ts";
import { textWidth } from "../text-width.ts";

/** A dot that would like its name beside it; the most important first. */
export interface NamedDot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Names beside dots, each at the first side where it touches nothing; a name that would is left to the table. */
export function placeLabels(
  dots: readonly NamedDot[],
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  obstacles: readonly Pick<NamedDot, "x" | "y" | "r">[] = dots,
): string {
  const taken: Box[] = obstacles.map(({ x, y, r }) => ({
    left: x - r,
    right: x + r,
    top: y - r,
    bottom: y + r,
  }));
  const own = new Map(dots.map((each, index) => [each, taken[index]]));
  const drawn = dots.map((each) => {
    const { x, y, r, text } = each;
    const width = textWidth(text, 12.2);
    const sides = [
      { left: x + r + 4, base: y + 4, at: x + r + 4, anchor: "" },
      { left: x - r - 4 - width, base: y + 4, at: x - r - 4, anchor: " end" },
      { left: x - width / 2, base: y - r - 4, at: x, anchor: " mid" },
      { left: x - width / 2, base: y + r + 12, at: x, anchor: " mid" },
      { left: x + r + 2, base: y - r - 1, at: x + r + 2, anchor: "" },
      { left: x + r + 2, base: y + r + 9, at: x + r + 2, anchor: "" },
    ];
    for (const { left, base, at, anchor } of sides) {
      const box = { left, right: left + width, top: base - 9, bottom: base + 2 };
      const inside =
        box.left >= area.left + 2 &&
        box.right <= area.left + area.width &&
        box.top >= area.top &&
        box.bottom <= area.top + area.height;
      if (inside && taken.every((other) => other === own.get(each) || !overlap(box, other))) {
        taken.push(box);
        return label(at, base, text, { class: `ink tiny${anchor}` });
      }
    }
    return "";
  });
  return drawn.join("");
}
