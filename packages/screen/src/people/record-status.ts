import type { RecordVotes } from "./current-votes.ts";
import { exclusionReason, firstReason } from "./exclusion-reason.ts";
import { countedAs, neededFor, reasonsMatter, type ScreeningRules } from "./screening-rules.ts";

/** Where a record stands at a stage. Derived from the votes each time, never stored. */
export type RecordStatus =
  | { readonly kind: "unscreened" }
  /** Fewer votes than it needs. */
  | { readonly kind: "waiting"; readonly votes: number; readonly needed: number }
  | Agreed
  | { readonly kind: "conflict"; readonly about: "decision" | "reason" | "maybe" }
  | Settled;

export interface Agreed {
  readonly kind: "agreed";
  readonly decision: "include" | "exclude";
  /** Of those that exclude it, the first reason in the protocol's order. */
  readonly reason?: string;
}

export interface Settled {
  readonly kind: "settled";
  readonly decision: "include" | "exclude";
  readonly reason?: string;
  readonly by: readonly string[];
  /** Votes changed after it was settled. */
  readonly changedSince?: true;
}

const withReason = (reason: string | undefined): { readonly reason?: string } =>
  reason === undefined ? {} : { reason };

/** `current`: what is in force for the record; undefined where nobody voted. */
export function recordStatus(
  record: string,
  current: RecordVotes | undefined,
  rules: ScreeningRules,
): RecordStatus {
  if (current?.consensus !== undefined) {
    const { decision, reason, by } = current.consensus;
    const changed = current.changedSinceConsensus === true ? { changedSince: true as const } : {};
    return { kind: "settled", decision, ...withReason(reason), by, ...changed };
  }
  const votes = current?.votes ?? [];
  if (votes.length === 0) return { kind: "unscreened" };
  const needed = neededFor(rules, record);
  if (votes.length < needed) return { kind: "waiting", votes: votes.length, needed };
  const decisions = new Set(votes.map(({ decision }) => countedAs(rules, decision)));
  if (decisions.has("include") && decisions.has("exclude")) return { kind: "conflict", about: "decision" };
  if (decisions.has("open")) return { kind: "conflict", about: "maybe" };
  if (decisions.has("include")) return { kind: "agreed", decision: "include" };
  const reasons = votes.flatMap((vote) => exclusionReason(vote, rules.reasons) ?? []);
  if (reasonsMatter(rules) && new Set(reasons).size > 1) return { kind: "conflict", about: "reason" };
  return { kind: "agreed", decision: "exclude", ...withReason(firstReason(reasons, rules.reasons ?? [])) };
}
