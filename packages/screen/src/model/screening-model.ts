import type { PriorWeights } from "../prior/prior-weights.ts";
import { byScore } from "../rank/by-score.ts";
import type { ScreeningRecord } from "../record.ts";
import { type Explanation, explanationOf } from "./explanation.ts";
import { nextRow, type ScreeningMode, unlabelledRows } from "./mode.ts";
import { type ModelState, modelState, withoutLabels } from "./model-state.ts";
import { type DoubtfulLabels, doubtfulLabels } from "./second-look.ts";

export interface ScreeningOptions {
  /** The review's question or title, in a line. Without it the first records come by other signs alone. */
  readonly topic?: string;
  /** Eligibility criteria as text. */
  readonly criteria?: string;
  /**
   * Studies known to belong to the review. Those with the id of a record are labels of it; others teach the ranking without being
   * ranked.
   */
  readonly knownRelevant?: readonly ScreeningRecord[];
  /** Seed of everything that is drawn. */
  readonly seed: number;
  /** How the next record is chosen; default certainty. */
  readonly mode?: ScreeningMode;
  /** Weights of the prior; default those shipped. */
  readonly prior?: PriorWeights;
}

export interface RankedRecord {
  readonly id: string;
  /** Higher is more likely relevant; comparable within one ranking only. */
  readonly score: number;
  /** Other records with nearly the same text, labelled or not; absent where there are none. */
  readonly copies?: readonly string[];
}

export interface ScreeningProblem {
  readonly code: "no-records" | "id-twice" | "unknown-record";
  readonly message: string;
}

export type LabelResult =
  /** `before`: what the label was, where this one replaces another. */
  | { readonly ok: true; readonly before?: boolean }
  | { readonly ok: false; readonly problems: readonly ScreeningProblem[] };

/** Ranks the records of a search by what the labels so far say, and learns from each label. The same calls give the same bytes. */
export interface ScreeningModel {
  /** Labels a record relevant or not; null takes the label back. */
  readonly label: (id: string, relevant: boolean | null) => LabelResult;
  readonly labelOf: (id: string) => boolean | undefined;
  /** Unlabelled records, most likely relevant first; ties in the order of the records. */
  readonly ranking: () => readonly RankedRecord[];
  /** The record to screen next by the mode; null when all are labelled. */
  readonly next: () => string | null;
  /** The words and signs that pushed a record up or down; null for an unknown id. */
  readonly explain: (id: string, most?: number) => Explanation | null;
  /** Labels that are likely mistakes, most doubtful first. */
  readonly secondLook: (most?: number) => DoubtfulLabels;
  /** The same records before any label but those of known studies; what was worked out for them is shared, so it costs little. */
  readonly withoutLabels: () => ScreeningModel;
  /** Adds records, as of an updated search. Texts are weighed anew over all records; labels stay. */
  readonly add: (records: readonly ScreeningRecord[]) => LabelResult;
  readonly size: () => number;
  /** Records with neither title nor abstract, which nothing can rank. */
  readonly withoutText: () => readonly string[];
}

export type ScreeningModelResult =
  | { readonly ok: true; readonly model: ScreeningModel }
  | { readonly ok: false; readonly problems: readonly ScreeningProblem[] };

export function screeningModel(
  records: readonly ScreeningRecord[],
  options: ScreeningOptions,
): ScreeningModelResult {
  if (records.length === 0) {
    const message = "There are no records to rank; give those of a search, each with a title or an abstract.";
    return { ok: false, problems: [{ code: "no-records", message }] };
  }
  const problems = idsTwice(records);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, model: modelOf(stateOf(records, options), options) };
}

function stateOf(
  records: readonly ScreeningRecord[],
  { topic: title, criteria, knownRelevant = [], seed, prior }: ScreeningOptions,
): ModelState {
  const topic =
    title === undefined && criteria === undefined
      ? undefined
      : { title: title ?? criteria!, ...(criteria === undefined ? {} : { criteria }) };
  const ids = new Set(records.map(({ id }) => id));
  const outside = knownRelevant.filter(({ id }) => !ids.has(id));
  return modelState(records, outside, topic, seed, prior);
}

function modelOf(first: ModelState, options: ScreeningOptions): ScreeningModel {
  const { knownRelevant = [], seed, mode = { kind: "certainty" } } = options;
  let state = first;
  const labels = new Map<string, boolean>();
  const set = (id: string, row: number, relevant: boolean): void => {
    state.ranker.label(row, relevant ? 1 : 0);
    state.unlabelled[row] = 0;
    labels.set(id, relevant);
  };
  const labelKnown = (): void => {
    for (const { id } of knownRelevant) {
      const row = state.rowOf.get(id);
      if (row !== undefined && !labels.has(id)) set(id, row, true);
    }
  };
  labelKnown();
  const idOf = (row: number): string => state.records[row]!.id;
  return {
    label: (id, relevant) => {
      const row = state.rowOf.get(id);
      if (row === undefined) return { ok: false, problems: [unknownRecord(id)] };
      const before = labels.get(id);
      const done: LabelResult = before === undefined ? { ok: true } : { ok: true, before };
      if (before === (relevant ?? undefined)) return done;
      if (before !== undefined) {
        state.ranker.unlabel(row);
        state.unlabelled[row] = 1;
        labels.delete(id);
      }
      if (relevant !== null) set(id, row, relevant);
      return done;
    },
    labelOf: (id) => labels.get(id),
    ranking: () => {
      const scores = state.ranker.scores();
      return Array.from(byScore(scores, unlabelledRows(state.unlabelled)), (row): RankedRecord => {
        const ranked = { id: idOf(row), score: scores[row]! };
        const copies = state.copies.get(row);
        return copies === undefined ? ranked : { ...ranked, copies: copies.map(idOf) };
      });
    },
    next: () => {
      const row = nextRow(state, mode, seed, labels.size);
      return row === null ? null : idOf(row);
    },
    explain: (id, most = 10) => {
      const row = state.rowOf.get(id);
      return row === undefined ? null : explanationOf(state, row, most);
    },
    secondLook: (most = 20) =>
      doubtfulLabels(state.ranker, (row) => (row < state.records.length ? idOf(row) : undefined), most),
    withoutLabels: () => modelOf(withoutLabels(state), options),
    add: (added) => {
      const records = [...state.records, ...added];
      const problems = idsTwice(records);
      if (problems.length > 0) return { ok: false, problems };
      state = stateOf(records, options);
      for (const [id, relevant] of labels) set(id, state.rowOf.get(id)!, relevant);
      labelKnown();
      return { ok: true };
    },
    size: () => state.records.length,
    withoutText: () =>
      state.records.flatMap(({ id, title, abstract = "" }) =>
        `${title}${abstract}`.trim() === "" ? [id] : [],
      ),
  };
}

function idsTwice(records: readonly ScreeningRecord[]): readonly ScreeningProblem[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of records) (seen.has(id) ? twice : seen).add(id);
  return Array.from(twice, (id) => ({
    code: "id-twice",
    message: `Two records have the id ${id}; give each record an id of its own.`,
  }));
}

function unknownRecord(id: string): ScreeningProblem {
  return { code: "unknown-record", message: `There is no record ${id}; labels are for records of the pool.` };
}
