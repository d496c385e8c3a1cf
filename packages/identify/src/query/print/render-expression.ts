import { eachExpression, operandsOf } from "../expressions.ts";
import { wholeInQuotes } from "../parse/parse-strategy.ts";
import type { Expression, Field } from "../strategy.ts";
import { type Notation, onlyReferences } from "./notation.ts";

/** At the start of a line ClinicalTrials.gov's parameters are all of it. */
const PARAMETER = /^(?:query|filter)\./i;

interface Piece {
  readonly text: string;
  /** Whether it can stand beside an operator without brackets. */
  readonly whole: boolean;
}

const OPERATOR = /\s(?:and|or|not|adj\d*|near|next|to|from|[nw]\d+|w\/\d+|pre\/\d+)\b/i;

const whole = (text: string): Piece => ({ text, whole: true });

/**
 * An expression in a notation. Whatever is joined by an operator stands in brackets wherever another operator is beside it, also one
 * of its own kind: no database's precedence is relied on, and the tree can be read back as it was.
 */
export function renderExpression(expression: Expression, notation: Notation): string {
  // Alone on a line the number of another line would be read as its own.
  if (expression.kind === "line") return `(${notation.reference(expression.number)})`;
  const { text } = render(expression, notation, sharedFields(expression, notation), false);
  return wholeInQuotes(text, 0, text.length) === null ? text : `(${text})`;
}

/** The fields that all texts below an expression have in common, where there is nothing but texts below it. */
function sharedFields(root: Expression, notation: Notation): ReadonlyMap<Expression, readonly Field[]> {
  const shared = new Map<Expression, readonly Field[]>();
  // Parts come after their whole in eachExpression, so that the other way round they are known before it.
  for (const expression of [...eachExpression(root)].reverse()) {
    if (expression.kind === "text") {
      // How often a term must be there is said of one term, not of a group.
      if (expression.frequency === undefined && notation.alone?.(expression) !== true)
        shared.set(expression, expression.fields);
    } else if (expression.kind !== "limit") {
      const [first, ...others] = operandsOf(expression).map((operand) => shared.get(operand));
      if (first !== undefined && others.every((fields) => fields !== undefined && sameFields(fields, first)))
        shared.set(expression, first);
    }
  }
  return shared;
}

const sameFields = (a: readonly Field[], b: readonly Field[]): boolean =>
  a.length === b.length && a.every((field, index) => field === b[index]);

function render(
  expression: Expression,
  notation: Notation,
  shared: ReadonlyMap<Expression, readonly Field[]>,
  /** A group around it already says the fields. */
  said: boolean,
): Piece {
  const inBrackets = (part: Expression, saidOfPart: boolean): string => {
    const piece = render(part, notation, shared, saidOfPart);
    return piece.whole ? piece.text : `(${piece.text})`;
  };
  switch (expression.kind) {
    case "text": {
      const words = notation.words(expression);
      const often =
        expression.frequency === undefined ? "" : (notation.frequency?.(expression.frequency) ?? "");
      return whole(
        said || expression.fields.length === 0
          ? words
          : `${notation.inFields(words, expression.fields, false)}${often}`,
      );
    }
    case "and":
    case "or":
    case "not":
    case "near": {
      if (expression.kind === "near" && notation.near !== undefined) return whole(notation.near(expression));
      if (expression.kind === "and" || expression.kind === "or") {
        const lines = onlyReferences(expression.operands);
        const short = lines && notation.references?.(expression.kind, lines);
        if (short !== undefined) return { text: short, whole: short.startsWith("{") };
      }
      const fields = shared.get(expression) ?? [];
      const grouped = !said && fields.length > 0 && notation.groups(expression.kind, fields);
      const operator =
        expression.kind === "near"
          ? (notation.nearOperator?.(expression) ?? notation.operators.and)
          : notation.operators[expression.kind];
      const joined = operandsOf(expression)
        .map((operand) => inBrackets(operand, said || grouped))
        .join(operator);
      return grouped ? whole(notation.inFields(joined, fields, true)) : { text: joined, whole: false };
    }
    case "limit":
      return {
        text: notation.limited(inBrackets(expression.of, false), expression),
        whole: false,
      };
    case "heading":
      return whole(notation.heading(expression));
    case "subheading":
      return whole(notation.subheading(expression));
    case "date":
      return whole(notation.date(expression));
    case "line":
      return whole(notation.reference(expression.number));
    case "filter":
      return whole(notation.filter(expression));
    case "verbatim":
      return {
        text: expression.text,
        whole: !OPERATOR.test(expression.text) && !PARAMETER.test(expression.text),
      };
  }
}
