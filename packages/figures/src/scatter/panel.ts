import { logTicks, roundTicks, tickText } from "../axis.ts";
import { countText } from "../number-text.ts";
import type { EffectScale } from "../pooled/effect-scale.ts";
import { coordinate, element, escapeXml, label, line } from "../svg.ts";
import { textWidth, wrapText } from "../text-width.ts";

interface PanelTick {
  readonly value: number;
  readonly text: string;
}

/** One axis of a panel: values from `low` to `high`, with round ticks and a name. */
export interface PanelAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly PanelTick[];
  readonly name: string;
  /** The smallest value at the top (or right); for standard errors, which shrink upwards. */
  readonly reversed?: boolean;
}

/** A rectangle in which values are drawn against each other. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: PanelAxis;
  readonly y: PanelAxis;
  /** px of a value, kept inside the panel. */
  readonly px: (value: number) => number;
  readonly py: (value: number) => number;
}

const share = ({ low, high, reversed }: PanelAxis, value: number): number => {
  const at = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  return reversed === true ? 1 - at : at;
};

export function panel(
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  x: PanelAxis,
  y: PanelAxis,
): Panel {
  return {
    ...area,
    x,
    y,
    px: (value) => area.left + share(x, value) * area.width,
    py: (value) => area.top + (1 - share(y, value)) * area.height,
  };
}

/** The ends of the finite values with some room on both sides; never empty. */
export function reach(values: readonly number[], room = 0.06): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const more = (high - low || Math.abs(high) || 1) * room;
  return [low - more, high + more];
}

/** An axis of plain numbers. */
export function numberAxis(
  name: string,
  [low, high]: readonly [number, number],
  options: { readonly reversed?: boolean } = {},
): PanelAxis {
  return {
    name,
    low,
    high,
    ticks: roundTicks(low, high, 5)
      .filter((value) => value >= low - 1e-12 && value <= high + 1e-12)

      .map((value) => ({ value, text: Math.abs(value) >= 10000 ? countText(value) : tickText(value) })),
    ...(options.reversed === true && { reversed: true }),
  };
}

/** An axis of effects on the scale of analysis; ratios are written as ratios at logarithmic distances. */
export function effectPanelAxis(scale: EffectScale, [low, high]: readonly [number, number]): PanelAxis {
  if (!scale.ratio) return numberAxis(scale.analysedName, [low, high]);
  const ticks = logTicks(Math.exp(low), Math.exp(high));
  return {
    name: scale.name,
    low,
    high,
    ticks: ticks.map((value) => ({ value: Math.log(value), text: tickText(value) })),
  };
}

/** Room in px that the texts of a vertical axis need at its left. */
export function tickRoom(axis: PanelAxis): number {
  return Math.max(20, ...axis.ticks.map(({ text }) => textWidth(text, 11.5))) + 10;
}

/** px beneath a panel that its axis takes, with the name in as many lines as it needs. */
export function axisRoom(axis: PanelAxis, width: number): number {
  return 26 + 15 * wrapText(axis.name, width, 12.4).length;
}

/** Both axes with ticks and names: the vertical one's name stands above it, where it can be read without turning the head. */
export function drawAxes(on: Panel): string {
  const bottom = on.top + on.height;
  let lastEnd = Number.NEGATIVE_INFINITY;
  const xTicks = on.x.ticks.map(({ value, text }) => {
    const x = on.px(value);
    const half = textWidth(text, 11) / 2;
    const free = x - half > lastEnd + 5;
    if (free) lastEnd = x + half;
    return (
      line(x, bottom, x, bottom + 4, { class: "s-soft" }) +
      (free ? label(x, bottom + 16, text, { class: "soft tiny mid" }) : "")
    );
  });
  const yTicks = on.y.ticks.map(
    ({ value, text }) =>
      line(on.left - 4, on.py(value), on.left, on.py(value), { class: "s-soft" }) +
      label(on.left - 7, on.py(value) + 4, text, { class: "soft tiny end" }),
  );
  const names = wrapText(on.x.name, on.width, 12.4);
  return [
    line(on.left, bottom, on.left + on.width, bottom, { class: "s-soft" }),
    line(on.left, on.top, on.left, bottom, { class: "s-soft" }),
    ...xTicks,
    ...yTicks,
    ...names.map((text, index) =>
      label(on.left + on.width / 2, bottom + 34 + index * 15, text, { class: "soft small b mid" }),
    ),
    label(0, on.top - 12, on.y.name, { class: "soft small b" }),
  ].join("");
}

/** A path through points in px, closed where asked. */
export function pathThrough(points: readonly (readonly [number, number])[], closed = false): string {
  return `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join("L")}${closed ? "Z" : ""}`;
}

/** A study as a dot that tells its name when pointed at. */
export function dot(
  x: number,
  y: number,
  r: number,
  attributes: Readonly<Record<string, string | number>>,
  name?: string,
): string {
  return element(
    "circle",
    { cx: x, cy: y, r, ...attributes },
    ...(name === undefined ? [] : [element("title", {}, escapeXml(name))]),
  );
}
