import type { Arm, Protocol, Study } from "@coppice/model";
import { datumValue } from "@coppice/model";

/** What the studied intervention is compared with inside a study, read from what the arms were given. */
export interface ArmContrast {
  /** Arms with the studied intervention; several where a trial gives several doses. */
  readonly of: readonly Arm[];
  readonly against: readonly Arm[];
  /** Comparators as intervention ids; `dose` where arms differ in dose alone, `add-on` where nothing stands in its place. */
  readonly comparators: readonly string[];
  readonly role: "inactive" | "active" | "dose";
  /** Treatments that both sides were given by protocol. */
  readonly background: readonly string[];
}

const minus = (a: readonly string[], b: readonly string[]) => a.filter((each) => !b.includes(each));

function contrastOf(a: Arm, b: Arm, protocol: Protocol): ArmContrast | undefined {
  const studied = protocol.intervention;
  if (!a.treatments.includes(studied) || b.treatments.includes(studied)) return undefined;
  const extra = minus(a.treatments, b.treatments);
  if (extra.length !== 1) return undefined;
  const instead = minus(b.treatments, a.treatments);
  const background = a.treatments.filter((each) => b.treatments.includes(each));
  const roleOf = (id: string) => protocol.interventions.find((each) => each.id === id)?.role ?? "active";
  const inactive = instead.every((each) => roleOf(each) === "inactive");
  const comparators = instead.length > 0 ? instead : background.length > 0 ? ["add-on"] : ["no-treatment"];
  return { of: [a], against: [b], comparators, role: inactive ? "inactive" : "active", background };
}

/**
 * The comparisons of a study that ask about the studied intervention. Two arms are one comparison where they differ by
 * that intervention alone on one side; arms that share comparator and background (several doses against one placebo)
 * are one comparison. Arms that all got the intervention, with nothing else between them, compare doses or schedules.
 */
export function armContrasts(study: Study, protocol: Protocol): readonly ArmContrast[] {
  const byKind = new Map<string, ArmContrast>();
  for (const a of study.arms) {
    for (const b of study.arms) {
      const found = a === b ? undefined : contrastOf(a, b, protocol);
      if (found === undefined) continue;
      const key = JSON.stringify([[...found.comparators].sort(), [...found.background].sort()]);
      const earlier = byKind.get(key);
      byKind.set(
        key,
        earlier === undefined
          ? found
          : {
              ...earlier,
              of: [...new Set([...earlier.of, a])],
              against: [...new Set([...earlier.against, b])],
            },
      );
    }
  }
  const contrasts = [...byKind.values()];
  const studiedArms = study.arms.filter((arm) => arm.treatments.includes(protocol.intervention));
  const sameTreatments = studiedArms.every(
    (arm) => minus(arm.treatments, studiedArms[0]?.treatments ?? []).length === 0,
  );
  if (contrasts.length === 0 && studiedArms.length > 1 && sameTreatments) {
    const highestFirst = [...studiedArms].sort((a, b) => doseOf(b) - doseOf(a));
    return [
      {
        of: [highestFirst[0]!],
        against: highestFirst.slice(1),
        comparators: ["dose"],
        role: "dose",
        background: [],
      },
    ];
  }
  // Where the intervention was also tested alone, its addition to another treatment is a different question.
  const alone = contrasts.filter((each) => each.background.length === 0);
  return alone.length > 0
    ? contrasts.filter((each) => each.background.length === 0 || !each.comparators.includes("add-on"))
    : contrasts;
}

function doseOf(arm: Arm): number {
  return datumValue(arm.dose?.gPerKgPerCourse) ?? 0;
}

/** The same, for addition to another treatment in a trial that also tested the intervention alone. */
export function addOnContrasts(study: Study, protocol: Protocol): readonly ArmContrast[] {
  return study.arms.flatMap((a) =>
    study.arms.flatMap((b) => {
      const found = a === b ? undefined : contrastOf(a, b, protocol);
      return found?.comparators.includes("add-on") ? [found] : [];
    }),
  );
}
