import type { Expression, Strategy } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { lineTests } from "./matcher.ts";
import { type PatternId, PatternTable } from "./pattern-table.ts";
import type { Plan, SpanPlan } from "./plan.ts";
import { RecordScan } from "./record-scan.ts";
import {
  type MatchOptions,
  type MatchProblem,
  planStrategy,
  type StrategyPlan,
  wantedBy,
} from "./strategy-plan.ts";
import { exactText, headOf, type TokenPattern } from "./token-pattern.ts";

/** Strategies that wait for new records. */
export interface StandingQueries {
  /** Strategies that cannot be evaluated, by their places; they match nothing. */
  readonly problems: ReadonlyMap<number, readonly MatchProblem[]>;
  /** For each record, in order, the places of the strategies that have it, rising. */
  match(records: Iterable<BibliographicRecord>): readonly (readonly number[])[];
}

/** What a record must have at least one of, if a strategy is to have it. */
interface Anchors {
  readonly patterns: readonly TokenPattern[];
  readonly keys: readonly string[];
  /** How many records will have one, as a guess to compare guesses by. */
  readonly cost: number;
}

/** A guess at how common a word is: short ones, and beginnings of words, are. */
function commonness(pattern: TokenPattern): number {
  const exact = exactText(pattern);
  return exact === undefined
    ? 40 / 2 ** Math.min(8, headOf(pattern).length)
    : 10 / 2 ** Math.min(10, exact.length);
}

/** A guess for a heading, a type or a status. */
const KEY_COST = 0.01;

/** A record that has none of what is given for a plan is not among those of the plan. Undefined where nothing can be said: then every record has to be asked. */
function anchorsOf(
  plan: Plan | SpanPlan,
  ofLine: (line: number) => Anchors | undefined,
): Anchors | undefined {
  switch (plan.kind) {
    case "nothing":
      return { patterns: [], keys: [], cost: 0 };
    case "phrase":
      return least(
        plan.words.map((pattern) => ({ patterns: [pattern], keys: [], cost: commonness(pattern) })),
      );
    case "keys":
      return { patterns: [], keys: [...plan.keys], cost: KEY_COST * Math.min(plan.keys.size, 50) };
    case "all":
    case "near":
      return least(plan.of.map((part) => anchorsOf(part, ofLine)));
    case "any":
    case "one-of":
      return together(plan.of.map((part) => anchorsOf(part, ofLine)));
    case "except":
      return anchorsOf(plan.include, ofLine);
    case "line":
      return ofLine(plan.line);
    default:
      return undefined;
  }
}

/** The anchors of an OR: all of its operands', each once, so that lines which repeat each other do not grow. */
function together(parts: readonly (Anchors | undefined)[]): Anchors | undefined {
  const patterns = new Map<string, TokenPattern>();
  const keys = new Set<string>();
  let cost = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const pattern of part.patterns) patterns.set(pattern.key, pattern);
    for (const key of part.keys) keys.add(key);
    cost += part.cost;
  }
  return { patterns: [...patterns.values()], keys: [...keys], cost };
}

/** The anchors of the answer; those of each line are found once. */
function anchorsOfAnswer({ lines, answer }: StrategyPlan): Anchors | undefined {
  const known = new Map<number, Anchors | undefined>();
  const ofLine = (line: number): Anchors | undefined => {
    if (!known.has(line)) known.set(line, anchorsOf(lines[line]!, ofLine));
    return known.get(line);
  };
  return ofLine(answer);
}

function least(choices: readonly (Anchors | undefined)[]): Anchors | undefined {
  let best: Anchors | undefined;
  for (const choice of choices)
    if (choice !== undefined && (best === undefined || choice.cost < best.cost)) best = choice;
  return best;
}

interface Standing {
  readonly place: number;
  readonly plan: StrategyPlan;
}

/**
 * Makes strategies ready to be asked of each batch of new records in one pass. Of every strategy a few words or headings are picked of which
 * a record must have one; only strategies whose own were seen in a record are evaluated on it, so that the time is nearly that of reading
 * the records, however many strategies there are. The answers are those of `compileMatcher`.
 */
export function standingQueries(
  strategies: readonly (Strategy | Expression)[],
  options: MatchOptions = {},
): StandingQueries {
  const problems = new Map<number, readonly MatchProblem[]>();
  const standing: Standing[] = [];
  for (const [place, strategy] of strategies.entries()) {
    const planned = planStrategy(strategy, options);
    if (planned.ok) standing.push({ place, plan: planned.plan });
    else problems.set(place, planned.problems);
  }
  const table = new PatternTable();
  const scan = new RecordScan(table, wantedBy(standing.flatMap(({ plan }) => plan.lines)), options.mesh);
  const tests = standing.map(({ plan }) => {
    const { line, forget } = lineTests(plan, table, scan);
    return () => {
      forget();
      return line(plan.answer);
    };
  });
  const byPattern = new Map<PatternId, number[]>();
  const byKey = new Map<string, number[]>();
  const always: number[] = [];
  for (const [i, { plan }] of standing.entries()) {
    const anchors = anchorsOfAnswer(plan);
    if (anchors === undefined) always.push(i);
    else {
      for (const pattern of new Set(anchors.patterns.map((each) => table.add(each))))
        push(byPattern, pattern, i);
      for (const key of new Set(anchors.keys)) push(byKey, key, i);
    }
  }
  const lastAsked = new Int32Array(standing.length).fill(-1);

  return {
    problems,
    match(records) {
      lastAsked.fill(-1);
      const answers: number[][] = [];
      for (const record of records) {
        const number = answers.length;
        const found: number[] = [];
        answers.push(found);
        scan.read(record);
        const ask = (list: readonly number[] | undefined): void => {
          for (const i of list ?? []) {
            if (lastAsked[i] === number) continue;
            lastAsked[i] = number;
            if (tests[i]!()) found.push(standing[i]!.place);
          }
        };
        ask(always);
        for (const pattern of scan.patterns) ask(byPattern.get(pattern));
        for (const key of scan.keys) ask(byKey.get(key));
        found.sort((a, b) => a - b);
      }
      return answers;
    },
  };
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
