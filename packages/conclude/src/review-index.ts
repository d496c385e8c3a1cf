import type { Analysis, Condition, Protocol, Result, Review, Study } from "@coppice/model";
import { datumValue, firstDay, lastDay } from "@coppice/model";
import { type ArmContrast, addOnContrasts, armContrasts } from "./arm-contrast.ts";

/** A study with what derivation asks of it again and again. None of it depends on a date or a rule set. */
export interface IndexedStudy {
  readonly study: Study;
  /** Partial date of the earliest report; undefined for what was never published. */
  readonly published: string | undefined;
  /** Last day that date can mean: from this day on the study is known. */
  readonly knownFrom: string | undefined;
  readonly contrasts: readonly ArmContrast[];
  readonly addOns: readonly ArmContrast[];
  readonly patients: number | undefined;
  /** Eligible, not a repeat of another study. */
  readonly counts: boolean;
  readonly decides: boolean;
  /** Conditions are mixed without separate results. */
  readonly mixed: boolean;
}

export interface ReviewIndex {
  readonly review: Review;
  readonly protocol: Protocol;
  readonly studies: readonly IndexedStudy[];
  readonly studyById: ReadonlyMap<string, IndexedStudy>;
  readonly conditionById: ReadonlyMap<string, Condition>;
  readonly studiesOf: ReadonlyMap<string, readonly IndexedStudy[]>;
  readonly analysesOf: ReadonlyMap<string, readonly Analysis[]>;
}

/** Reports that make a study's results known. */
const telling = new Set(["primary", "companion", "preliminary", "duplicate"]);

function publicationOf(study: Study): string | undefined {
  const dates = study.reports
    .filter((report) => telling.has(report.role))
    .flatMap((report) => datumValue(report.published) ?? [])
    .sort((a, b) =>
      lastDay(a) === lastDay(b) ? (firstDay(a) < firstDay(b) ? -1 : 1) : lastDay(a) < lastDay(b) ? -1 : 1,
    );
  return dates[0];
}

function indexStudy(study: Study, protocol: Protocol): IndexedStudy {
  const published = publicationOf(study);
  const counts =
    study.companionOf === undefined &&
    study.eligible?.value !== false &&
    study.status !== "protocol-only" &&
    study.status !== "ongoing";
  const allocation = datumValue(study.design.allocation);
  const armSum = study.arms.reduce<number | undefined>((sum, arm) => {
    const n = datumValue(arm.n);
    return sum === undefined || n === undefined ? undefined : sum + n;
  }, 0);
  return {
    study,
    published,
    knownFrom: published === undefined ? undefined : lastDay(published),
    contrasts: armContrasts(study, protocol),
    addOns: addOnContrasts(study, protocol),
    patients: datumValue(study.population.randomised) ?? datumValue(study.population.analysed) ?? armSum,
    counts,
    decides: counts && allocation !== "non-randomised",
    mixed: (study.alsoConditions ?? []).length > 0,
  };
}

function byDate(a: IndexedStudy, b: IndexedStudy): number {
  const [x, y] = [a.knownFrom ?? "9999", b.knownFrom ?? "9999"];
  return x < y ? -1 : x > y ? 1 : a.study.id < b.study.id ? -1 : 1;
}

const cache = new WeakMap<Review, ReviewIndex>();

/** Indexes a review once; the same review object gives the same index. */
export function indexReview(review: Review): ReviewIndex {
  const cached = cache.get(review);
  if (cached !== undefined) return cached;
  const { protocol } = review;
  const studies = review.studies.map((study) => indexStudy(study, protocol)).sort(byDate);
  const group = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]) => {
    const groups = new Map<string, T[]>();
    for (const item of items)
      for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item]);
    return groups;
  };
  const index: ReviewIndex = {
    review,
    protocol,
    studies,
    studyById: new Map(studies.map((each) => [each.study.id, each])),
    conditionById: new Map(review.conditions.map((each) => [each.id, each])),
    studiesOf: group(studies, ({ study }) => [study.condition, ...(study.alsoConditions ?? [])]),
    analysesOf: group(review.analyses, (analysis) => [analysis.condition]),
  };
  cache.set(review, index);
  return index;
}

/** What is looked at: studies published by the date and not left out. */
export interface Horizon {
  readonly asOf: string;
  readonly excluded: ReadonlySet<string>;
}

export function isKnown(each: IndexedStudy, horizon: Horizon): boolean {
  return (
    each.knownFrom !== undefined && each.knownFrom <= horizon.asOf && !horizon.excluded.has(each.study.id)
  );
}

/** Id of the condition that a phase belongs to; undefined for a condition of its own. */
export function parentOf(conditionId: string): string | undefined {
  const slash = conditionId.indexOf("/");
  return slash < 0 ? undefined : conditionId.slice(0, slash);
}

/** Looks an outcome up in the condition, its parent, then the protocol, with its rank (0 is the most important). */
export function outcomeOf(index: ReviewIndex, conditionId: string, outcomeId: string) {
  const parent = parentOf(conditionId);
  const lists = [
    index.conditionById.get(conditionId)?.outcomes,
    parent && index.conditionById.get(parent)?.outcomes,
    index.protocol.outcomes,
  ];
  let before = 0;
  for (const list of lists) {
    if (list === undefined || list === "") continue;
    const rank = list.findIndex((outcome) => outcome.id === outcomeId);
    if (rank >= 0) return { outcome: list[rank]!, rank: before + rank };
    before += list.length;
  }
  return undefined;
}

export function resultPointer(study: Study, result: Result): string {
  return `/results/${study.results.indexOf(result)}`;
}

export function interventionName(protocol: Protocol, id: string): string {
  if (id === "dose") return "another dose";
  if (id === "add-on") return "the same treatment alone";
  return protocol.interventions.find((each) => each.id === id)?.name ?? id;
}
