import type { Coefficient } from "../agreement/coefficient.ts";
import { fleissKappa, gwetAc } from "../agreement/many-raters.ts";
import { type PairAgreement, pairAgreement } from "../agreement/pair-agreement.ts";
import { ratingTable } from "../agreement/rating-table.ts";
import { blindVotes } from "./blind-votes.ts";
import { exclusionReason } from "./exclusion-reason.ts";
import { countedAs, type ScreeningRules } from "./screening-rules.ts";
import { DECISIONS, type Vote, type VoteEntry } from "./vote.ts";

/** How far two reviewers agree on the records that both judged blind. */
export interface ReviewerPair {
  readonly first: string;
  readonly second: string;
  /** One of the two is a machine. */
  readonly machine: boolean;
  readonly records: number;
  /** On include and exclude, "maybe" counted as the rules have it; votes that stay open are left out. */
  readonly decisions: PairAgreement;
  /** On include, maybe and exclude, in this order; where either said "maybe". */
  readonly withMaybe?: PairAgreement;
  /** By criterion, on "yes", "unclear" and "no", over the records where both answered it. */
  readonly criteria: readonly { readonly criterion: string; readonly agreement: PairAgreement }[];
  /** On the reason, over the records that both excluded with one; where there are such. */
  readonly reasons?: PairAgreement;
}

export interface VotesAgreement {
  readonly pairs: readonly ReviewerPair[];
  /** Over all people at once, where there are more than two; records that one alone judged are left out. */
  readonly all?: {
    readonly reviewers: number;
    readonly records: number;
    readonly fleiss: Coefficient;
    readonly ac1: Coefficient;
  };
  /** Votes left out because the others could be seen when they were cast. */
  readonly notBlind: number;
}

const TWO = ["include", "exclude"] as const;
const ANSWERS = ["yes", "unclear", "no"] as const;

/** Agreement of the reviewers in blind votes. `level`: confidence of the intervals. `only`: records to look at, as those of a round. */
export function votesAgreement(
  entries: readonly VoteEntry[],
  rules: ScreeningRules,
  level = 0.95,
  only?: ReadonlySet<string>,
): VotesAgreement {
  const { byRecord, notBlind } = blindVotes(entries, rules);
  const judged = [...byRecord].flatMap(([record, votes]) =>
    only === undefined || only.has(record) ? [votes] : [],
  );
  const reviewers = reviewersOf(judged);
  const pairs = reviewers.flatMap((first, i) =>
    reviewers.slice(i + 1).flatMap((second) => {
      const machine = first.machine || second.machine;
      if (first.machine && second.machine) return [];
      const common = judged.flatMap((votes) => commonVotes(votes, first.name, second.name));
      return [{ ...pairOf(first.name, second.name, common, rules, level), machine }];
    }),
  );
  const people = reviewers.filter(({ machine }) => !machine).length;
  return { pairs, ...(people > 2 ? { all: overAll(judged, people, rules, level) } : {}), notBlind };
}

interface Reviewer {
  readonly name: string;
  readonly machine: boolean;
}

function reviewersOf(judged: JudgedRecords): readonly Reviewer[] {
  const machineOf = new Map<string, boolean>();
  for (const votes of judged)
    for (const { reviewer, machine = false } of votes) machineOf.set(reviewer, machine);
  return [...machineOf]
    .map(([name, machine]) => ({ name, machine }))
    .sort((a, b) => Number(a.machine) - Number(b.machine) || (a.name < b.name ? -1 : 1));
}

type JudgedRecords = readonly (readonly Vote[])[];

function commonVotes(votes: readonly Vote[], a: string, b: string): readonly (readonly [Vote, Vote])[] {
  const first = votes.find(({ reviewer }) => reviewer === a);
  const second = votes.find(({ reviewer }) => reviewer === b);
  return first === undefined || second === undefined ? [] : [[first, second]];
}

function pairOf(
  first: string,
  second: string,
  common: readonly (readonly [Vote, Vote])[],
  rules: ScreeningRules,
  level: number,
): Omit<ReviewerPair, "machine"> {
  const decided = common.flatMap(([a, b]) => {
    const counted = [countedAs(rules, a.decision), countedAs(rules, b.decision)] as const;
    return counted.includes("open") ? [] : [counted];
  });
  const maybe = common.some((votes) => votes.some(({ decision }) => decision === "maybe"));
  const reasons = common.flatMap(([a, b]) => {
    const [x, y] = [exclusionReason(a, rules.reasons), exclusionReason(b, rules.reasons)];
    return x === undefined || y === undefined ? [] : [[x, y] as const];
  });
  const named = [...new Set([...(rules.reasons ?? []), ...reasons.flat()])];
  return {
    first,
    second,
    records: common.length,
    decisions: pairAgreement(ratingTable(decided, TWO), false, level),
    ...(maybe
      ? {
          withMaybe: pairAgreement(
            ratingTable(
              common.map(([a, b]) => [a.decision, b.decision]),
              DECISIONS,
            ),
            true,
            level,
          ),
        }
      : {}),
    criteria: criteriaOf(common, level),
    ...(reasons.length > 0 && named.length > 1
      ? { reasons: pairAgreement(ratingTable(reasons, named), false, level) }
      : {}),
  };
}

function criteriaOf(common: readonly (readonly [Vote, Vote])[], level: number): ReviewerPair["criteria"] {
  const names = new Set(
    common.flatMap((votes) => votes.flatMap(({ criteria = {} }) => Object.keys(criteria))),
  );
  return [...names].flatMap((criterion) => {
    const answers = common.flatMap(([a, b]) => {
      const [x, y] = [a.criteria?.[criterion], b.criteria?.[criterion]];
      return x === undefined || y === undefined ? [] : [[x, y] as const];
    });
    if (answers.length === 0) return [];
    return [{ criterion, agreement: pairAgreement(ratingTable(answers, ANSWERS), true, level) }];
  });
}

function overAll(
  judged: JudgedRecords,
  reviewers: number,
  rules: ScreeningRules,
  level: number,
): NonNullable<VotesAgreement["all"]> {
  const rated = judged.flatMap((votes) => {
    const counted = votes.flatMap(({ decision, machine }) =>
      machine === true ? [] : [countedAs(rules, decision)],
    );
    const ratings = TWO.map((decision) => counted.filter((one) => one === decision).length);
    return ratings[0]! + ratings[1]! > 1 ? [{ ratings, subjects: 1 }] : [];
  });
  return {
    reviewers,
    records: rated.length,
    fleiss: fleissKappa(rated, 2, "identity", level),
    ac1: gwetAc(rated, 2, "identity", level),
  };
}
