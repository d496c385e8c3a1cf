import type { Grammar, Operator, OperatorKind, ProximityForm } from "./grammar.ts";
import type { ProblemList } from "./problem-list.ts";
import { pubmedTag } from "./pubmed-tags.ts";

const WORD = /(?:[A-Za-z]{1,7}(?:\/?\d{1,4})?|[|&]{1,2})(?=[\s()"'[]|$)/y;

/** Operators of proximity that one database or another has, for a syntax that has them not. */
const elsewhere: readonly ProximityForm[] = [
  { pattern: /^adj(\d+)?$/i, ordered: false, offset: -1, bare: 0 },
  { pattern: /^(?:near|next)\/?(\d+)$/i, ordered: false, offset: 0 },
  { pattern: /^(?:within|w)\/(\d+)$/i, ordered: false, offset: 0 },
  { pattern: /^pre\/(\d+)$/i, ordered: true, offset: 0 },
];

/** The operator that starts at `at`, if one does. */
export function readOperator(
  text: string,
  at: number,
  end: number,
  grammar: Grammar,
  afterOperand: boolean,
  problems: ProblemList,
): Operator | null {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  if (word === undefined || at + word.length > end) return null;
  const span = { start: at, end: at + word.length };
  if (text[span.end] === "[" && isTagged(text, span.end, grammar)) return null;
  const kind = booleanKind(word);
  if (kind !== null) {
    if (/^[|&]/.test(word)) {
      problems.warning(
        "boolean-operator-readability",
        span,
        `"${word}" was read as ${kind.toUpperCase()}. Write ${kind.toUpperCase()}: not every database knows the sign.`,
      );
    } else if (grammar.capitalOperators && word !== word.toUpperCase()) {
      problems.warning(
        "operator-capitalization",
        span,
        `Write ${word.toUpperCase()} in capitals: "${word}" was read as the operator.`,
      );
    }
    return { kind, between: 0, ordered: false, span };
  }
  // Nothing can be near to nothing: there it is a word.
  if (!afterOperand) return null;
  const own = proximity(word, grammar.proximity);
  if (own !== null) {
    const { form, between } = own;
    if (between < 0 || (form.largest !== undefined && between > form.largest)) {
      problems.error(
        "invalid-proximity-use",
        span,
        `"${word}" is no distance of ${grammar.name}: it goes from ${form.offset === -1 ? 1 : 0} to ${largestWritten(form)}. Write a distance in that range.`,
      );
    }
    return { kind: "near", between: Math.max(0, between), ordered: form.ordered, span };
  }
  const foreign = proximity(word, elsewhere);
  if (foreign === null) return null;
  problems.error(
    "invalid-proximity-use",
    span,
    `"${word}" is no operator of ${grammar.name}; it was read as in the databases that have it (words between: ${foreign.between}). Write the distance as ${grammar.name} does.`,
  );
  return { kind: "near", between: Math.max(0, foreign.between), ordered: foreign.form.ordered, span };
}

/** `not[ti]` is a word in a field; `NOT[medline]/lim` and `not[a note]` are the operator. */
function isTagged(text: string, at: number, { syntax }: Grammar): boolean {
  if (syntax !== "pubmed" && syntax !== "plain") return false;
  const close = text.indexOf("]", at);
  const tag = close > at && close - at < 60 ? pubmedTag(text.slice(at + 1, close)) : null;
  return tag !== null && (syntax === "pubmed" || tag.proximity === undefined);
}

function largestWritten({ largest = 98, offset }: ProximityForm): number {
  return largest - offset;
}

function booleanKind(word: string): OperatorKind | null {
  switch (word.toLowerCase()) {
    case "and":
    case "&":
    case "&&":
      return "and";
    case "or":
    case "|":
    case "||":
      return "or";
    case "not":
      return "not";
    default:
      return null;
  }
}

function proximity(word: string, forms: readonly ProximityForm[]) {
  for (const form of forms) {
    const found = form.pattern.exec(word);
    if (found === null) continue;
    const written = found[1];
    if (written === undefined) {
      if (form.bare !== undefined) return { form, between: form.bare };
      continue;
    }
    return { form, between: Number(written) + form.offset };
  }
  return null;
}
