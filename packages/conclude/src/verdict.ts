import { isUnverified, locateDatum, type Ref, splitRef } from "@coppice/model";
import { analyseAt } from "./analyse.ts";
import { certaintyOf } from "./certainty.ts";
import type { AnalysisOutcome, DerivedValue, SentencePart, Verdict, VerdictClass } from "./derivation.ts";
import { doseOf, knownFindings } from "./dose.ts";
import { findingsOf, type StudyFinding } from "./finding.ts";
import { type Judgement, judge, phaseName } from "./judge.ts";
import { type Horizon, isKnown, parentOf, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { plainText, sentenceOf, verdictWords } from "./statement.ts";

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
      mainAnalysis: mainAnalysisOf(index, judgement, analyses),
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

/**
 * The analysis whose pooled effect is shown as the main one: one that the verdict rests on, else a randomised
 * comparison with placebo or no treatment that decides. A comparison that cannot decide is never the main effect.
 */
function mainAnalysisOf(
  index: ReviewIndex,
  judgement: Judgement,
  analyses: readonly AnalysisOutcome[],
): string | undefined {
  const { benefit, equals, inactive } = judgement.efficacy;
  const used = [...benefit, ...equals.flatMap((each) => each.units), ...inactive].flatMap(
    (unit) => unit.analysis ?? [],
  );
  const inactiveIds = new Set(
    index.protocol.interventions.filter((each) => each.role === "inactive").map((each) => each.id),
  );
  const deciding = analyses.filter(
    (each) =>
      each.decides &&
      each.pooled !== undefined &&
      each.against.every((id) => inactiveIds.has(id)) &&
      each.rows.every((row) => row.state !== "in" || index.studyById.get(row.study)?.decides),
  );
  return used[0] ?? deciding[0]?.id;
}
