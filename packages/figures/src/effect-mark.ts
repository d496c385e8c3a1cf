import type { AnalysisOutcome } from "@coppice/conclude";
import { drawFigure, type Figure } from "./figure.ts";
import { intervalLine, type Plot, square } from "./forest-marks.ts";
import { measureName, numberText } from "./number-text.ts";
import { line } from "./svg.ts";

/** Log of the largest ratio, and the largest standardised difference, that the common axes show. */
const reach = { ratio: Math.log(10), standardised: 2, risk: 0.6 } as const;

/**
 * Places an effect so that right is always better with the studied treatment, on one axis per kind of measure. Mean
 * differences have units of their own and share no axis: theirs is the interval's own reach.
 */
function oriented(outcome: AnalysisOutcome) {
  const effect = outcome.pooled!.effect;
  const turn = outcome.better === "higher" ? 1 : -1;
  const value = (shown: number) => turn * (outcome.scale === "log" ? Math.log(Math.max(shown, 1e-9)) : shown);
  const ends = [value(effect.low), value(effect.high)];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const bound =
    outcome.scale === "log"
      ? reach.ratio
      : outcome.measure === "SMD"
        ? reach.standardised
        : outcome.measure === "RD"
          ? reach.risk
          : Math.max(Math.abs(low), Math.abs(high)) * 1.25 || 1;
  return { estimate: value(effect.estimate), low, high, bound };
}

/** The main effect of a condition as a small forest mark, right of the line where the studied treatment did better. */
export function effectMark(
  outcome: AnalysisOutcome,
  options: {
    readonly id: string;
    readonly tone: string;
    readonly width?: number;
    readonly height?: number;
    readonly experimentalName?: string;
  },
): Figure | undefined {
  if (outcome.pooled === undefined) return undefined;
  const width = options.width ?? 132;
  const height = options.height ?? 20;
  const { estimate, low, high, bound } = oriented(outcome);
  const plot: Plot = {
    left: 3,
    width: width - 6,
    axis: {
      scale: "identity",
      low: -bound,
      high: bound,
      ticks: [],
      nothing: 0,
      at: (value) => (value / bound + 1) / 2,
    },
  };
  const { effect, k } = outcome.pooled;
  const text = `${numberText(effect.estimate)} (${numberText(effect.low)} to ${numberText(effect.high)})`;
  const direction =
    low > 0
      ? `better with ${options.experimentalName ?? "IVIG"}`
      : high < 0
        ? `worse with ${options.experimentalName ?? "IVIG"}`
        : "the interval holds no effect";
  return drawFigure({
    id: `mark-${options.id}`,
    title: `${measureName(outcome.measure)} ${text}`,
    description: `${outcome.outcomeName}, against ${outcome.comparatorName}: ${direction}`,
    width,
    height,
    body: [
      line(width / 2, 1, width / 2, height - 1, { class: "s-not-established" }),
      intervalLine(plot, { low, high }, height / 2, options.tone),
      square(plot, estimate, height / 2, 8, { class: options.tone }),
    ].join(""),
    table: {
      caption: outcome.title,
      columns: ["Measure", "Effect (95% CI)", "Studies"],
      rows: [[measureName(outcome.measure), text, String(k)]],
    },
  });
}
