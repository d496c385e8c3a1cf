import {
  type ScreeningModel,
  type ScreeningOptions,
  type ScreeningProblem,
  screeningModel,
} from "../model/screening-model.ts";
import type { ScreeningRecord } from "../record.ts";

export interface SimulationOptions extends ScreeningOptions {
  /** Ids labelled before the start, in this order; none is a cold start. */
  readonly priors?: readonly string[];
}

export interface ScreenedRecord {
  readonly id: string;
  readonly relevant: boolean;
  /** Given before the start. */
  readonly prior: boolean;
}

export type SimulationResult =
  | { readonly ok: true; readonly order: readonly ScreenedRecord[] }
  | { readonly ok: false; readonly problems: readonly ScreeningProblem[] };

/**
 * Screens records whose labels are known as a reviewer would: the first of the ranking, one at a time, learning from each label. After the
 * last relevant record was found nothing more can be learned of the order, and the rest follows as ranked then.
 */
export function simulate(
  records: readonly ScreeningRecord[],
  included: ReadonlySet<string>,
  { priors = [], ...options }: SimulationOptions,
): SimulationResult {
  const made = screeningModel(records, options);
  return made.ok ? simulateWith(made.model, records, included, priors) : made;
}

/** The same with a model that stands already; its labels are given before the start, and it is left fully labelled up to the last relevant record. */
export function simulateWith(
  model: ScreeningModel,
  records: readonly ScreeningRecord[],
  included: ReadonlySet<string>,
  priors: readonly string[],
): SimulationResult {
  const order: ScreenedRecord[] = [];
  const known = records.flatMap(({ id }) => (model.labelOf(id) === undefined ? [] : [id]));
  let left = records.filter(({ id }) => included.has(id)).length;
  const screen = (id: string, prior: boolean): readonly ScreeningProblem[] => {
    const relevant = included.has(id);
    const labelled = model.label(id, relevant);
    if (!labelled.ok) return labelled.problems;
    order.push({ id, relevant, prior });
    if (relevant) left -= 1;
    return [];
  };
  for (const id of new Set([...priors, ...known])) {
    const problems = screen(id, true);
    if (problems.length > 0) return { ok: false, problems };
  }
  while (left > 0) screen(model.next()!, false);
  for (const { id } of model.ranking()) order.push({ id, relevant: false, prior: false });
  return { ok: true, order };
}
