import type { Problem } from "@coppice/model";
import { randomGenerator } from "@coppice/numeric";
import { shuffled } from "./shuffled.ts";

/** Who screens which record. */
export interface Assignment {
  readonly record: string;
  readonly reviewers: readonly string[];
}

export type AssignmentStrategy =
  /** Two people for every record. */
  | { readonly kind: "double-all" }
  /** Two people for a share of the records, drawn by the seed, and one for the others. `share`: between 0 and 1. */
  | { readonly kind: "double-share"; readonly share: number }
  /** One person for every record. */
  | { readonly kind: "split" };

export interface AssignmentOptions {
  readonly strategy: AssignmentStrategy;
  /** Names of people. */
  readonly reviewers: readonly string[];
  /** A machine that votes on every record, as a third reviewer: its votes are blind like people's and never decide. */
  readonly machine?: string;
  readonly seed: number;
  /** What was assigned before; kept as it is, and counted as work. New records go to those who have less. */
  readonly earlier?: readonly Assignment[];
}

export type AssignmentResult =
  | {
      readonly ok: true;
      /** The earlier ones, then the new in the order of the records. */
      readonly assignments: readonly Assignment[];
      /** Records for each person, earlier ones included. */
      readonly workload: readonly { readonly reviewer: string; readonly records: number }[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Shares records out so that everybody has as many as the others, within one. Who gets which is drawn by the seed; the same records,
 * people and seed give the same. Records of an updated search are shared out among the same without moving an earlier one.
 */
export function assignRecords(records: readonly string[], options: AssignmentOptions): AssignmentResult {
  const { strategy, reviewers, machine, seed, earlier = [] } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) return { ok: false, problems };
  const assigned = new Set(earlier.map(({ record }) => record));
  const fresh = [...new Set(records)].filter((record) => !assigned.has(record));
  const random = randomGenerator(seed + earlier.length * 0x9e3779b9);
  const load = new Map(reviewers.map((reviewer) => [reviewer, 0]));
  for (const { reviewers: people } of earlier)
    for (const person of people) if (load.has(person)) load.set(person, load.get(person)! + 1);
  const drawn = shuffled(fresh, random.integer);
  const doubled = Math.round(fresh.length * doubleShare(strategy));
  const of = new Map<string, readonly string[]>();
  drawn.forEach((record, i) => {
    // Ties are broken by a draw, or the same two would share every record.
    const people = shuffled(reviewers, random.integer)
      .sort((a, b) => load.get(a)! - load.get(b)!)
      .slice(0, i < doubled ? 2 : 1);
    for (const person of people) load.set(person, load.get(person)! + 1);
    const inOrder = reviewers.filter((reviewer) => people.includes(reviewer));
    of.set(record, machine === undefined ? inOrder : [...inOrder, machine]);
  });
  return {
    ok: true,
    assignments: [...earlier, ...fresh.map((record) => ({ record, reviewers: of.get(record)! }))],
    workload: [...load].map(([reviewer, count]) => ({ reviewer, records: count })),
  };
}

const doubleShare = (strategy: AssignmentStrategy): number => {
  if (strategy.kind === "double-all") return 1;
  return strategy.kind === "double-share" ? strategy.share : 0;
};

function problemsOf({ strategy, reviewers, machine }: AssignmentOptions): readonly Problem[] {
  const problem = (code: string, message: string): Problem => ({
    code,
    severity: "error",
    message,
    where: {},
  });
  const problems: Problem[] = [];
  const share = doubleShare(strategy);
  if (!(share >= 0 && share <= 1)) {
    problems.push(
      problem(
        "not-a-share",
        `The share to screen twice is ${share}; give one between 0 and 1, as 0.1 for a tenth.`,
      ),
    );
  }
  const needed = share > 0 ? 2 : 1;
  if (reviewers.length < needed) {
    problems.push(
      problem(
        "too-few-reviewers",
        `There ${reviewers.length === 1 ? "is 1 reviewer" : `are ${reviewers.length} reviewers`}; this needs ${needed} or more. Name more people, or let one screen each record.`,
      ),
    );
  }
  const names = machine === undefined ? reviewers : [...reviewers, machine];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    problems.push(
      problem("name-twice", `"${twice}" is named twice; give every reviewer a name of their own.`),
    );
  }
  return problems;
}
