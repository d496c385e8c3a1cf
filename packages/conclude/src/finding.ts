import { datumValue, type Outcome, type Ref, type Result, refTo } from "@coppice/model";
import type { ArmContrast } from "./arm-contrast.ts";
import type { Finding } from "./derivation.ts";
import { perReview } from "./memo.ts";
import { concerns, type FavourInterval, type Reading, readResult, readWithinArm } from "./reading.ts";
import {
  type IndexedStudy,
  interventionName,
  outcomeOf,
  type ReviewIndex,
  resultPointer,
} from "./review-index.ts";

/** A finding with what the rules need beyond what is shown. */
export interface StudyFinding extends Finding {
  readonly sides: ArmContrast;
  readonly interval: FavourInterval | undefined;
  readonly refs: readonly Ref[];
}

/** Sets that a trial's main outcome may come from: what was seen in part of the patients never decides. */
const deciding = new Set(["all", "first-period", "both-periods", "review"]);
function primaryOf(result: Result): string {
  return datumValue(result.primary);
}
interface Candidate {
  readonly result: Result;
  readonly outcome: Outcome;
  readonly rank: number;
  readonly reading: Reading;
}

const setOrder = ["all", "first-period", "both-periods", "review"];

/**
 * The main outcome of a comparison (rule main-outcome): the patient-important outcome that the report names primary;
 * where it names none, the most important one for patients (by the condition's list) that can be read.
 */
function mainOutcome(candidates: readonly Candidate[]): { chosen: readonly Candidate[]; why: string } {
  const stated = candidates.filter(
    ({ result, outcome }) => primaryOf(result) === "stated" && outcome.patientImportant,
  );
  if (stated.length > 0) return { chosen: stated, why: "named primary by the report" };
  const important = candidates
    .filter(({ outcome }) => outcome.patientImportant)
    .sort(
      (a, b) =>
        Number(a.reading.says === "unclear") - Number(b.reading.says === "unclear") ||
        a.rank - b.rank ||
        setOrder.indexOf(a.result.set) - setOrder.indexOf(b.result.set),
    );
  const first = important[0];
  return {
    chosen: first === undefined ? [] : [first],
    why: "the most important outcome for patients among those reported; the report names no such outcome primary",
  };
}

function combine(chosen: readonly Candidate[]): Reading {
  const readings = chosen.map((each) => each.reading);
  const order = ["benefit", "harm", "no-difference", "unclear"] as const;
  const hasHarm = readings.some((each) => each.says === "harm");
  const says =
    hasHarm && readings.some((each) => each.says === "benefit")
      ? "unclear"
      : order.find((word) => readings.some((each) => each.says === word));
  const lead = readings.find((each) => each.says === says) ?? readings[0]!;
  return { ...lead, says: says ?? "unclear", pointers: readings.flatMap((each) => each.pointers) };
}

/** Favourable significant results on outcomes that matter to patients, other than the main one and not in a subgroup. */
function signalsOf(
  each: IndexedStudy,
  sides: ArmContrast,
  index: ReviewIndex,
  conditionId: string,
  main: readonly Result[],
) {
  const { study } = each;
  return study.results.flatMap((result) => {
    const found = outcomeOf(index, conditionId, result.outcome);
    if (
      main.includes(result) ||
      found === undefined ||
      !found.outcome.patientImportant ||
      result.set === "subgroup" ||
      result.set === "post-hoc"
    )
      return [];
    const pointer = resultPointer(study, result);
    const within = result.set === "within-arm" ? readWithinArm(result, sides, study.results) : undefined;
    const reading =
      within ?? (concerns(result, sides) ? readResult(result, sides, found.outcome) : undefined);
    if (reading?.says !== "benefit") return [];
    return [
      {
        ref: refTo(study, `${pointer}${reading.pointers[0] ?? ""}`),
        text: `${study.label}: ${found.outcome.name.toLowerCase()}${within === undefined ? "" : " against its own baseline"}, ${reading.text}`,
      },
    ];
  });
}
function findingOf(
  each: IndexedStudy,
  sides: ArmContrast,
  index: ReviewIndex,
  conditionId: string,
): StudyFinding {
  const { study } = each;
  const candidates = study.results.flatMap((result): Candidate[] => {
    if (!deciding.has(result.set) || !concerns(result, sides)) return [];
    const found = outcomeOf(index, conditionId, result.outcome);
    const reading = found && readResult(result, sides, found.outcome);
    return reading === undefined ? [] : [{ result, ...found!, reading }];
  });
  const { chosen, why } = mainOutcome(candidates);
  const reading: Reading =
    chosen.length > 0
      ? combine(chosen)
      : {
          says: "unclear",
          significant: undefined,
          text: "no result on an outcome that matters to patients could be read",
          pointers: [],
        };
  const lead = chosen.find((candidate) => candidate.reading.says === reading.says) ?? chosen[0];
  const refs = chosen.flatMap(({ result, reading: own }) =>
    own.pointers.map((pointer) => refTo(study, `${resultPointer(study, result)}${pointer}`)),
  );
  return {
    study: study.id,
    label: study.label,
    published: each.published,
    patients: each.patients,
    against: sides.comparators,
    comparatorName: sides.comparators.map((id) => interventionName(index.protocol, id)).join(" or "),
    comparatorRole: sides.role,
    allocation: datumValue(study.design.allocation),
    history: datumValue(study.population.treatmentHistory),
    says: reading.says,
    significant: reading.significant,
    outcome: lead === undefined ? "none" : `${lead.outcome.name} (${why})`,
    text: reading.text,
    signals: signalsOf(
      each,
      sides,
      index,
      conditionId,
      chosen.map(({ result }) => result),
    ),
    ref: `finding/${study.id}:${sides.comparators.join("+")}`,
    sides,
    interval: reading.interval,
    refs: [...refs, refTo(study, "/population/treatmentHistory"), refTo(study, "/design/allocation")],
  };
}

const remembered = perReview<string, readonly StudyFinding[]>();

/** What every study of a condition says, one finding a comparison. Independent of date and rule set; computed once. */
export function findingsOf(index: ReviewIndex, conditionId: string): readonly StudyFinding[] {
  return remembered(index, conditionId, () =>
    (index.studiesOf.get(conditionId) ?? [])
      .filter((each) => each.counts)
      .flatMap((each) => each.contrasts.map((sides) => findingOf(each, sides, index, conditionId))),
  );
}
