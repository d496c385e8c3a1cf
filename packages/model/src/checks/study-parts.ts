import { datumValue, detailOf } from "../provenance.ts";
import type { ArmData, Contrast, Paired, Result, Study } from "../study.ts";

export interface ResultPart {
  readonly study: Study;
  readonly result: Result;
  /** JSON pointer of the result in its study. */
  readonly pointer: string;
}

export interface ArmPart {
  readonly study: Study;
  /** Absent for the counts of an adverse event. */
  readonly result: Result | undefined;
  readonly armId: string;
  readonly data: ArmData;
  readonly pointer: string;
}

export interface ContrastPart extends ResultPart {
  readonly contrast: Contrast;
}

export interface PairedPart extends ResultPart {
  readonly paired: Paired;
}

export function resultsOf(study: Study): readonly ResultPart[] {
  return study.results.map((result, i) => ({ study, result, pointer: `/results/${i}` }));
}

/** The data of every arm in every result and adverse event. */
export function armDataOf(study: Study): readonly ArmPart[] {
  const inResults = resultsOf(study).flatMap(({ result, pointer }) =>
    Object.entries(result.arms ?? {}).map(([armId, data]) => ({
      study,
      result,
      armId,
      data,
      pointer: `${pointer}/arms/${armId}`,
    })),
  );
  const inEvents = (study.adverseEvents ?? []).flatMap((event, i) =>
    Object.entries(event.arms ?? {}).map(([armId, data]) => ({
      study,
      result: undefined,
      armId,
      data,
      pointer: `/adverseEvents/${i}/arms/${armId}`,
    })),
  );
  return [...inResults, ...inEvents];
}

export function contrastsOf(study: Study): readonly ContrastPart[] {
  return resultsOf(study).flatMap((part) =>
    (part.result.contrasts ?? []).map((contrast, i) => ({
      ...part,
      contrast,
      pointer: `${part.pointer}/contrasts/${i}`,
    })),
  );
}

export function pairedOf(study: Study): readonly PairedPart[] {
  return resultsOf(study).flatMap((part) =>
    part.result.paired === undefined
      ? []
      : [{ ...part, paired: part.result.paired, pointer: `${part.pointer}/paired` }],
  );
}

/** True where each patient is in one arm only, so that arms add up. */
export function isParallel(study: Study): boolean {
  return datumValue(study.design.structure) === "parallel";
}

/** Patients that a figure without its own n is about: those of the arm; in a crossover all, where the arm states none. */
export function armSize({ study, armId }: ArmPart): number | undefined {
  const own = datumValue(study.arms.find((arm) => arm.id === armId)?.n);
  return own ?? (isParallel(study) ? undefined : datumValue(study.population.randomised));
}

/**
 * The most patients that a figure of an arm can be about: those randomised to it. In a crossover each arm meets all
 * patients but in the first period; adverse events are counted by what patients were given, whichever arm they were
 * in; and a result whose note explains its numbers may hold patients who changed sides.
 */
export function mostPatients({ study, result, armId, data }: ArmPart): number | undefined {
  const own = datumValue(study.arms.find((arm) => arm.id === armId)?.n);
  const all = datumValue(study.population.randomised);
  const isExplained = [result?.note, data.note, detailOf(data.n)?.note].some((note) => note !== undefined);
  const isOwn = isParallel(study) ? result !== undefined && !isExplained : result?.set === "first-period";
  if (isOwn) return own;
  return own === undefined || all === undefined ? (all ?? undefined) : Math.max(own, all);
}
