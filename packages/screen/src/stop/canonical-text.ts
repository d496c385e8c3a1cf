import type { ScreeningRecord } from "../record.ts";
import type { ScreeningDecision } from "./screening-so-far.ts";

/**
 * The records of a pool as the text that is hashed for a certificate: one JSON array [id, title, abstract] a line, in the order of the
 * pool, each line ended by LF. What else an export says of a record may change without changing what was screened.
 */
export function canonicalRecords(pool: readonly ScreeningRecord[]): string {
  return pool.map(({ id, title, abstract = "" }) => `${JSON.stringify([id, title, abstract])}\n`).join("");
}

/** Decisions as the text that is hashed: one JSON array [id, 1 or 0] a line, in the order decided, each line ended by LF. */
export function canonicalDecisions(decisions: readonly ScreeningDecision[]): string {
  return decisions.map(({ id, relevant }) => `${JSON.stringify([id, relevant ? 1 : 0])}\n`).join("");
}
