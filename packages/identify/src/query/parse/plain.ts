import type { Grammar, LineScan } from "./grammar.ts";
import { bracketComment, ovid, ovidPeculiar } from "./ovid.ts";
import { pubmedTag } from "./pubmed-tags.ts";

/**
 * Words, operators and line numbers with no database in mind. Signs are read as in Ovid, and what is unmistakable elsewhere is taken
 * too: NEAR/3 is Embase's (two words between), N3 and W3 are EBSCO's (three).
 */
export const plain: Grammar = {
  ...ovid,
  syntax: "plain",
  name: "plain strategies",
  proximity: [
    { pattern: /^(?:adj|near)\/?(\d+)$/i, ordered: false, offset: -1 },
    { pattern: /^next\/?(\d+)$/i, ordered: true, offset: -1 },
    { pattern: /^(?:adj|next)$/i, ordered: true, offset: -1, bare: 0 },
    { pattern: /^[NW]\/(\d+)$/, ordered: false, offset: 0 },
    { pattern: /^N(\d+)$/, ordered: false, offset: 0 },
    { pattern: /^W(\d+)$/, ordered: true, offset: 0 },
    { pattern: /^pre\/(\d+)$/i, ordered: true, offset: 0 },
  ],
  missingOperator: "read-as-and",
  peculiar: (line, wordStart) =>
    line.text[line.at] === "[" ? (tag(line) ?? bracketComment(line)) : ovidPeculiar(line, wordStart, false),
};

/** A tag of PubMed behind a term. */
function tag(line: LineScan): number | null {
  const close = line.text.indexOf("]", line.at);
  if (close < 0 || close >= line.end || close - line.at > 60 || !line.afterOperand) return null;
  const found = pubmedTag(line.text.slice(line.at + 1, close));
  if (found === null || found.proximity !== undefined) return null;
  line.suffix(found.form, { start: line.at, end: close + 1 });
  return close + 1;
}
