import { ovidNotation, ovidSigns } from "../../print/ovid-notation.ts";
import type { Vocabulary } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";

/** What all databases on Ovid have in common. */
export function ovidEngine(
  id: "ovid-medline" | "ovid-embase" | "ovid-psycinfo",
  name: string,
  vocabulary: Vocabulary,
  fields: FormTable,
  subheading: Engine["headings"]["subheading"],
): Engine {
  const pattern = (codes: readonly string[]) => `TERM.${codes.join(",")}.`;
  return {
    id,
    name,
    syntax: "ovid",
    vocabulary,
    fields,
    headings: {
      exploded: "exp TERM/",
      alone: "TERM/",
      "major-exploded": "exp *TERM/",
      "major-alone": "*TERM/",
      subheading,
    },
    pattern,
    notation: ovidNotation(inFieldsOf({ fields, pattern })),
    signs: ovidSigns,
    shortestStem: 1,
    proximity: "operator",
    ordered: "adjacent",
    furthest: 98,
    phraseWildcards: true,
    bareWordsArePhrase: true,
    limit: () => undefined,
    dates: ["published", "published-electronic", "entered", "created", "indexed", "revised"],
  };
}
