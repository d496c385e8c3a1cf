import { isUnverified, locateDatum, type Ref, splitRef } from "@coppice/model";
import { analyseAt } from "./analyse.ts";
import { certaintyOf } from "./certainty.ts";
import type { Because, DerivedValue, Line, SentencePart, Verdict, VerdictClass } from "./derivation.ts";
import { doseOf, knownFindings } from "./dose.ts";
import { type Efficacy, efficacyOf } from "./efficacy.ts";
import { findingsOf, type StudyFinding } from "./finding.ts";
import { lineOf } from "./line.ts";
import { type Horizon, interventionName, isKnown, parentOf, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { isEstablished, standardAt } from "./standard.ts";
import { plainText, sentenceOf, verdictWords } from "./statement.ts";

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

const nothing: Efficacy = { class: "not-established", because: [], benefit: [], equals: [], findings: [] };

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
  if (efficacy.class !== "effective") return { efficacy, line: null, because: efficacy.because, phases: [] };
  const { line, because } = lineOf(index, conditionId, horizon, rules, efficacy);
  return { efficacy, line, because: [...efficacy.because, because], phases: [] };
}

export function phaseName(index: ReviewIndex, conditionId: string): string {
  const condition = index.conditionById.get(conditionId);
  return condition?.phase?.name ?? condition?.short ?? condition?.name ?? conditionId;
}

/** Follows refs to the documents and keeps those whose datum was not seen anywhere. */
function unverifiedAmong(index: ReviewIndex, refs: readonly Ref[]): readonly Ref[] {
  return [...new Set(refs)].filter((ref) => {
    const { kind, id, pointer } = splitRef(ref);
    const document =
      kind === "study"
        ? index.studyById.get(id)?.study
        : kind === "condition"
          ? index.conditionById.get(id)
          : undefined;
    if (document === undefined || pointer === "") return false;
    const located = locateDatum(document, pointer);
    return located !== undefined && isUnverified(located.from);
  });
}

export interface JudgedVerdict {
  readonly verdict: Verdict;
  readonly values: readonly DerivedValue[];
}

/** The whole verdict of a condition, with the values that its sentence can be asked about. */
export function verdictOf(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  rules: Rules,
): JudgedVerdict {
  const condition = index.conditionById.get(conditionId)!;
  const judgement = judge(index, conditionId, horizon, rules);
  const { efficacy, line } = judgement;
  const scope = judgement.phases.length > 0 ? judgement.phases.map((each) => each.id) : [conditionId];
  const analysed = scope.flatMap((id) =>
    (index.analysesOf.get(id) ?? []).map((analysis) => analyseAt(index, analysis, horizon)),
  );
  const analyses = analysed.map((each) => each.outcome);
  const findings = scope.flatMap((id) => findingsOf(index, id));
  const known = knownFindings(index, findings, horizon);
  const dose =
    efficacy.class === "effective" ? (doseOf(index, efficacy.findings) ?? doseOf(index, known)) : undefined;
  const values: DerivedValue[] = [...analysed.flatMap((each) => each.values), ...known.map(findingValue)];

  const sentence = sentenceOf(index, conditionId, efficacy, line, dose?.gPerKg, analyses);
  const parts = [...sentence.parts, ...phaseParts(index, judgement)];
  values.push(...sentence.values);
  const because =
    dose === undefined
      ? judgement.because
      : [
          ...judgement.because,
          rules.because(
            "dose",
            dose.from,
            `Here: ${dose.gPerKg} g/kg in ${[...new Set(dose.studies)].join(", ")}.`,
          ),
        ];
  if (dose !== undefined) {
    values.push({
      ref: `dose/${conditionId}`,
      title: "Dose that worked",
      text: `${dose.gPerKg} g/kg in total per course`,
      how: rules.because("dose", []).sentence,
      from: dose.from,
    });
  }
  for (const [i, each] of because.entries())
    values.push({
      ref: `rule/${conditionId}:${i}:${each.rule}`,
      title: `Rule ${each.rule}`,
      text: each.sentence,
      how: `rule set ${rules.ruleSet.name}`,
      from: each.from,
    });
  values.push({
    ref: `verdict/${conditionId}`,
    title: `Verdict on ${condition.name}`,
    text: verdictWords(efficacy.class, line),
    how: `rule set ${rules.ruleSet.name}, as of ${horizon.asOf}`,
    from: because.map((each, i) => `rule/${conditionId}:${i}:${each.rule}`),
  });

  const studies = [...new Set(efficacy.findings.map((each) => each.study))];
  const counted = new Map(
    scope.flatMap((id) =>
      (index.studiesOf.get(id) ?? [])
        .filter((each) => each.counts && isKnown(each, horizon))
        .map((each) => [each.study.id, each] as const),
    ),
  );
  const decided = efficacy.findings.flatMap((each) => each.refs);
  return {
    values,
    verdict: {
      condition: conditionId,
      name: condition.name,
      short: condition.short,
      order: condition.order,
      parent: parentOf(conditionId),
      class: efficacy.class,
      line,
      doseGPerKg: dose?.gPerKg ?? null,
      statement: plainText(parts),
      parts,
      studies,
      because,
      unverified: unverifiedAmong(index, [
        ...because.flatMap((each) => each.from),
        ...decided,
        ...analysed.flatMap((each) =>
          (studies.length > 0 ? each.values.flatMap((value) => value.from) : []).filter((ref) =>
            studies.includes(splitRef(ref).id),
          ),
        ),
      ]),
      trials: counted.size,
      patients: [...counted.values()].reduce((sum, each) => sum + (each.patients ?? 0), 0),
      certainty: certaintyOf(index, efficacy, horizon),
      findings: findings.map(shownFinding),
      analyses,
      mainAnalysis: mainAnalysisOf(judgement, analyses),
      ref: `verdict/${conditionId}`,
    },
  };
}

function shownFinding({ sides: _sides, interval: _interval, refs: _refs, ...finding }: StudyFinding) {
  return finding;
}

function findingValue(finding: StudyFinding): DerivedValue {
  return {
    ref: finding.ref,
    title: `${finding.label} against ${finding.comparatorName}`,
    text: `${finding.text}: ${finding.says.replace("-", " ")}`,
    how: `main outcome: ${finding.outcome}`,
    from: finding.refs,
  };
}

const classWords: Readonly<Record<VerdictClass, string>> = {
  effective: "effective",
  "modest-not-significant": "modest and not significant",
  "not-effective": "not effective",
  "not-established": "not established",
};

/** What a disease with phases adds to its sentence: for whom, and for whom not. */
function phaseParts(index: ReviewIndex, judgement: Judgement): SentencePart[] {
  return judgement.phases.flatMap((each, i): SentencePart[] => [
    i === 0 ? " By phase: " : "; ",
    {
      text: `${phaseName(index, each.id)} ${classWords[each.judgement.efficacy.class]}`,
      ref: `verdict/${each.id}`,
    },
    i === judgement.phases.length - 1 ? "." : "",
  ]);
}

function mainAnalysisOf(
  judgement: Judgement,
  analyses: readonly Verdict["analyses"][number][],
): string | undefined {
  const used = [
    ...judgement.efficacy.benefit,
    ...judgement.efficacy.equals.flatMap((each) => each.units),
  ].flatMap((unit) => unit.analysis ?? []);
  const pooled = analyses.filter((each) => each.pooled !== undefined);
  return used[0] ?? pooled.find((each) => each.decides)?.id ?? pooled[0]?.id;
}
