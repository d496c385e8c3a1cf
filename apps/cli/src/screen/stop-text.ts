import {
  type ReplaySummary,
  type ScreeningDecision,
  type Standing,
  type StoppingAim,
  type StoppingRule,
  type StoppingStatement,
  sampleSize,
} from "@coppice/screen";
import { paint } from "../terminal.ts";
import type { DecisionsAsked } from "./stop-decisions.ts";
import type { StopSample } from "./stop-sample.ts";

const STANDINGS: Readonly<Record<Standing, string>> = {
  guarantee: "guarantee",
  conditional: "conditional on the ranking, no guarantee",
  heuristic: "rule of experience, no guarantee",
  count: "a count, no guarantee",
};

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

function heading(statement: StoppingStatement): string {
  const { rule, standing, stop } = statement;
  const says = stop === null ? "" : stop ? paint.green("  may stop") : paint.yellow("  screen on");
  return `${paint.bold(rule)} (${STANDINGS[standing]})${says}`;
}

/** A statement as a paragraph: what it says, then what it assumes. */
export function statementText(statement: StoppingStatement): string {
  return [
    heading(statement),
    ...statement.words.map((sentence) => `  ${sentence}`),
    ...statement.assumptions.map((sentence) => paint.dim(`  Assumes: ${sentence}`)),
    "",
  ].join("\n");
}

function procedureName(rule: StoppingRule): string {
  switch (rule.kind) {
    case "irrelevant-run":
      return `${rule.length} irrelevant in a row`;
    case "random-sample":
      return `ranking to ${rule.after} irrelevant in a row, then a random sample`;
    case "random-sequence":
      return "ranking, then random order";
    case "safe":
      return "SAFE, phases 1 and 2";
    default:
      return rule.kind;
  }
}

export function replayText({
  rule,
  runs,
  held,
  target,
  confidence,
  heldInterval,
  saved,
  neverStopped,
  records,
  relevant,
}: ReplaySummary): string {
  const [low, high] = heldInterval;
  return [
    paint.bold(`simulated on the ${records} screened records: ${procedureName(rule)}`),
    `  With their ${relevant} relevant ones taken for all, it stopped too early in ${runs - held} of ${runs} runs (it held in ${percent(held / runs)}, interval ${percent(low)} to ${percent(high)}; aim ${percent(target)} recall in ${percent(confidence)}).`,
    `  It saved ${percent(saved.mean)} on average, ${percent(saved.median)} in the middle run, and never stopped in ${neverStopped}.`,
    paint.dim(
      "  This shows how the rule takes to texts and labels like these, and nothing of what is among the unscreened.",
    ),
    "",
  ].join("\n");
}

/** What to do next for a guarantee, as commands; nothing where all is screened or a sample still has records to label. */
export function nextStep(
  path: string,
  total: number,
  decisions: readonly ScreeningDecision[],
  sample: StopSample | undefined,
  aim: StoppingAim,
  asked: DecisionsAsked & { readonly sample?: string; readonly seed: number; readonly looks: number },
): readonly string[] {
  const left = total - decisions.length;
  const from = (["labels", "order", "votes"] as const)
    .flatMap((option) => (asked[option] === undefined ? [] : [`--${option} ${asked[option]}`]))
    .join(" ");
  if (sample !== undefined) {
    const isAllLabelled = sample.labelled.length === sample.drawn.length;
    return isAllLabelled && sample.drawn.length < sample.left
      ? [
          "The sample is labelled to its end. For random-sequence it may be enlarged in the order drawn, labels kept; a sample of fixed size may not:",
          `  coppice screen sample ${path} ${from} --enlarge ${asked.sample} --n ${sample.left} --out enlarged.csv`,
        ]
      : [];
  }
  if (left === 0) return [];
  const relevantBefore = decisions.filter(({ relevant }) => relevant).length;
  const size = sampleSize({ left, relevantBefore, looks: asked.looks }, aim);
  if (!size.ok) return [];
  const draw = (n: number): string =>
    `  coppice screen sample ${path} ${from} --n ${n} --seed ${asked.seed} --out sample.csv`;
  return [
    `For a guarantee of ${percent(aim.target)} recall: a random sample of ${size.size} of the ${left} left, if none in it is relevant. Or all in random order, until the rule allows to stop:`,
    draw(size.size),
    draw(left),
  ];
}
