import type { Because, Line } from "./derivation.ts";
import type { Efficacy } from "./efficacy.ts";
import type { StudyFinding } from "./finding.ts";
import { type Horizon, interventionName, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { isEstablished, standardAt } from "./standard.ts";

/** Enrolled for having failed, or being ill despite, the standard treatment. */
const afterFailure = new Set(["failing-standard", "despite-standard"]);
/** Enrolled because the treatment under test already worked, or while stable on it. */
const responders = new Set(["known-responders", "stable-on-treatment"]);
/** Not selected for what had been tried before. */
const unselected = new Set(["untreated", "unselected", "not-stated", "add-on-to-standard"]);

export interface LineJudgement {
  readonly line: Line;
  readonly because: Because;
}

const historyRef = (finding: StudyFinding) => `study/${finding.study}#/population/treatmentHistory`;
const names = (findings: readonly StudyFinding[]) =>
  [...new Set(findings.map((each) => each.label))].join(", ");

/** In favour on its own, whatever the significance: a trial of untreated patients that went the other way supports no line. */
const leans = (finding: StudyFinding) =>
  finding.interval === undefined ? finding.says === "benefit" : finding.interval.estimate > 0;

/**
 * First-line or second-line, for an effective treatment: from whom the deciding trials enrolled, what they compared with
 * and what else was established at that date. The rules are tried in this order.
 */
export function lineOf(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  rules: Rules,
  efficacy: Efficacy,
): LineJudgement {
  const standard = standardAt(index, conditionId, horizon.asOf);
  const first = efficacy.equals.filter((each) => each.standard.entry.line === "first");
  const equalFirst = first
    .flatMap((each) => each.units.flatMap((unit) => unit.findings))
    .filter((each) => unselected.has(each.history));
  if (equalFirst.length > 0 && rules.has("line-equal-first")) {
    const names = first.map((each) => interventionName(index.protocol, each.comparator)).join(" and ");
    return {
      line: "first",
      because: rules.because(
        "line-equal-first",
        [...first.map((each) => each.standard.ref), ...equalFirst.map(historyRef)],
        `Here: ${names}.`,
      ),
    };
  }
  const withBenefit = efficacy.benefit.flatMap((unit) => unit.findings);
  const untreated = withBenefit.filter((each) => each.history === "untreated" && leans(each));
  if (untreated.length > 0 && rules.has("line-untreated")) {
    return {
      line: "first",
      because: rules.because("line-untreated", untreated.map(historyRef), `Here: ${names(untreated)}.`),
    };
  }
  const alternatives = standard.filter((each) => isEstablished(each) || each.entry.line === "symptomatic");
  const notOnlyResponders = withBenefit.filter(
    (each) => !responders.has(each.history) && !afterFailure.has(each.history),
  );
  if (alternatives.length === 0 && notOnlyResponders.length > 0 && rules.has("line-no-alternative")) {
    return {
      line: "first",
      because: rules.because("line-no-alternative", [
        ...standard.map((each) => each.ref),
        ...notOnlyResponders.map(historyRef),
      ]),
    };
  }
  const failed = [...withBenefit, ...efficacy.findings].filter((each) => afterFailure.has(each.history));
  if (failed.length > 0) {
    return {
      line: "second",
      because: rules.because(
        "line-after-failure",
        [...new Set(failed.map(historyRef))],
        `Here: ${names(failed)}.`,
      ),
    };
  }
  const rescue = efficacy.equals.filter((each) => each.standard.entry.line !== "first");
  if (rescue.length > 0) {
    return {
      line: "second",
      because: rules.because(
        "line-rescue",
        rescue.map((each) => each.standard.ref),
        `Here: ${rescue.map((each) => interventionName(index.protocol, each.comparator)).join(" and ")}.`,
      ),
    };
  }
  const established = alternatives.map((each) => interventionName(index.protocol, each.entry.treatment));
  return {
    line: "second",
    because: rules.because(
      "line-not-compared",
      [...alternatives.map((each) => each.ref), ...efficacy.findings.map(historyRef)],
      established.length > 0
        ? `Established here: ${[...new Set(established)].join(", ")}.`
        : "Here the benefit was shown in patients already known to respond.",
    ),
  };
}
