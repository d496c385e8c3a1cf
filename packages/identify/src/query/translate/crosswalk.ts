import type { Vocabulary } from "../strategy.ts";
import { foldText } from "../words.ts";
import rows from "./crosswalk.json" with { type: "json" };

/** One heading of MeSH and what another vocabulary has for it. */
export interface CrosswalkRow {
  /** UI of the MeSH descriptor, as `D020275`. */
  readonly mesh: string;
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** As it is spelt there; nothing where the vocabulary has no counterpart. */
  readonly to: string | null;
  /** Of the other heading to the one of MeSH. */
  readonly relation: "exact" | "broader" | "narrower" | "none";
  /** What else must stand with it, as a route of administration; nothing where it stands alone. */
  readonly links?: readonly string[];
  readonly note?: string;
  /** Who looked it up in the vocabulary itself; nothing until somebody has. */
  readonly checkedBy: string | null;
  /** When the row was written or last checked, YYYY-MM-DD. */
  readonly date: string;
}

/** The rows that are shipped: made from published strategies, and not yet checked by anybody with access to the vocabularies. */
export const CROSSWALK = rows as readonly CrosswalkRow[];

const key = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The row of a heading of MeSH in a vocabulary; the first that fits. */
export function rowFromMesh(
  name: string,
  vocabulary: Vocabulary,
  ...tables: readonly (readonly CrosswalkRow[])[]
): CrosswalkRow | undefined {
  return tables.flat().find((row) => row.vocabulary === vocabulary && key(row.name) === key(name));
}

/** The row of a heading of another vocabulary. */
export function rowToMesh(
  name: string,
  vocabulary: Vocabulary,
  ...tables: readonly (readonly CrosswalkRow[])[]
): CrosswalkRow | undefined {
  return tables
    .flat()
    .find((row) => row.vocabulary === vocabulary && row.to !== null && key(row.to) === key(name));
}
