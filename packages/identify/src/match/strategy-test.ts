import type { Expression, Strategy } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { firstFailing } from "./first-failing.ts";
import { matcherOf } from "./matcher.ts";
import type { MatchNote } from "./plan.ts";
import { holdsWithout, type Look, partsOf } from "./strategy-parts.ts";
import { type MatchOptions, type MatchProblem, planStrategy } from "./strategy-plan.ts";

/** A strategy with what is asked of it. */
export interface StrategyUnderTest {
  readonly strategy: Strategy;
  /** PMIDs, DOIs or ids of records that it has to find. */
  readonly mustFind?: readonly string[];
  readonly mustNotFind?: readonly string[];
  /** How many records it should find among those given. */
  readonly expected?: { readonly least?: number; readonly most?: number };
  /** Lines all of whose records another line has to have, by their numbers. */
  readonly subsets?: readonly { readonly line: number; readonly within: number }[];
}

/** A record under an id, by which it can be named beside its PMID and DOI. */
export interface TestRecord {
  readonly id: string;
  readonly record: BibliographicRecord;
}

/** What a line, or an operand of the answer, is worth. */
export interface PartWorth {
  /** Number of the line; of an operand the line that it stands on. */
  readonly line: number;
  /** Place among the operands of that line, from 1; absent where it is the whole line. */
  readonly operand?: number;
  readonly expression: Expression;
  /** Records that it has by itself. */
  readonly hits: number;
  /** Of these such that have to be found. */
  readonly found: number;
  /** Records of the answer that would be lost without it; undefined where it is no operand of an OR, which alone can do without. */
  readonly lost?: number;
  /** Of these such that have to be found, by id. */
  readonly lostFound?: readonly string[];
}

export interface MissedRecord {
  readonly id: string;
  readonly title?: string;
  /** The first part of the strategy that the record fails, in words. */
  readonly reason: string;
}

export type Expectation = {
  readonly kind: "must-find" | "must-not-find" | "expected" | "subset";
  readonly met: boolean;
  readonly message: string;
};

export interface StrategyTestResult {
  readonly ok: true;
  /** Records that were asked. */
  readonly records: number;
  /** Records that the answer has. */
  readonly hits: number;
  /** Of `mustFind`, those that are among the records. */
  readonly known: number;
  readonly found: number;
  /** Not among the records at all: nothing is said about them. */
  readonly absent: readonly string[];
  /** Share of the known that were found, 0-1; undefined where none is known. */
  readonly recall?: number;
  /** Share of the hits that have to be found, 0-1; the rest were not judged, so that it is a lower bound. Undefined without hits. */
  readonly precision?: number;
  /** Records to read for one that has to be found: 1 / precision. Undefined where none was found. */
  readonly numberNeededToRead?: number;
  readonly missed: readonly MissedRecord[];
  /** Records of `mustNotFind` that were found. */
  readonly unwanted: readonly string[];
  readonly parts: readonly PartWorth[];
  readonly expectations: readonly Expectation[];
  readonly notes: readonly MatchNote[];
}

export type StrategyTest =
  | StrategyTestResult
  | { readonly ok: false; readonly problems: readonly MatchProblem[] };

/** Ids, PMIDs and DOIs in one spelling. */
const nameKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|pmid:)\s*/, "");

const namesOf = ({ id, record }: TestRecord): readonly string[] =>
  [id, record.csl.PMID, record.csl.DOI].filter((name) => name !== undefined).map(nameKey);

/**
 * Tests a strategy on records: recall of those that it must find, precision and records to read, what each line and each operand of an OR
 * is worth, and why each missed record is missed. Recall is relative: to those of `mustFind` that are among the records.
 */
