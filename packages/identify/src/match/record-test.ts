import type { KindMask } from "./element-kind.ts";
import type { PatternId, PatternTable } from "./pattern-table.ts";
import type { NearPlan, PhrasePlan, Plan, SpanPlan } from "./plan.ts";
import { isOfKind, type RecordScan } from "./record-scan.ts";
import { nearSpans, type TextSpan } from "./spans.ts";

/** Where patterns stand in the record at hand. */
export interface PatternPlaces {
  /** Position × 32 + number of the kind, rising. */
  placesOf(pattern: PatternId): readonly number[];
}

/** Whether the record that was read last passes. */
export type RecordTest = () => boolean;

const STEP = 32;

/** Whether a sorted list has a value. */
function has(values: readonly number[], value: number): boolean {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return values[low] === value;
}

function startsAt(scan: PatternPlaces, words: readonly PatternId[], place: number): boolean {
  for (let i = 1; i < words.length; i++) if (!has(scan.placesOf(words[i]!), place + i * STEP)) return false;
  return true;
}

/** Calls with each place where the words begin, until it is told to stop. */
function eachPhrase(
  scan: PatternPlaces,
  words: readonly PatternId[],
  kinds: KindMask,
  take: (place: number) => boolean,
): void {
  for (const place of scan.placesOf(words[0]!))
    if (isOfKind(place, kinds) && startsAt(scan, words, place) && !take(place)) return;
}

function phraseTest(
  { words, kinds, least = 1 }: PhrasePlan,
  table: PatternTable,
  scan: PatternPlaces,
): RecordTest {
  const ids = words.map((word) => table.add(word));
  if (least === 1)
    return () => {
      let found = false;
      eachPhrase(scan, ids, kinds, () => {
        found = true;
        return false;
      });
      return found;
    };
  return () => {
    const counts = new Map<number, number>();
    eachPhrase(scan, ids, kinds, (place) => {
      counts.set(place % STEP, (counts.get(place % STEP) ?? 0) + 1);
      return true;
    });
    return Math.max(0, ...counts.values()) >= least;
  };
}

function spansOf(plan: SpanPlan, table: PatternTable, scan: PatternPlaces): () => readonly TextSpan[] {
  if (plan.kind === "near") {
    const operands = plan.of.map((operand) => spansOf(operand, table, scan));
    return () => {
      const spans: (readonly TextSpan[])[] = [];
      for (const operand of operands) {
        const found = operand();
        if (found.length === 0) return found;
        spans.push(found);
      }
      return nearSpans(spans, plan.between, plan.ordered);
    };
  }
  if (plan.kind === "one-of") {
    const choices = plan.of.map((choice) => spansOf(choice, table, scan));
    return () => mergedSpans(choices.flatMap((choice) => choice()));
  }
  const ids = plan.words.map((word) => table.add(word));
  return () => {
    const spans: TextSpan[] = [];
    eachPhrase(scan, ids, plan.kinds, (place) => {
      const start = Math.floor(place / STEP);
      spans.push({ start, end: start + ids.length });
      return true;
    });
    return spans;
  };
}

/** Spans of several choices in order, each once. */
function mergedSpans(spans: TextSpan[]): readonly TextSpan[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  return spans.filter(
    ({ start, end }, i) => i === 0 || start !== spans[i - 1]!.start || end !== spans[i - 1]!.end,
  );
}

/** The test of what has places, on any that tells the places. */
export function placesTest(
  plan: PhrasePlan | NearPlan,
  table: PatternTable,
  scan: PatternPlaces,
): RecordTest {
  if (plan.kind === "phrase") return phraseTest(plan, table, scan);
  const spans = spansOf(plan, table, scan);
  return () => spans().length > 0;
}

/** What one plan's tests may ask of the others. */
export interface TestSetting {
  readonly table: PatternTable;
  readonly scan: RecordScan;
  /** The answer of a line, by its index. */
  readonly line: (index: number) => boolean;
  /** Tests that were made already; the same plan is tested by the same function. */
  readonly made: Map<Plan, RecordTest>;
}

/** Makes the test of a plan. It asks nothing twice that it need not. */
export function recordTest(plan: Plan, setting: TestSetting): RecordTest {
  const known = setting.made.get(plan);
  if (known !== undefined) return known;
  const test = makeTest(plan, setting);
  setting.made.set(plan, test);
  return test;
}

function makeTest(plan: Plan, setting: TestSetting): RecordTest {
  const { table, scan } = setting;
  switch (plan.kind) {
    case "everything":
      return () => true;
    case "nothing":
      return () => false;
    case "all": {
      const tests = plan.of.map((part) => recordTest(part, setting));
      return () => tests.every((test) => test());
    }
    case "any": {
      const tests = plan.of.map((part) => recordTest(part, setting));
      return () => tests.some((test) => test());
    }
    case "except": {
      const include = recordTest(plan.include, setting);
      const exclude = recordTest(plan.exclude, setting);
      return () => include() && !exclude();
    }
    case "phrase":
    case "near":
      return placesTest(plan, table, scan);
    case "keys": {
      const { keys } = plan;
      if (keys.size <= 4) {
        const list = [...keys];
        return () => list.some((key) => scan.keys.has(key));
      }
      return () => {
        for (const key of scan.keys) if (keys.has(key)) return true;
        return false;
      };
    }
    case "days":
      return () => scan.daysOf(plan.field).some((day) => day >= plan.from && day <= plan.to);
    case "line":
      return () => setting.line(plan.line);
  }
}
