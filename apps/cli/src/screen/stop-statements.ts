import {
  irrelevantRun,
  leftBySample,
  leftByTail,
  quantileBound,
  randomSample,
  randomSequence,
  rankedWindows,
  type Screening,
  type ScreeningDecision,
  type StoppingAim,
  type StoppingProblem,
  type StoppingRule,
  type StoppingStatement,
  safe,
} from "@coppice/screen";
import type { StopSample } from "./stop-sample.ts";

/** Rules that can be asked for by name. */
export const RULES = [
  "random-sample",
  "random-sequence",
  "quantile-bound",
  "ranked-windows",
  "safe",
  "irrelevant-run",
] as const;
export type RuleName = (typeof RULES)[number];

/** What the rules need beside the decisions. */
export interface StopCase {
  readonly total: number;
  readonly decisions: readonly ScreeningDecision[];
  readonly sample?: StopSample;
  readonly aim: StoppingAim;
  readonly looks: number;
  readonly look: number;
  readonly randomStart?: number;
  readonly keyPapers: readonly string[];
  readonly secondModel?: number;
  readonly checked: boolean;
}

export type Statements =
  | { readonly ok: true; readonly statements: readonly StoppingStatement[] }
  | { readonly ok: false; readonly problems: readonly Pick<StoppingProblem, "message">[] };

const refuse = (message: string): Statements => ({ ok: false, problems: [{ message }] });

/** Where no rule is named: with a sample the rule that it was drawn for, otherwise what can be said without one. */
export function rulesFor(named: RuleName | undefined, sample: StopSample | undefined): readonly RuleName[] {
  if (named !== undefined) return [named];
  if (sample === undefined) return ["ranked-windows", "safe", "irrelevant-run"];
  return [sample.decidedBefore === 0 ? "quantile-bound" : "random-sequence"];
}

/** What the rules say, in their order; the first is what a certificate is of. */
export function statementsOf(rules: readonly RuleName[], of: StopCase): Statements {
  const statements: StoppingStatement[] = [];
  for (const rule of rules) {
    const said = stated(rule, of);
    if (!said.ok) return said;
    statements.push(...said.statements);
  }
  return { ok: true, statements };
}

type Stated =
  | { readonly ok: true; readonly statement: StoppingStatement }
  | (Statements & { readonly ok: false });

/** Several statements, or the problems of the first that has any. */
function all(...each: readonly Stated[]): Statements {
  const failed = each.find((said) => !said.ok);
  if (failed !== undefined && !failed.ok) return failed;
  return { ok: true, statements: each.flatMap((said) => (said.ok ? [said.statement] : [])) };
}

function stated(rule: RuleName, of: StopCase): Statements {
  const { total, decisions, aim } = of;
  const screening: Screening = { total, labels: decisions.map(({ relevant }) => relevant) };
  switch (rule) {
    case "ranked-windows": {
      // A window that does not depend on what it shows: the last quarter of what was screened.
      const quarter = Math.max(1, Math.ceil(decisions.length / 4));
      return all(rankedWindows(screening, aim), leftByTail(screening, quarter, aim.confidence));
    }
    case "irrelevant-run":
      return all(irrelevantRun(screening, aim));
    case "safe":
      return all(safe(screening, courseOf(of)));
    default:
      return sampled(rule, of);
  }
}

function sampled(
  rule: Exclude<RuleName, "ranked-windows" | "irrelevant-run" | "safe">,
  of: StopCase,
): Statements {
  const { total, decisions, aim, sample } = of;
  if (sample === undefined) {
    return refuse(
      `${rule} needs a random sample; draw one with coppice screen sample, label it and give it with --sample.`,
    );
  }
  const inSample = new Set(sample.labelled.map(({ id }) => id));
  const outside = decisions.slice(sample.decidedBefore).filter(({ id }) => !inSample.has(id));
  const rest = {
    left: sample.left,
    relevantBefore: sample.before.filter(({ relevant }) => relevant).length,
    labels: sample.labelled.map(({ relevant }) => relevant),
    relevantSince: outside.filter(({ relevant }) => relevant).length,
  };
  if (rule === "random-sequence") return all(randomSequence(rest, aim));
  const missing = sample.drawn.length - sample.labelled.length;
  if (rule === "random-sample") {
    if (missing > 0) {
      return refuse(
        `${missing} of the ${sample.drawn.length} records of the sample have no label; random-sample tests a sample labelled to its end.`,
      );
    }
    return all(
      randomSample(rest, aim, { planned: of.looks, now: of.look }),
      leftBySample(rest, aim.confidence),
    );
  }
  if (sample.decidedBefore > 0) {
    return refuse(
      "quantile-bound needs a sample of all records, drawn before any was screened; this one was drawn later. Use random-sample or random-sequence.",
    );
  }
  const isScreenedFirst =
    sample.labelled.length > 1 && sample.labelled.every(({ id }, i) => decisions[i]?.id === id);
  if (isScreenedFirst) {
    return refuse(
      "the decisions begin with the sample itself. quantile-bound needs decisions in the order of the ranking, which must not know the sample's labels: keep them in the sample's file only, until the ranking comes to those records.",
    );
  }
  const found = sample.labelled.filter(({ relevant }) => relevant);
  const reached = new Set(decisions.map(({ id }) => id));
  return all(
    quantileBound(
      {
        total,
        sampled: sample.labelled.length,
        relevant: found.length,
        reached: found.filter(({ id }) => reached.has(id)).length,
      },
      aim,
    ),
    leftBySample(rest, aim.confidence),
  );
}

function courseOf({
  decisions,
  randomStart,
  keyPapers,
  secondModel,
  checked,
}: StopCase): Parameters<typeof safe>[1] {
  const start = decisions.slice(0, randomStart ?? 0);
  const relevant = new Set(decisions.flatMap((decision) => (decision.relevant ? [decision.id] : [])));
  return {
    ...(randomStart === undefined
      ? {}
      : {
          randomStart: {
            sampled: start.length,
            relevant: start.filter((decision) => decision.relevant).length,
          },
        }),
    keyPapers: { known: keyPapers.length, found: keyPapers.filter((id) => relevant.has(id)).length },
    ...(secondModel === undefined
      ? {}
      : { secondModel: decisions.slice(secondModel).map((decision) => decision.relevant) }),
    qualityChecked: checked,
  };
}

/** The rule as a procedure, to be followed over the screened part; where more is to be chosen, as the study of docs/stopping.md has it. */
export function procedureOf(rule: RuleName, looks: number): StoppingRule {
  switch (rule) {
    case "irrelevant-run":
      return { kind: rule, length: 50 };
    case "random-sample":
      return { kind: rule, after: 100, looks };
    case "random-sequence":
      return { kind: rule, after: { kind: "ranked-windows", confidence: 0.5 } };
    default:
      return { kind: rule };
  }
}
