import { ovidSigns } from "../../print/ovid-notation.ts";
import { plainNotation } from "../../print/plain-notation.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";
import { nothingToLimit } from "./nothing-to-limit.ts";

/** No fields: words, operators and lines, for catalogues and forms that take nothing else. */
const fields: FormTable = { other: ["", "Plain text has no fields."] };

const pattern = () => "TERM";

const text = ["TERM", "Plain text has no headings."] as const;

export const plain: Engine = {
  id: "plain",
  name: "Plain",
  syntax: "plain",
  vocabulary: "none",
  fields,
  headings: { exploded: text, alone: text, "major-exploded": text, "major-alone": text, subheading: text },
  pattern,
  notation: plainNotation(inFieldsOf({ fields, pattern })),
  signs: ovidSigns,
  shortestStem: 1,
  proximity: "operator",
  ordered: "any",
  phraseWildcards: true,
  bareWordsArePhrase: false,
  limit: nothingToLimit,
  dates: [],
};
