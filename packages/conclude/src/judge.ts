import type { Because, Line } from "./derivation.ts";
import { type Efficacy, efficacyOf } from "./efficacy.ts";
import { lineOf } from "./line.ts";
import { type Horizon, interventionName, parentOf, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { isEstablished, standardAt } from "./standard.ts";

/** The class and line of a condition at a date: what the timeline needs, without sentences. */
export interface Judgement {
  readonly efficacy: Efficacy;
  readonly line: Line | null;
  readonly because: readonly Because[];
  readonly phases: readonly { readonly id: string; readonly judgement: Judgement }[];
}

/** Conditions that are phases of this one. */
export function phasesOf(index: ReviewIndex, conditionId: string): readonly string[] {
  return index.review.conditions.filter((each) => parentOf(each.id) === conditionId).map((each) => each.id);
}

const nothing: Efficacy = {
  class: "not-established",
  because: [],
  inactive: [],
  benefit: [],
  equals: [],
  findings: [],
};

const strength = (judgement: Judgement): number =>
  ({
    effective: judgement.line === "first" ? 4 : 3,
    "modest-not-significant": 2,
    "not-effective": 1,
    "not-established": 0,
  })[judgement.efficacy.class];

/** Rule stands-in: equal to a treatment in another phase, and that treatment is standard for this use. */
function standsIn(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  rules: Rules,
): Efficacy | undefined {
  const use = index.conditionById.get(conditionId)?.phase?.standsInFor;
  const parent = parentOf(conditionId);
  if (use === undefined || parent === undefined || !rules.has("stands-in")) return undefined;
  for (const sibling of phasesOf(index, parent)) {
    if (sibling === conditionId) continue;
    for (const equal of efficacyOf(index, sibling, horizon, rules).equals) {
      const standard = standardAt(index, conditionId, horizon.asOf).find(
        (each) =>
          isEstablished(each) && each.entry.treatment === equal.comparator && each.entry.uses?.includes(use),
      );
      if (standard === undefined) continue;
      const name = interventionName(index.protocol, equal.comparator);
      return {
        class: "effective",
        inactive: [],
        benefit: [],
        equals: [{ ...equal, standard }],
        findings: equal.units.flatMap((unit) => unit.findings),
        because: [
          rules.because(
            "stands-in",
            [...equal.units.map((unit) => unit.ref), standard.ref],
            `Here: in lieu of ${name}.`,
          ),
        ],
      };
    }
  }
  return undefined;
}

/** Judges one condition at a date. */
export function judge(index: ReviewIndex, conditionId: string, horizon: Horizon, rules: Rules): Judgement {
  const condition = index.conditionById.get(conditionId);
  if (condition?.asks === "best-phase" && rules.has("best-phase")) {
    const phases = phasesOf(index, conditionId).map((id) => ({
      id,
      judgement: judge(index, id, horizon, rules),
    }));
    const best = [...phases].sort((a, b) => strength(b.judgement) - strength(a.judgement))[0];
    if (best === undefined) return { efficacy: nothing, line: null, because: [], phases };
    const supporting = phases.filter((each) => strength(each.judgement) === strength(best.judgement));
    const because = rules.because(
      "best-phase",
      phases.map((each) => `verdict/${each.id}`),
      `Here: ${supporting.map((each) => phaseName(index, each.id)).join("; ")}.`,
    );
    return {
      efficacy: {
        ...best.judgement.efficacy,
        findings: [...new Set(supporting.flatMap((each) => each.judgement.efficacy.findings))],
      },
      line: best.judgement.line,
      because: [because, ...best.judgement.because],
      phases,
    };
  }
  const own = efficacyOf(index, conditionId, horizon, rules);
  const efficacy =
    own.class === "not-established" ? (standsIn(index, conditionId, horizon, rules) ?? own) : own;
  if (efficacy.class !== "effective" || condition?.lines === false)
    return { efficacy, line: null, because: efficacy.because, phases: [] };
  const { line, because } = lineOf(index, conditionId, horizon, rules, efficacy);
  return { efficacy, line, because: [...efficacy.because, because], phases: [] };
}

export function phaseName(index: ReviewIndex, conditionId: string): string {
  const condition = index.conditionById.get(conditionId);
  return condition?.phase?.name ?? condition?.short ?? condition?.name ?? conditionId;
}
