import { ebscoLimit, ebscoNotation, ebscoSigns } from "../../print/ebsco-notation.ts";
import type { Field, Vocabulary } from "../../strategy.ts";
import { type Engine, type EngineId, type FormTable, type HeadingTable, inFieldsOf } from "../engine.ts";

interface EbscoDatabase {
  readonly id: EngineId;
  readonly name: string;
  readonly vocabulary: Vocabulary | "none";
  readonly fields: FormTable;
  readonly headings: HeadingTable;
  /** Whether a single field stands without brackets. */
  readonly bare?: boolean;
}

/** What all databases on EBSCOhost have in common. A group of terms is written term by term, except where they stand near each other. */
export function ebscoEngine({ bare = false, ...database }: EbscoDatabase): Engine {
  const pattern = (codes: readonly string[]) => {
    const terms = codes.map((code) => `${code} TERM`);
    return bare && terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
  };
  const inFields = inFieldsOf({ fields: database.fields, pattern });
  return {
    ...database,
    syntax: "ebsco",
    pattern,
    notation: ebscoNotation(inFields, (by: string, _fields: readonly Field[]) => by === "near"),
    signs: ebscoSigns,
    shortestStem: 1,
    proximity: "operator",
    ordered: "any",
    phraseWildcards: true,
    bareWordsArePhrase: false,
    limit: ebscoLimit,
    dates: ["published", "published-print", "published-electronic", "entered", "created"],
  };
}
