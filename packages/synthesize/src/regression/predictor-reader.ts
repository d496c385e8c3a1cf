/** Reads one variable of a term: a name, arithmetic, or a coding such as factor(x, levels = c("b", "a")). */
import { type Expression, expressionText } from "./expression.ts";
import { finishCall, readExpression, readFlag, variable } from "./expression-reader.ts";
import type { Coding, Predictor } from "./formula-terms.ts";
import { type Cursor, FormulaError, isName, isNumber, isText } from "./formula-tokens.ts";

export function readPredictor(cursor: Cursor): Predictor {
  const column = cursor.column();
  const name = cursor.take();
  if (!isName(name)) throw new FormulaError(`a name is expected, not "${name}"`, column);
  if (cursor.peek() !== "(") return plain(variable(name));
  cursor.take("(");
  const made = call(cursor, name, column);
  cursor.take(")");
  return made;
}

function plain(expression: Expression): Predictor {
  return { label: expressionText(expression), expression, coding: { kind: "natural" } };
}

function call(cursor: Cursor, name: string, column: number): Predictor {
  switch (name) {
    case "I": {
      const expression = readExpression(cursor);
      return { label: `I(${expressionText(expression)})`, expression, coding: { kind: "natural" } };
    }
    case "factor":
    case "as.factor":
      return factor(cursor, name);
    case "relevel":
      return relevel(cursor);
    case "poly":
      return polynomial(cursor);
    default:
      return plain(finishCall(cursor, name, readExpression(cursor), column));
  }
}

function factor(cursor: Cursor, name: string): Predictor {
  const expression = readExpression(cursor);
  const inner = expressionText(expression);
  if (!cursor.takeIf(",")) {
    return { label: `${name}(${inner})`, expression, coding: { kind: "factor" } };
  }
  cursor.take("levels");
  cursor.take("=");
  const levels = readList(cursor);
  const text = levels.map(({ shown }) => shown).join(", ");
  return {
    label: `${name}(${inner}, levels = c(${text}))`,
    expression,
    coding: { kind: "factor", levels: levels.map(({ value }) => value) },
  };
}

function relevel(cursor: Cursor): Predictor {
  const of = readPredictor(cursor);
  cursor.take(",");
  cursor.take("ref");
  cursor.take("=");
  const { value: first, shown } = readLiteral(cursor);
  const levels = of.coding.kind === "factor" ? of.coding.levels : undefined;
  const coding: Coding = levels === undefined ? { kind: "factor", first } : { kind: "factor", levels, first };
  return { label: `relevel(${of.label}, ref = ${shown})`, expression: of.expression, coding };
}

function polynomial(cursor: Cursor): Predictor {
  const expression = readExpression(cursor);
  cursor.take(",");
  if (cursor.takeIf("degree")) cursor.take("=");
  const column = cursor.column();
  const degree = Number(cursor.take());
  if (!(Number.isInteger(degree) && degree >= 1 && degree <= 20)) {
    throw new FormulaError("the degree of a polynomial is a whole number from 1 to 20", column);
  }
  const given = cursor.takeIf(",");
  const raw = given && readFlag(cursor, "raw");
  const end = given ? `, raw = ${raw ? "TRUE" : "FALSE"}` : "";
  return {
    label: `poly(${expressionText(expression)}, ${degree}${end})`,
    expression,
    coding: { kind: "polynomial", degree, raw },
  };
}

interface Literal {
  readonly value: string;
  /** As the label of a column shows it. */
  readonly shown: string;
}

function readLiteral(cursor: Cursor): Literal {
  const column = cursor.column();
  const minus = cursor.takeIf("-") ? "-" : "";
  const token = cursor.take();
  if (isText(token) && minus === "") {
    const value = token.slice(1, -1);
    return { value, shown: `"${value}"` };
  }
  if (!isNumber(token))
    throw new FormulaError(`a level in quotation marks is expected, not "${token}"`, column);
  const value = `${minus}${Number(token)}`;
  return { value, shown: value };
}

/** c(a, b, ...) */
function readList(cursor: Cursor): readonly Literal[] {
  cursor.take("c");
  cursor.take("(");
  const items = [readLiteral(cursor)];
  while (cursor.takeIf(",")) items.push(readLiteral(cursor));
  cursor.take(")");
  return items;
}
