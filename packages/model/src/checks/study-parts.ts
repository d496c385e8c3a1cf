import { datumValue } from "../provenance.ts";
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

/** Number randomised or allocated to an arm; in a crossover, the whole study's where the arm states none. */
export function armSize(study: Study, armId: string): number | undefined {
  const own = datumValue(study.arms.find((arm) => arm.id === armId)?.n);
  return own ?? (isParallel(study) ? undefined : datumValue(study.population.randomised));
}
