import type { Consensus, Decision, Vote, Withdrawal } from "./vote.ts";

const at = "2026-03-01T09:00:00Z";
const stage = "title-abstract" as const;

export const voted = (
  reviewer: string,
  record: string,
  decision: Decision,
  more: Partial<Vote> = {},
): Vote => ({
  kind: "vote",
  reviewer,
  record,
  stage,
  decision,
  at,
  ...more,
});

export const undone = (reviewer: string, record: string): Withdrawal => ({
  kind: "withdrawal",
  reviewer,
  record,
  stage,
  at,
});

export const agreedOn = (record: string, decision: "include" | "exclude", reason?: string): Consensus => ({
  kind: "consensus",
  record,
  stage,
  decision,
  by: ["cy"],
  at,
  ...(reason === undefined ? {} : { reason }),
});
