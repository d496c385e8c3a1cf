import { datumValue, type Ref, refTo } from "@coppice/model";
import type { StudyFinding } from "./finding.ts";
import { type Horizon, isKnown, type ReviewIndex } from "./review-index.ts";

export interface DoseJudgement {
  readonly gPerKg: number;
  readonly from: readonly Ref[];
  readonly studies: readonly string[];
}

/** The total dose per course that most patients of the given comparisons were allocated to (rule dose). */
export function doseOf(index: ReviewIndex, findings: readonly StudyFinding[]): DoseJudgement | undefined {
  const byDose = new Map<number, { patients: number; from: Ref[]; studies: string[] }>();
  const seen = new Set<string>();
  for (const { study, sides } of findings) {
    const document = index.studyById.get(study)!.study;
    for (const arm of sides.of) {
      const dose = datumValue(arm.dose?.gPerKgPerCourse);
      if (dose === undefined || seen.has(`${study}/${arm.id}`)) continue;
      seen.add(`${study}/${arm.id}`);
      const entry = byDose.get(dose) ?? { patients: 0, from: [], studies: [] };
      // An arm of unknown size still counts as one patient, so that a lone trial decides its own dose.
      entry.patients += datumValue(arm.n) ?? datumValue(arm.analysed) ?? 1;
      entry.from.push(refTo(document, `/arms/${document.arms.indexOf(arm)}/dose/gPerKgPerCourse`));
      entry.studies.push(document.label);
      byDose.set(dose, entry);
    }
  }
  const [best] = [...byDose].sort(([doseA, a], [doseB, b]) => b.patients - a.patients || doseB - doseA);
  return best && { gPerKg: best[0], from: best[1].from, studies: best[1].studies };
}

/** All comparisons of a condition known by the date, for a dose where the deciding trials do not tell theirs. */
export function knownFindings(
  index: ReviewIndex,
  findings: readonly StudyFinding[],
  horizon: Horizon,
): readonly StudyFinding[] {
  return findings.filter((finding) => isKnown(index.studyById.get(finding.study)!, horizon));
}
