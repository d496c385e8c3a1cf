import type { Expression, Strategy } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { PatternTable } from "./pattern-table.ts";
import type { MatchNote, Plan } from "./plan.ts";
import { RecordScan } from "./record-scan.ts";
import { type RecordTest, recordTest } from "./record-test.ts";
import {
  type MatchOptions,
  type MatchProblem,
  planStrategy,
  type StrategyPlan,
  wantedBy,
} from "./strategy-plan.ts";
import { unreadElements } from "./unread-elements.ts";

/** A strategy made ready to be asked of records, one after the other. */
export interface Matcher {
  readonly strategy: Strategy;
  /** Number of the line that is the answer. */
  readonly answer: number;
  /** What could be evaluated in part only, or not at all. */
  readonly notes: readonly MatchNote[];
  /** Elements of PubMed's XML that the strategy does not look at: a reader that leaves them out (`leaveOut`) is faster and the answers are the same. */
  readonly unread: ReadonlySet<string>;
  /** Whether the answer of the strategy has the record. */
  matches(record: BibliographicRecord): boolean;
  /** Reads a record and gives a function that tells of each node of the tree, and of each line by its number, whether it has it. Valid until the next record. */
  look(record: BibliographicRecord): (part: Expression | number) => boolean;
}

export type Compiled =
  | { readonly ok: true; readonly matcher: Matcher }
  | { readonly ok: false; readonly problems: readonly MatchProblem[] };

const UNKNOWN = 2;

/** The tests of a strategy's lines, each answered at most once for a record. */
export function lineTests(
  { lines }: Pick<StrategyPlan, "lines">,
  table: PatternTable,
  scan: RecordScan,
): {
  readonly line: (index: number) => boolean;
  readonly test: (plan: Plan) => RecordTest;
  readonly forget: () => void;
} {
  const answers = new Uint8Array(lines.length).fill(UNKNOWN);
  const made = new Map<Plan, RecordTest>();
  const line = (index: number): boolean => {
    if (answers[index] === UNKNOWN) answers[index] = tests[index]!() ? 1 : 0;
    return answers[index] === 1;
  };
  const test = (plan: Plan): RecordTest => recordTest(plan, { table, scan, line, made });
  const tests = lines.map(test);
  return { line, test, forget: () => answers.fill(UNKNOWN) };
}

/**
 * Makes a strategy ready for records, with PubMed's meaning of words, phrases, truncation, fields and MeSH (NLM, PubMed User
 * Guide): words are runs of letters or digits without case and accents; phrases and distances stay within one element (title, section of
 * the abstract, key word); headings, subheadings and publication types are exploded where the syntax explodes them.
 *
 * @param given a strategy, or one expression as a strategy of PubMed
 */
export function compileMatcher(given: Strategy | Expression, options: MatchOptions = {}): Compiled {
  const planned = planStrategy(given, options);
  return planned.ok ? { ok: true, matcher: matcherOf(planned.plan, options) } : planned;
}

/** As `compileMatcher`, of a plan. */
export function matcherOf(plan: StrategyPlan, { mesh }: MatchOptions): Matcher {
  const table = new PatternTable();
  const wanted = wantedBy(plan.lines);
  const scan = new RecordScan(table, wanted, mesh);
  const { line, test, forget } = lineTests(plan, table, scan);
  const { lines } = plan.strategy;
  const indexOf = new Map(lines.map(({ number }, index) => [number, index]));
  const read = (record: BibliographicRecord): void => {
    forget();
    scan.read(record);
  };
  return {
    strategy: plan.strategy,
    answer: lines[plan.answer]!.number,
    notes: plan.notes,
    unread: unreadElements(wanted),
    matches(record) {
      read(record);
      return line(plan.answer);
    },
    look(record) {
      read(record);
      return (part) => {
        if (typeof part === "number") {
          const index = indexOf.get(part);
          return index !== undefined && line(index);
        }
        const node = plan.nodes.get(part);
        return node !== undefined && test(node)();
      };
    },
  };
}
