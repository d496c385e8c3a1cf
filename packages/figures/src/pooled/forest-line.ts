import type { Axis } from "../axis.ts";
import type { FigureTable } from "../figure.ts";
import type { ForestPreset } from "../forest-preset.ts";
import type { RiskJudgement } from "./risk-lights.ts";

/** An effect with its interval, on the scale that is shown. */
export interface ShownInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** One line of a forest plot, before it is laid out. */
export type ForestLine =
  | { readonly kind: "heading"; readonly text: string }
  | {
      /** A study, or a step of a sequence of pooled results. */
      readonly kind: "mark";
      readonly label: string;
      /** `null`: the study has no effect of its own. */
      readonly effect: ShownInterval | null;
      readonly effectText: string;
      readonly weightText: string;
      /** Weight as a share of the heaviest, 0 to 1: the square's area. */
      readonly share: number;
      /** Texts of the side columns. */
      readonly cells: readonly string[];
      readonly lights: readonly RiskJudgement[];
    }
  | {
      readonly kind: "diamond";
      readonly label: string;
      readonly effect: ShownInterval;
      readonly effectText: string;
      readonly weightText: string;
      readonly cells: readonly string[];
      /** The result of all studies; a subgroup's is drawn smaller. */
      readonly overall: boolean;
    }
  | {
      readonly kind: "prediction";
      readonly label: string;
      readonly effect: ShownInterval;
      readonly effectText: string;
    }
  | { readonly kind: "note"; readonly text: string };

/** A side column: a name, what stands in it, and whether it is set flush right. */
interface ColumnHead {
  readonly name: string;
  readonly unit: string;
  readonly end: boolean;
}

/** A forest plot as lines, before it is laid out wide or stacked. */
export interface ForestDrawing {
  readonly title: string;
  readonly description: string;
  readonly preset: ForestPreset;
  readonly measure: string;
  readonly axis: Axis;
  readonly lines: readonly ForestLine[];
  readonly studyHeader: string;
  readonly columns: readonly ColumnHead[];
  /** Heading of the weights; empty where there are none. */
  readonly weightHeader: string;
  readonly effectHeader: string;
  /** Printed above the plot by presets that print the measure there. */
  readonly aboveText: string;
  readonly favours: { readonly left: string; readonly right: string } | undefined;
  /** Letters of the risk-of-bias domains, and what each stands for. */
  readonly domains: readonly { readonly letter: string; readonly name: string }[];
  /** A dashed line at this value, as at the overall estimate of a leave-one-out plot. */
  readonly reference: number | undefined;
  /** Beneath the plot. */
  readonly notes: readonly string[];
  readonly table: FigureTable;
}

/** A square's side for a share of the heaviest weight: the area is in proportion, and never too small to be seen. */
export function squareSide(share: number, largest: number): number {
  return Math.max(3, largest * Math.sqrt(share));
}
