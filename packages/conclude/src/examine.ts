/** How firm a pooled result is: do its studies agree, does it hang on one of them or on a choice, do small studies differ. */
import { eggerTest } from "@coppice/synthesize";
import type { AnalysisOutcome, Pooled, ShownEffect } from "./derivation.ts";

export interface Examination {
  readonly heterogeneity: readonly string[];
  readonly sensitivity: readonly string[];
  readonly smallStudies: readonly string[];
}

/** Below this regression tests of funnels have too little power to be worth their result (Cochrane Handbook, section 13.3.5.4). */
const ENOUGH_FOR_A_FUNNEL = 10;

const shown = (x: number): string => (Math.abs(x) >= 100 ? x.toFixed(0) : x.toFixed(2));
const pWords = (p: number): string =>
  p < 0.001 ? "p < 0.001" : `p = ${p < 0.1 ? p.toFixed(3) : p.toFixed(2)}`;
const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${shown(low)} to ${shown(high)}`;

/** Whether an interval holds the value of no effect, on the scale that is read. */
function open({ low, high }: { readonly low: number; readonly high: number }, nothing: number): boolean {
  return low <= nothing && high >= nothing;
}

/** Answers from what the analysis has computed: cheap, and the same for a reader who left studies out. */
export function examine(outcome: AnalysisOutcome): Examination {
  const { pooled } = outcome;
  if (pooled === undefined) {
    const nothing = ["Nothing is pooled at this date."];
    return { heterogeneity: nothing, sensitivity: nothing, smallStudies: nothing };
  }
  const nothing = outcome.scale === "log" ? 1 : 0;
  return {
    heterogeneity: heterogeneityOf(pooled, nothing),
    sensitivity: sensitivityOf(outcome, pooled, nothing),
    smallStudies: smallStudiesOf(outcome, pooled),
  };
}

function heterogeneityOf(pooled: Pooled, nothing: number): readonly string[] {
  const { k, q, qDf, qP, i2, tau2, tau2Interval, prediction } = pooled;
  if (k < 2) return ["One study: whether others would agree cannot be seen."];
  const spread = Math.sqrt(tau2);
  const between =
    tau2Interval === undefined
      ? ""
      : ` (95% interval ${range({ low: Math.sqrt(tau2Interval.low), high: Math.sqrt(tau2Interval.high) })})`;
  const sentences = [
    `The effects of the ${k} studies ${qP < 0.1 ? "differ by more than chance alone would make them" : "do not differ by more than chance could make them"} (Q = ${shown(q)} on ${qDf} df, ${pWords(qP)}; I² ${i2.toFixed(0)}%).`,
    `The standard deviation of the true effects is put at ${shown(spread)}${between}${k < 5 ? ", which so few studies leave very uncertain" : ""}.`,
  ];
  if (prediction === undefined) sentences.push("Where a new study would lie cannot be said from so few.");
  else {
    sentences.push(
      `A new, similar study is expected between ${shown(prediction.low)} and ${shown(prediction.high)}${open(prediction, nothing) ? ": either direction is possible" : ""}.`,
    );
  }
  return sentences;
}

function sensitivityOf(outcome: AnalysisOutcome, pooled: Pooled, nothing: number): readonly string[] {
  const sentences: string[] = [];
  const wasOpen = open(pooled.effect, nothing);
  if (outcome.leaveOneOut.length < 2) {
    sentences.push(
      pooled.k < 2
        ? "One study: there is nothing to leave out."
        : "Two studies: without either only the other is left.",
    );
  } else {
    const estimates = outcome.leaveOneOut.map(({ effect }) => effect.estimate);
    const distance = (effect: ShownEffect): number =>
      outcome.scale === "log"
        ? Math.abs(Math.log(effect.estimate / pooled.effect.estimate))
        : Math.abs(effect.estimate - pooled.effect.estimate);
    const most = outcome.leaveOneOut.reduce((a, b) => (distance(b.effect) > distance(a.effect) ? b : a));
    const turning = outcome.leaveOneOut.filter(({ effect }) => open(effect, nothing) !== wasOpen);
    sentences.push(
      `Without one study at a time the estimate lies between ${shown(Math.min(...estimates))} and ${shown(Math.max(...estimates))}; ${most.label} moves it most.`,
      turning.length === 0
        ? `Whichever is left out, the interval ${wasOpen ? "still holds" : "still does not hold"} ${nothing}.`
        : `Without ${turning.map(({ label }) => label).join(", or without ")} the interval ${wasOpen ? "no longer holds" : "holds"} ${nothing}.`,
    );
  }
  if (pooled.hartungKnapp !== undefined) {
    const agrees = open(pooled.hartungKnapp, nothing) === wasOpen;
    sentences.push(
      `With a Hartung-Knapp interval, ${range(pooled.hartungKnapp)}, the answer is ${agrees ? "the same" : "another"}.`,
    );
  }
  return sentences;
}

function smallStudiesOf(outcome: AnalysisOutcome, pooled: Pooled): readonly string[] {
  if (pooled.k < ENOUGH_FOR_A_FUNNEL) {
    return [
      `Whether small studies show other effects than large ones cannot be tested with ${pooled.k} ${pooled.k === 1 ? "study" : "studies"}; ${ENOUGH_FOR_A_FUNNEL} are usually asked for. That small studies without effect lie unpublished can be neither shown nor ruled out.`,
    ];
  }
  const test = eggerTest(
    outcome.rows.filter(({ state }) => state === "in").map(({ effect: { yi, vi } }) => ({ yi, vi })),
  );
  if (!test.ok) return [test.problems[0]!.message];
  return [
    test.value.pValue < 0.1
      ? `Small studies show other effects than large ones (Egger's test, ${pWords(test.value.pValue)}): missing studies may be behind it, or differences between small and large studies.`
      : `No difference between small and large studies is shown (Egger's test, ${pWords(test.value.pValue)}); the test misses much.`,
  ];
}
