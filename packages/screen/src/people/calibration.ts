import { randomGenerator } from "@coppice/numeric";
import type { Coefficient } from "../agreement/coefficient.ts";
import { blindVotes } from "./blind-votes.ts";
import type { ScreeningRules } from "./screening-rules.ts";
import { shuffled } from "./shuffled.ts";
import type { Vote, VoteEntry } from "./vote.ts";
import { type VotesAgreement, votesAgreement } from "./votes-agreement.ts";

/**
 * When reviewers may go on to screen apart: every pair reaches the agreement. Default: 75 % agree, as a framework in the JBI
 * Manual for Evidence Synthesis has it for a pilot on 25 titles and abstracts (11.2.6, scoping reviews).
 */
export interface ReadinessRule {
  readonly measure: "percent" | "kappa" | "pabak" | "ac1";
  readonly atLeast: number;
}

export interface CalibrationRound {
  readonly records: readonly string[];
  /** Who still has which records to judge; nobody where the round is complete. */
  readonly missing: readonly { readonly reviewer: string; readonly records: readonly string[] }[];
  readonly agreement: VotesAgreement;
  /** Records on which people differ in the decision or in a criterion, with their votes, to talk over. */
  readonly differences: readonly {
    readonly record: string;
    readonly votes: readonly Vote[];
    readonly criteria: readonly string[];
  }[];
  readonly ready: boolean;
  /** The rule, and why the round meets it or not, in a sentence. */
  readonly verdict: string;
}

/** Draws records for a round by the seed, without those of earlier rounds; all that are left where they are fewer. */
export function drawCalibration(
  records: readonly string[],
  size: number,
  seed: number,
  earlier: readonly (readonly string[])[] = [],
): readonly string[] {
  const drawn = new Set(earlier.flat());
  const left = [...new Set(records)].filter((record) => !drawn.has(record));
  return shuffled(left, randomGenerator(seed + earlier.length * 0x9e3779b9).integer).slice(0, size);
}

/** What a round tells: all people judge the same records, blind until all have. */
export function calibrationRound(
  entries: readonly VoteEntry[],
  records: readonly string[],
  reviewers: readonly string[],
  rules: ScreeningRules,
  readiness: ReadinessRule = { measure: "percent", atLeast: 0.75 },
): CalibrationRound {
  const ofRound = { ...rules, needed: reviewers.length };
  const only = new Set(records);
  const { byRecord } = blindVotes(entries, ofRound);
  const agreement = votesAgreement(entries, ofRound, 0.95, only);
  const missing = reviewers.flatMap((reviewer) => {
    const left = records.filter(
      (record) => !(byRecord.get(record) ?? []).some((vote) => vote.reviewer === reviewer),
    );
    return left.length === 0 ? [] : [{ reviewer, records: left }];
  });
  const differences = records.flatMap((record) => {
    const votes = (byRecord.get(record) ?? []).filter(({ machine }) => machine === undefined);
    // What a round shows of votes is as blind as the votes themselves.
    if (votes.length < reviewers.length) return [];
    const criteria = differingCriteria(votes);
    const same = new Set(votes.map(({ decision }) => decision)).size === 1;
    return same && criteria.length === 0 ? [] : [{ record, votes, criteria }];
  });
  return { records, missing, agreement, differences, ...verdictOf(agreement, missing, readiness) };
}

function differingCriteria(votes: readonly Vote[]): readonly string[] {
  const names = new Set(votes.flatMap(({ criteria = {} }) => Object.keys(criteria)));
  return [...names].filter(
    (criterion) => new Set(votes.flatMap(({ criteria = {} }) => criteria[criterion] ?? [])).size > 1,
  );
}

const NAMES: Readonly<Record<ReadinessRule["measure"], string>> = {
  percent: "percent agreement",
  kappa: "Cohen's kappa",
  pabak: "PABAK",
  ac1: "Gwet's AC1",
};

function verdictOf(
  { pairs }: VotesAgreement,
  missing: CalibrationRound["missing"],
  { measure, atLeast }: ReadinessRule,
): { readonly ready: boolean; readonly verdict: string } {
  const rule = `${NAMES[measure]} of at least ${atLeast} in every pair`;
  if (missing.length > 0) {
    const who = missing.map(({ reviewer, records }) => `${reviewer} ${records.length}`).join(", ");
    return {
      ready: false,
      verdict: `Not ready: the round is not complete (still to judge: ${who}); the rule is ${rule}.`,
    };
  }
  const people = pairs.filter(({ machine }) => !machine);
  if (people.length === 0)
    return { ready: false, verdict: `Not ready: agreement needs two people; the rule is ${rule}.` };
  const short = people.flatMap(({ first, second, decisions }) => {
    const found: Coefficient = decisions[measure];
    if (found.kind === "defined" && found.estimate >= atLeast) return [];
    const shown = found.kind === "defined" ? found.estimate.toFixed(2) : "not defined";
    return [`${first} and ${second} ${shown}`];
  });
  return short.length === 0
    ? { ready: true, verdict: `Ready: ${rule} is reached.` }
    : {
        ready: false,
        verdict: `Not ready: the rule is ${rule}; ${short.join(", ")}. Talk over the differences and draw another round.`,
      };
}
