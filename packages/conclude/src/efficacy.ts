import type { Ref } from "@coppice/model";
import type { Because, VerdictClass } from "./derivation.ts";
import { decidingFindings, type EvidenceUnit, excludesWorse, marginText, unitsOf } from "./evidence-unit.ts";
import type { StudyFinding } from "./finding.ts";
import { type Horizon, interventionName, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { isEstablished, type StandardAt, standardAt } from "./standard.ts";

/** A comparator that IVIG is measured against because it is itself established. */
interface HeadToHead {
  readonly comparator: string;
  readonly standard: StandardAt;
  readonly units: readonly EvidenceUnit[];
}

/** Whether the intervention works in a condition, and what that rests on. */
export interface Efficacy {
  readonly class: VerdictClass;
  readonly because: readonly Because[];
  /** Everything against placebo or no treatment, for and against. */
  readonly inactive: readonly EvidenceUnit[];
  /** Units with a benefit over placebo or no treatment; empty where the class does not rest on one. */
  readonly benefit: readonly EvidenceUnit[];
  /** Established comparators that it is no worse than. */
  readonly equals: readonly HeadToHead[];
  /** Findings that the class rests on. */
  readonly findings: readonly StudyFinding[];
}

const patientsOf = (units: readonly EvidenceUnit[]) => units.reduce((sum, unit) => sum + unit.patients, 0);
const findingsIn = (units: readonly EvidenceUnit[]) => units.flatMap((unit) => unit.findings);
const refsOf = (units: readonly EvidenceUnit[]): Ref[] => units.map((unit) => unit.ref);
const texts = (units: readonly EvidenceUnit[]) => units.map((unit) => unit.text).join("; ");

/** True where most of the patients are in the units that support the claim. */
function hasMajority(support: readonly EvidenceUnit[], all: readonly EvidenceUnit[], rules: Rules): boolean {
  return support.length > 0 && patientsOf(support) > rules.parameter("majority") * patientsOf(all);
}

/** Established treatments that were compared with IVIG, each with the evidence of that comparison. */
function headToHeads(index: ReviewIndex, conditionId: string, horizon: Horizon): readonly HeadToHead[] {
  const standard = standardAt(index, conditionId, horizon.asOf).filter(isEstablished);
  const comparators = new Set(
    decidingFindings(index, conditionId, horizon).flatMap((each) =>
      each.comparatorRole === "active" ? each.against : [],
    ),
  );
  return [...comparators].flatMap((comparator) => {
    const entry = standard.find((each) => each.entry.treatment === comparator);
    if (entry === undefined) return [];
    const units = unitsOf(
      index,
      conditionId,
      horizon,
      (finding) =>
        finding.comparatorRole === "active" &&
        finding.against.length === 1 &&
        finding.against[0] === comparator,
      0,
    );
    return units.length > 0 ? [{ comparator, standard: entry, units }] : [];
  });
}

function equalTo(each: HeadToHead, rules: Rules): boolean {
  return hasMajority(
    each.units.filter((unit) => excludesWorse(unit, rules) === true),
    each.units,
    rules,
  );
}

function benefitOf(units: readonly EvidenceUnit[], rules: Rules): readonly EvidenceUnit[] {
  const support = units.filter(
    (unit) =>
      unit.says === "benefit" &&
      rules.has(unit.pooled === undefined ? "benefit-by-trials" : "benefit-pooled"),
  );
  return hasMajority(support, units, rules) ? support : [];
}

/** The class of the verdict (rules benefit-pooled to not-established) for a condition with evidence of its own. */
export function efficacyOf(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  rules: Rules,
): Efficacy {
  const inactive = unitsOf(
    index,
    conditionId,
    horizon,
    (finding) => finding.comparatorRole === "inactive",
    rules.parameter("smallest-null-pool"),
  );
  const benefit = benefitOf(inactive, rules);
  const equals = rules.has("no-worse-than-established")
    ? headToHeads(index, conditionId, horizon).filter((each) => equalTo(each, rules))
    : [];
  if (benefit.length > 0 || equals.length > 0) {
    const dissent = inactive.filter((unit) => !benefit.includes(unit));
    return {
      class: "effective",
      inactive,
      benefit,
      equals,
      findings: [
        ...findingsIn(benefit),
        ...equals.flatMap((each) =>
          findingsIn(each.units.filter((unit) => excludesWorse(unit, rules) === true)),
        ),
      ],
      because: [
        ...benefit.map((unit) =>
          rules.because(
            unit.pooled === undefined ? "benefit-by-trials" : "benefit-pooled",
            [unit.ref],
            `Here: ${unit.text}.`,
          ),
        ),
        ...(dissent.length > 0
          ? [
              {
                rule: "main-outcome",
                sentence: `No benefit was seen in ${texts(dissent)}.`,
                from: refsOf(dissent),
              },
            ]
          : []),
        ...equals.map((each) => {
          const name = interventionName(index.protocol, each.comparator);
          const margins = [
            ...new Set(each.units.map((unit) => marginText(unit, rules)).filter((text) => text !== "")),
          ].join("; ");
          return rules.because(
            "no-worse-than-established",
            [...refsOf(each.units), each.standard.ref],
            `Here: against ${name}, ${texts(each.units)}. Counted as appreciably worse: ${margins || "a significant difference"}.`,
          );
        }),
      ],
    };
  }
  return withoutBenefit(index, conditionId, horizon, rules, inactive);
}

function withoutBenefit(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  rules: Rules,
  inactive: readonly EvidenceUnit[],
): Efficacy {
  const nothing = { inactive, benefit: [], equals: [] };
  const findings = decidingFindings(index, conditionId, horizon);
  if (inactive.length === 0) {
    const tried = findings
      .map((each) => `${each.label} (against ${each.comparatorName}: ${each.text})`)
      .join("; ");
    return {
      ...nothing,
      class: "not-established",
      findings: [],
      because: [
        rules.because(
          "not-established",
          findings.map((each) => each.ref),
          tried === "" ? undefined : `What there is: ${tried}.`,
        ),
      ],
    };
  }
  const signals = findings.filter((each) => each.comparatorRole !== "dose").flatMap((each) => each.signals);
  const main = { from: refsOf(inactive), text: texts(inactive) };
  if (signals.length > 0 && rules.has("modest")) {
    return {
      ...nothing,
      class: "modest-not-significant",
      findings: findings.filter(
        (each) => inactive.some((unit) => unit.findings.includes(each)) || each.signals.length > 0,
      ),
      because: [
        rules.because(
          "modest",
          [...main.from, ...signals.map((signal) => signal.ref)],
          `On the main outcome: ${main.text}. Favourable elsewhere: ${signals.map((signal) => signal.text).join("; ")}.`,
        ),
      ],
    };
  }
  return {
    ...nothing,
    class: "not-effective",
    findings: findingsIn(inactive),
    because: [rules.because("not-effective", main.from, `Here: ${main.text}.`)],
  };
}
