import { betaQuantile } from "@coppice/numeric";
import { percent } from "./in-words.ts";
import type { KnownOrder, Replayed, StoppingRule } from "./replay.ts";
import type { StoppingAim } from "./stopping-aim.ts";

/** What came of a rule over many runs. */
export interface ReplaySummary extends StoppingAim {
  readonly rule: StoppingRule;
  readonly runs: number;
  /** Runs in which recall reached the target, and the exact 95 % interval of their share (Clopper & Pearson 1934). */
  readonly held: number;
  readonly heldInterval: readonly [number, number];
  /** Runs in which the rule never stopped, so that all records were screened. */
  readonly neverStopped: number;
  /** Share of the records that need not be screened. */
  readonly saved: { readonly mean: number; readonly median: number };
  readonly lowestRecall: number;
  /** Records and relevant ones among those replayed. */
  readonly records: number;
  readonly relevant: number;
}

export function replaySummary(
  { total, relevantAt }: KnownOrder,
  rule: StoppingRule,
  { target, confidence }: StoppingAim,
  replayed: readonly Replayed[],
): ReplaySummary {
  const runs = replayed.length;
  const held = replayed.filter((run) => run.held).length;
  const saved = replayed.map(({ screened }) => 1 - screened / total).sort((a, b) => a - b);
  return {
    rule,
    target,
    confidence,
    runs,
    held,
    heldInterval: shareInterval(held, runs),
    neverStopped: replayed.filter(({ screened }) => screened === total).length,
    saved: {
      mean: saved.reduce((sum, share) => sum + share, 0) / runs,
      median: (saved[(runs - 1) >> 1]! + saved[runs >> 1]!) / 2,
    },
    lowestRecall: Math.min(...replayed.map(({ recall }) => recall)),
    records: total,
    relevant: relevantAt.length,
  };
}

/** Clopper & Pearson's exact 95 % interval of a share. */
export function shareInterval(count: number, of: number): readonly [number, number] {
  return [
    count === 0 ? 0 : betaQuantile(0.025, count, of - count + 1),
    count === of ? 1 : betaQuantile(0.975, count + 1, of - count),
  ];
}

export function replayWords(summary: ReplaySummary): readonly string[] {
  const { runs, held, target, records, relevant, saved, neverStopped } = summary;
  return [
    `Replayed ${runs} times on the ${records} records screened so far, ${relevant} of them relevant, as if they were all: recall of these reached ${percent(target)} ${held} times; ${percent(saved.mean)} of the records were saved on average; ${neverStopped} times the rule never stopped.`,
    "A replay shows how the rule takes to texts and labels such as these. It cannot show what is among the records not screened: those screened were chosen by the ranking and are richer in relevant ones, and the runs share their records, so that they are no independent trials.",
  ];
}
