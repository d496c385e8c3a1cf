import { firstDay, lastDay, type Review } from "@coppice/model";
import type { Line, VerdictClass, VerdictSpan } from "./derivation.ts";
import { type Judgement, judge, phasesOf } from "./judge.ts";
import { type IndexedStudy, indexReview, parentOf, type ReviewIndex } from "./review-index.ts";
import { rulesOf } from "./rules.ts";

export interface TimelineOptions {
  readonly from: string;
  readonly to: string;
  readonly ruleSet?: string;
  readonly exclude?: readonly string[];
}

/** A study's publication, and the conditions whose verdict it turned. */
export interface TimelineEvent {
  readonly date: string;
  readonly study: string;
  readonly label: string;
  readonly patients: number | undefined;
  readonly turned: readonly string[];
}

export interface Timeline {
  /** In order of date. */
  readonly events: readonly TimelineEvent[];
  /** Per condition, gapless from `from` to `to`. */
  readonly spans: Readonly<Record<string, readonly VerdictSpan[]>>;
}

const known = (
  index: ReviewIndex,
  conditionId: string,
  excluded: ReadonlySet<string>,
): readonly IndexedStudy[] => {
  // A phase can be judged by likeness to a sibling, and a disease by its phases: the whole family's studies matter.
  const parent = parentOf(conditionId) ?? conditionId;
  const family = [parent, ...phasesOf(index, parent)];
  return [...new Set(family.flatMap((id) => index.studiesOf.get(id) ?? []))].filter(
    (each) => each.counts && each.knownFrom !== undefined && !excluded.has(each.study.id),
  );
};

function standardDates(index: ReviewIndex, conditionId: string): readonly string[] {
  const parent = parentOf(conditionId);
  return [conditionId, ...(parent === undefined ? phasesOf(index, conditionId) : [parent])].flatMap((id) =>
    (index.conditionById.get(id)?.standard ?? []).flatMap((entry) => [
      firstDay(entry.since),
      ...(entry.until === undefined ? [] : [lastDay(entry.until)]),
    ]),
  );
}

const word = (judgement: Judgement): { class: VerdictClass; line: Line | null } => ({
  class: judgement.efficacy.class,
  line: judgement.line,
});

/** The day before, as ISO text; dates are plain calendar days, so UTC arithmetic is exact. */
function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/**
 * How every verdict went from one date to another: when it changed, and which study was published when it did. A
 * condition is judged anew only on days on which something of it was published or its standard treatment changed.
 */
export function timeline(review: Review, options: TimelineOptions): Timeline {
  const index = indexReview(review);
  const excluded = new Set(options.exclude ?? []);
  const { rules } = rulesOf(review, options.ruleSet ?? review.protocol.ruleSet);
  if (rules === undefined) return { events: [], spans: {} };
  const turned = new Map<string, string[]>();
  const spans: Record<string, VerdictSpan[]> = {};
  for (const condition of review.conditions) {
    const studies = known(index, condition.id, excluded);
    const dates = new Set([
      options.from,
      ...studies.map((each) => each.knownFrom!),
      ...standardDates(index, condition.id),
    ]);
    const days = [...dates].filter((date) => date >= options.from && date <= options.to).sort();
    const list: VerdictSpan[] = [];
    for (const day of days) {
      const now = word(judge(index, condition.id, { asOf: day, excluded }, rules));
      const last = list.at(-1);
      if (last !== undefined && last.class === now.class && last.line === now.line) continue;
      const by = last === undefined ? undefined : largest(studies.filter((each) => each.knownFrom === day));
      if (last !== undefined) list[list.length - 1] = { ...last, to: dayBefore(day) };
      list.push({ from: day, to: options.to, ...now, by: by?.study.id });
      if (by !== undefined) turned.set(by.study.id, [...(turned.get(by.study.id) ?? []), condition.id]);
    }
    spans[condition.id] = list;
  }
  const events = index.studies
    .filter(
      (each) =>
        each.counts &&
        each.knownFrom !== undefined &&
        each.knownFrom >= options.from &&
        each.knownFrom <= options.to,
    )
    .map((each) => ({
      date: each.knownFrom!,
      study: each.study.id,
      label: each.study.label,
      patients: each.patients,
      turned: turned.get(each.study.id) ?? [],
    }));
  return { events, spans };
}

/** Of studies that became known on one day, the one with most patients. */
function largest(studies: readonly IndexedStudy[]): IndexedStudy | undefined {
  return [...studies].sort(
    (a, b) => Number(b.decides) - Number(a.decides) || (b.patients ?? 0) - (a.patients ?? 0),
  )[0];
}
