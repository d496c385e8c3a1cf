import type { VerdictSpan } from "@coppice/conclude";
import { dateShare } from "./calendar.ts";
import { drawFigure, type Figure } from "./figure.ts";
import { element, line } from "./svg.ts";
import { verdictStyle } from "./verdict-style.ts";

export interface StripOptions {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`: the ends of the axis. */
  readonly from: string;
  readonly to: string;
  /** The chosen date; a dotted line stands there. */
  readonly asOf?: string;
  /** px, 188 where absent. */
  readonly width?: number;
  /** px, 24 where absent. */
  readonly height?: number;
}

/** A verdict over time as one strip: thickness is strength, so that it reads without colour. */
export function verdictStrip(spans: readonly VerdictSpan[], options: StripOptions): Figure {
  const width = options.width ?? 188;
  const height = options.height ?? 24;
  const middle = height / 2;
  const x = (date: string) => dateShare(date, options.from, options.to) * width;
  const bars = spans.map((span) => {
    const style = verdictStyle(span);
    const left = x(span.from);
    const right = x(span.to);
    // A hair of paper between stretches shows a change even where only the line of treatment moved.
    const wide = Math.max(1, right - left - (right < width - 0.5 ? 1 : 0));
    return element("rect", {
      x: left,
      y: middle - style.thickness / 2,
      width: wide,
      height: style.thickness,
      rx: Math.min(1.5, style.thickness / 2),
      class: style.tone,
    });
  });
  const chosen =
    options.asOf === undefined
      ? ""
      : line(x(options.asOf), 1, x(options.asOf), height - 1, { class: "s-ink dotted", "stroke-width": 1.2 });
  const words = spans.map((span) => `${verdictStyle(span).word} from ${span.from.slice(0, 4)}`).join(", ");
  return drawFigure({
    id: `strip-${options.id}`,
    title: `${options.name}: verdict over time`,
    description: words === "" ? "No verdict in this period" : words,
    width,
    height,
    body: bars.join("") + chosen,
    table: {
      caption: `${options.name}: verdict over time`,
      columns: ["From", "To", "Verdict", "Brought by"],
      rows: spans.map((span) => [span.from, span.to, verdictStyle(span).word, span.by ?? ""]),
    },
  });
}
