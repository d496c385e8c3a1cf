/** Reads arithmetic on columns, as it stands inside I(...), log(...) or factor(...). */
import { type Expression, expressionText, functionNames, isFunction } from "./expression.ts";
import { type Cursor, FormulaError, isName, isNumber } from "./formula-tokens.ts";

/** comparison := sum (("<" | ">" | "==" | ...) sum)? */
export function readExpression(cursor: Cursor): Expression {
  const left = sum(cursor);
  const sign = cursor.peek();
  if (!isComparison(sign)) return left;
  cursor.take();
  return { kind: "operation", sign, left, right: sum(cursor) };
}

type Comparison = "<" | ">" | "<=" | ">=" | "==" | "!=";

function isComparison(token: string | undefined): token is Comparison {
  return token !== undefined && ["<", ">", "<=", ">=", "==", "!="].includes(token);
}

function sum(cursor: Cursor): Expression {
  let left = product(cursor);
  for (let sign = cursor.peek(); sign === "+" || sign === "-"; sign = cursor.peek()) {
    cursor.take();
    left = { kind: "operation", sign, left, right: product(cursor) };
  }
  return left;
}

function product(cursor: Cursor): Expression {
  let left = unary(cursor);
  for (let sign = cursor.peek(); sign === "*" || sign === "/"; sign = cursor.peek()) {
    cursor.take();
    left = { kind: "operation", sign, left, right: unary(cursor) };
  }
  return left;
}

function unary(cursor: Cursor): Expression {
  if (!cursor.takeIf("-")) return power(cursor);
  return { kind: "minus", of: unary(cursor) };
}

function power(cursor: Cursor): Expression {
  const left = atom(cursor);
  if (!cursor.takeIf("^")) return left;
  return { kind: "operation", sign: "^", left, right: unary(cursor) };
}

function atom(cursor: Cursor): Expression {
  const column = cursor.column();
  const token = cursor.take();
  if (token === "(") {
    const of = readExpression(cursor);
    cursor.take(")");
    return { kind: "written", text: `(${expressionText(of)})`, of };
  }
  if (isNumber(token)) return { kind: "number", value: Number(token) };
  if (!isName(token)) throw new FormulaError(`a name or a number is expected, not "${token}"`, column);
  if (cursor.peek() !== "(") return variable(token);
  cursor.take("(");
  const of = readExpression(cursor);
  const called = finishCall(cursor, token, of, column);
  cursor.take(")");
  return called;
}

/** A variable; one in backticks may have any name, and keeps them at the head of its column. */
export function variable(token: string): Expression {
  const of: Expression = { kind: "variable", name: token.replaceAll("`", "") };
  return token.startsWith("`") ? { kind: "written", text: token, of } : of;
}

/** A function after its first argument: what else may follow is the base of a logarithm, and `scale = FALSE`. */
export function finishCall(cursor: Cursor, name: string, of: Expression, column: number): Expression {
  if (!isFunction(name)) {
    throw new FormulaError(
      `the function ${name} is not known; there are factor, relevel, poly, I, ${functionNames().join(", ")}`,
      column,
    );
  }
  if (!cursor.takeIf(",")) return { kind: "call", name, of };
  if (name === "scale") {
    const scaled = readFlag(cursor, "scale");
    const text = `scale(${expressionText(of)}, scale = ${scaled ? "TRUE" : "FALSE"})`;
    return { kind: "written", text, of: { kind: "call", name: scaled ? "scale" : "center", of } };
  }
  if (name === "log") {
    const base = readExpression(cursor);
    const right: Expression = { kind: "call", name: "log", of: base };
    return {
      kind: "written",
      text: `log(${expressionText(of)}, ${expressionText(base)})`,
      of: { kind: "operation", sign: "/", left: { kind: "call", name: "log", of }, right },
    };
  }
  throw new FormulaError(`the function ${name} has one argument`, cursor.column());
}

/** name = TRUE or name = FALSE. */
export function readFlag(cursor: Cursor, name: string): boolean {
  cursor.take(name);
  cursor.take("=");
  const column = cursor.column();
  const value = cursor.take();
  if (value === "TRUE" || value === "T") return true;
  if (value === "FALSE" || value === "F") return false;
  throw new FormulaError(`TRUE or FALSE is expected, not "${value}"`, column);
}