export function testStrategy(
  test: StrategyUnderTest,
  records: Iterable<TestRecord>,
  options: MatchOptions = {},
): StrategyTest {
  const planned = planStrategy(test.strategy, options);
  if (!planned.ok) return planned;
  const matcher = matcherOf(planned.plan, options);
  const wanted = new Map((test.mustFind ?? []).map((name) => [nameKey(name), name]));
  const unwelcome = new Map((test.mustNotFind ?? []).map((name) => [nameKey(name), name]));
  const parts = partsOf(test.strategy);
  const tallies = parts.map(() => ({ hits: 0, found: 0, lost: 0, lostFound: [] as string[] }));
  const outside = (test.subsets ?? []).map(() => 0);
  const known = new Set<string>();
  const missed: MissedRecord[] = [];
  const unwanted: string[] = [];
  let count = 0;
  let hits = 0;
  let found = 0;
  for (const each of records) {
    count += 1;
    const names = namesOf(each);
    const look = matcher.look(each.record);
    const isHit = look(matcher.answer);
    const wantedNames = names.filter((name) => wanted.has(name));
    const isWanted = wantedNames.some((name) => !known.has(name));
    for (const name of wantedNames) known.add(name);
    if (isHit) hits += 1;
    if (isWanted && isHit) found += 1;
    else if (isWanted) missed.push(missedRecord(each, firstFailing(test.strategy, matcher.answer, look)));
    const refused = names.find((name) => unwelcome.has(name));
    if (isHit && refused !== undefined) unwanted.push(unwelcome.get(refused)!);
    for (const [i, { line, within }] of (test.subsets ?? []).entries())
      if (look(line) && !look(within)) outside[i]! += 1;
    tally(each.id, isHit, isWanted, look);
  }

  function tally(id: string, isHit: boolean, isWanted: boolean, look: Look): void {
    for (const [i, { expression, spared }] of parts.entries()) {
      if (!look(expression)) continue;
      const own = tallies[i]!;
      own.hits += 1;
      if (isWanted) own.found += 1;
      if (!isHit || !spared || holdsWithout(test.strategy, matcher.answer, expression, look)) continue;
      own.lost += 1;
      if (isWanted) own.lostFound.push(id);
    }
  }

  // A record may be named by its PMID and its DOI both: it is known by either.
  const absent = [...wanted].filter(([key]) => !known.has(key)).map(([, name]) => name);
  const knownCount = found + missed.length;
  return {
    ok: true,
    records: count,
    hits,
    known: knownCount,
    found,
    absent,
    ...(knownCount === 0 ? {} : { recall: found / knownCount }),
    ...(hits === 0 ? {} : { precision: found / hits }),
    ...(found === 0 ? {} : { numberNeededToRead: hits / found }),
    missed,
    unwanted,
    parts: parts.map(({ spared, ...part }, i) => {
      const { lost, lostFound, ...own } = tallies[i]!;
      return { ...part, ...own, ...(spared ? { lost, lostFound } : {}) };
    }),
    expectations: expectations(test, { hits, missed, unwanted, outside }),
    notes: matcher.notes,
  };
}

const missedRecord = ({ id, record }: TestRecord, reason: string): MissedRecord => ({
  id,
  ...(record.csl.title === undefined ? {} : { title: record.csl.title }),
  reason,
});

interface Outcome {
  readonly hits: number;
  readonly missed: readonly MissedRecord[];
  readonly unwanted: readonly string[];
  readonly outside: readonly number[];
}

function expectations(
  test: StrategyUnderTest,
  { hits, missed, unwanted, outside }: Outcome,
): readonly Expectation[] {
  const list: Expectation[] = [];
  const say = (kind: Expectation["kind"], met: boolean, message: string): void => {
    list.push({ kind, met, message });
  };
  if ((test.mustFind ?? []).length > 0)
    say(
      "must-find",
      missed.length === 0,
      missed.length === 0
        ? "Every record that must be found and is among those tested was found."
        : `${missed.length} of the records that must be found ${missed.length === 1 ? "was" : "were"} missed: ${missed.map(({ id }) => id).join(", ")}.`,
    );
  if ((test.mustNotFind ?? []).length > 0)
    say(
      "must-not-find",
      unwanted.length === 0,
      unwanted.length === 0
        ? "No record that must not be found was found."
        : `Records were found that must not be: ${unwanted.join(", ")}.`,
    );
  if (test.expected !== undefined) {
    const { least = 0, most = Number.POSITIVE_INFINITY } = test.expected;
    const range = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
    say("expected", hits >= least && hits <= most, `${hits} records were found; ${range} were expected.`);
  }
  for (const [i, { line, within }] of (test.subsets ?? []).entries())
    say(
      "subset",
      outside[i] === 0,
      outside[i] === 0
        ? `All records of line ${line} are among those of line ${within}.`
        : `${outside[i]} records of line ${line} are not among those of line ${within}.`,
    );
  return list;
}
