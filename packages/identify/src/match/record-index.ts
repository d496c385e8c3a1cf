import type { DateField, Expression, Strategy } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { type KindMask, kindMask } from "./element-kind.ts";
import type { MatchNote, NearPlan, PhrasePlan, Plan } from "./plan.ts";
import { daysOf } from "./record-dates.ts";
import { type KeyGroup, keyMaker } from "./record-keys.ts";
import {
  addRecord,
  allRecords,
  eachRecord,
  intersect,
  noRecords,
  type RecordSet,
  subtract,
  unite,
} from "./record-set.ts";
import { type MatchOptions, type MatchProblem, planStrategy } from "./strategy-plan.ts";
import { type TextIndex, textIndex } from "./text-index.ts";

export type IndexSearch =
  | {
      readonly ok: true;
      /** Places of the records in the list that was indexed, rising. */
      readonly records: readonly number[];
      /** How many records each line has, by its number. */
      readonly lineHits: ReadonlyMap<number, number>;
      readonly notes: readonly MatchNote[];
    }
  | { readonly ok: false; readonly problems: readonly MatchProblem[] };

/** Records in memory, for many searches. The answers are those of `compileMatcher`. */
export interface RecordIndex {
  readonly size: number;
  search(strategy: Strategy | Expression): IndexSearch;
}

/** What nearly every search looks at; the rest (people, places, numbers) is indexed when a search first asks for it. */
const CORE: KindMask = kindMask(
  "title",
  "collection-title",
  "abstract",
  "other-abstract",
  "keyword",
  "original-title",
  "heading",
  "qualifier",
  "publication-type",
  "substance",
);

/** How many records a set has. */
function sizeOf(set: RecordSet): number {
  let size = 0;
  eachRecord(set, () => {
    size += 1;
  });
  return size;
}

/**
 * Indexes records for repeated searches: words with their records and kinds of elements, the words of each record in order for phrases and
 * distances, keys of headings, types and languages, and days. Parts that few searches need are indexed when they are first needed.
 */
export function recordIndex(
  records: readonly BibliographicRecord[],
  options: MatchOptions = {},
): RecordIndex {
  const size = records.length;
  const tiers: { readonly kinds: KindMask; index?: TextIndex }[] = [
    { kinds: CORE, index: textIndex(records, CORE) },
    { kinds: ~CORE },
  ];
  const keys = new Map<KeyGroup, ReadonlyMap<string, readonly number[]>>();
  const days = new Map<DateField, { readonly values: Int32Array; readonly records: Int32Array }>();
  const maker = keyMaker(options.mesh);

  function keysOf(group: KeyGroup): ReadonlyMap<string, readonly number[]> {
    const known = keys.get(group);
    if (known !== undefined) return known;
    const byKey = new Map<string, number[]>();
    const wanted = new Set([group]);
    for (const [i, record] of records.entries())
      maker.each(record, wanted, (key) => {
        const list = byKey.get(key);
        if (list === undefined) byKey.set(key, [i]);
        else if (list.at(-1) !== i) list.push(i);
      });
    keys.set(group, byKey);
    return byKey;
  }
  keysOf("heading");
  keysOf("publication-type");

  function daysIn(field: DateField): { readonly values: Int32Array; readonly records: Int32Array } {
    const known = days.get(field);
    if (known !== undefined) return known;
    const pairs = records.flatMap((record, i) => daysOf(record, field).map((day) => [day, i] as const));
    const made = {
      values: Int32Array.from(pairs, ([day]) => day),
      records: Int32Array.from(pairs, ([, record]) => record),
    };
    days.set(field, made);
    return made;
  }

  function inText(kindsAsked: KindMask, ask: (index: TextIndex) => RecordSet): RecordSet {
    const found = noRecords(size);
    for (const tier of tiers) {
      if ((tier.kinds & kindsAsked) === 0) continue;
      tier.index ??= textIndex(records, tier.kinds);
      unite(found, ask(tier.index));
    }
    return found;
  }

  function answer(plan: Plan, line: (index: number) => RecordSet): RecordSet {
    switch (plan.kind) {
      case "everything":
        return allRecords(size);
      case "nothing":
        return noRecords(size);
      case "all":
        return plan.of.map((part) => answer(part, line)).reduce(intersect, allRecords(size));
      case "any":
        return plan.of.map((part) => answer(part, line)).reduce(unite, noRecords(size));
      case "except":
        return subtract(answer(plan.include, line), answer(plan.exclude, line));
      case "phrase":
        return inText(plan.kinds, (index) => index.phrase(plan));
      case "near":
        return inText(kindsOfNear(plan), (index) => index.near(plan));
      case "keys": {
        const byKey = keysOf(plan.group);
        const found = noRecords(size);
        for (const key of plan.keys) for (const record of byKey.get(key) ?? []) addRecord(found, record);
        return found;
      }
      case "days": {
        const found = noRecords(size);
        const { values, records: owners } = daysIn(plan.field);
        for (let i = 0; i < values.length; i++)
          if (values[i]! >= plan.from && values[i]! <= plan.to) addRecord(found, owners[i]!);
        return found;
      }
      case "line":
        return line(plan.line).slice();
    }
  }

  return {
    size,
    search(strategy) {
      const planned = planStrategy(strategy, options);
      if (!planned.ok) return planned;
      const { plan } = planned;
      const sets: (RecordSet | undefined)[] = [];
      const line = (index: number): RecordSet => {
        sets[index] ??= answer(plan.lines[index]!, line);
        return sets[index];
      };
      const found: number[] = [];
      eachRecord(line(plan.answer), (record) => found.push(record));
      const lineHits = new Map(
        plan.strategy.lines.map(({ number }, index) => [number, sizeOf(line(index))] as const),
      );
      return { ok: true, records: found, lineHits, notes: plan.notes };
    },
  };
}

function kindsOfNear(plan: NearPlan): KindMask {
  const kinds = (part: NearPlan["of"][number]): KindMask =>
    part.kind === "phrase"
      ? (part satisfies PhrasePlan).kinds
      : part.of.reduce((mask, each) => mask | kinds(each), 0);
  return kinds(plan);
}
