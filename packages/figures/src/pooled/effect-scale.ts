import { backTransform, type Measure, measures } from "@coppice/synthesize";
import { type Axis, effectAxis, type Interval, spanAxis } from "../axis.ts";

/** How the effects of a measure are read: pooled on one scale, shown on another. */
export interface EffectScale {
  /** As shown: `Risk ratio`, `Proportion`. */
  readonly name: string;
  /** As analysed: `Log risk ratio`, `Proportion (logit)`. */
  readonly analysedName: string;
  /** Shown on a logarithmic axis. */
  readonly ratio: boolean;
  /** True where shown and analysed values are the same. */
  readonly plain: boolean;
  /** Value of no effect, as shown; `undefined` for one group's own value, as a proportion. */
  readonly nothing: number | undefined;
  /** From the analysed to the shown value; `n`: people behind the estimate, which the Freeman-Tukey scale needs. */
  readonly show: (value: number, n?: number) => number;
}

/** Values of one group: there is nothing that they could be compared with on the axis. */
const oneGroup = /^(IR|IRLN|IRS|IRFT|PR|PLN|PLO|PRZ|PAS|PFT|MN|SMN|MNLN|SDLN|CVLN|ARAW|AHW|ABT)$/;

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** The scale of a measure; `name` where the figure should call it something else than the measure's own name. */
export function effectScale(measure: Measure, name?: string): EffectScale {
  const { scale, name: known } = measures[measure];
  const british = known.replace(/standardized/g, "standardised");
  const plain = scale === "identity";
  const ratio = scale === "log";
  const shownName = name ?? (measure === "GEN" ? "Effect" : capital(british.replace(/ \([^)]*\)$/, "")));
  return {
    name: plain && name === undefined ? capital(measure === "GEN" ? "effect" : british) : shownName,
    analysedName: ratio ? `Log ${shownName.toLowerCase()}` : plain ? shownName : capital(british),
    ratio,
    plain,
    nothing: oneGroup.test(measure) ? undefined : ratio ? 1 : measure === "CLESN" ? 0.5 : 0,
    show: (value, n) => backTransform(measure, value, n === undefined ? {} : { n }),
  };
}

/** The axis of a forest plot on this scale; the intervals in `whole` are shown from end to end. */
export function forestAxis(
  scale: EffectScale,
  intervals: readonly Interval[],
  whole: readonly Interval[],
): Axis {
  if (scale.nothing === undefined)
    return spanAxis(scale.ratio ? "log" : "identity", [...intervals, ...whole]);
  if (scale.nothing === 0.5) return { ...spanAxis("identity", [...intervals, ...whole]), nothing: 0.5 };
  return effectAxis(scale.ratio ? "log" : "identity", intervals, whole);
}

/** The axis of a sequence of results: close around them, so that small moves are seen, and around no effect. */
export function sequenceAxis(scale: EffectScale, intervals: readonly Interval[]): Axis {
  const { nothing } = scale;
  const zero = nothing === undefined ? [] : [{ estimate: nothing, low: nothing, high: nothing }];
  return { ...spanAxis(scale.ratio ? "log" : "identity", [...intervals, ...zero], 0.05), nothing };
}
