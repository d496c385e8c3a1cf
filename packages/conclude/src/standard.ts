import { type Condition, firstDay, lastDay, type Ref, refTo, type StandardTreatment } from "@coppice/model";
import { parentOf, type ReviewIndex } from "./review-index.ts";

/** An established treatment in force at a date. */
export interface StandardAt {
  readonly entry: StandardTreatment;
  readonly ref: Ref;
}

const usesOf = (conditionId: string, condition: Condition | undefined): readonly string[] => {
  const slash = conditionId.indexOf("/");
  const phase = slash < 0 ? [] : [conditionId.slice(slash + 1)];
  return condition?.phase?.standsInFor === undefined ? phase : [...phase, condition.phase.standsInFor];
};

/** All standard entries in force at a date for a condition and the disease it is a phase of, the studied treatment left out. */
export function standardAt(index: ReviewIndex, conditionId: string, asOf: string): readonly StandardAt[] {
  const parent = parentOf(conditionId);
  const uses = usesOf(conditionId, index.conditionById.get(conditionId));
  return [conditionId, ...(parent === undefined ? [] : [parent])].flatMap((id) => {
    const condition = index.conditionById.get(id);
    return (condition?.standard ?? []).flatMap((entry, i) => {
      const inForce =
        firstDay(entry.since) <= asOf && (entry.until === undefined || lastDay(entry.until) >= asOf);
      const applies =
        entry.uses === undefined || uses.length === 0 || entry.uses.some((use) => uses.includes(use));
      return inForce && applies && entry.treatment !== index.protocol.intervention
        ? [{ entry, ref: refTo(condition!, `/standard/${i}`) }]
        : [];
    });
  });
}

/** Established, as a treatment that others may be measured against. */
export function isEstablished({ entry }: StandardAt): boolean {
  return entry.line === "first" || entry.line === "second" || entry.line === "rescue";
}
