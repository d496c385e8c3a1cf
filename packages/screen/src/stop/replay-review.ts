import { randomGenerator } from "@coppice/numeric";
import { type ScreeningOptions, screeningModel } from "../model/screening-model.ts";
import type { ScreeningRecord } from "../record.ts";
import { simulateWith } from "../simulate/simulate.ts";
import { drawnFrom } from "./random-draw.ts";
import { type KnownOrder, replayRule, type StoppingRule } from "./replay.ts";
import { type ReplaySummary, replaySummary } from "./replay-summary.ts";
import { decisionsInOrder, type ScreeningDecision } from "./screening-so-far.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { countProblems, type Refused, refused } from "./stopping-problem.ts";

export interface ReplayOptions extends Pick<ScreeningOptions, "topic" | "criteria" | "prior"> {
  readonly runs: number;
  /** Run i is drawn with seed + i. */
  readonly seed: number;
}

export type ReviewReplay = { readonly ok: true; readonly summaries: readonly ReplaySummary[] } | Refused;

/**
 * Screens the records screened so far again and again, each time from another relevant and another irrelevant one, and follows each rule
 * with its own draws. Records not yet decided on take no part.
 */
export function replayReview(
  pool: readonly ScreeningRecord[],
  decided: readonly ScreeningDecision[],
  rules: readonly StoppingRule[],
  aim: StoppingAim,
  { runs, seed, ...options }: ReplayOptions,
): ReviewReplay {
  const problems = [...aimProblems(aim), ...countProblems({ runs, "the seed": seed })];
  if (problems.length > 0) return refused(problems);
  const settled = decisionsInOrder(new Set(pool.map(({ id }) => id)), decided);
  if (!settled.ok) return settled;
  const labels = new Map(settled.decisions.map(({ id, relevant }) => [id, relevant]));
  const screened = pool.filter(({ id }) => labels.has(id));
  const included = new Set(screened.flatMap(({ id }) => (labels.get(id) === true ? [id] : [])));
  const others = screened.flatMap(({ id }) => (included.has(id) ? [] : [id]));
  if (runs === 0 || included.size < 2 || others.length === 0) {
    const message = `A replay starts from one relevant and one irrelevant record and has to find another: ${included.size} relevant and ${others.length} irrelevant ones, ${runs} runs, are too few.`;
    return refused([{ code: "too-little-to-replay", message }]);
  }
  const made = screeningModel(screened, { ...options, seed });
  if (!made.ok) throw new Error("records with ids of their own make a model", { cause: made.problems });
  const orders = Array.from({ length: runs }, (_, run): KnownOrder => {
    const random = randomGenerator(seed + run);
    const start = [...drawnFrom([...included], 1, random), ...drawnFrom(others, 1, random)];
    const simulated = simulateWith(made.model.withoutLabels(), screened, included, start);
    if (!simulated.ok) throw new Error("its own records can be screened", { cause: simulated.problems });
    const relevantAt = simulated.order.flatMap(({ relevant }, at) => (relevant ? [at] : []));
    return { total: screened.length, relevantAt };
  });
  const summaries = rules.map((rule) =>
    replaySummary(
      orders[0]!,
      rule,
      aim,
      orders.map((order, run) => replayRule(order, rule, aim, seed + run)),
    ),
  );
  return { ok: true, summaries };
}
