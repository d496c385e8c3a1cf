/** Arithmetic on columns, as it stands inside I(...) of a formula: + - * / ^, comparisons, brackets, and a few functions. */
import { sumBy, sumOf } from "@coppice/numeric";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "minus"; readonly of: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly of: Expression }
  | {
      readonly kind: "operation";
      readonly sign: Sign;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** What R shows otherwise than we would: brackets, names in backticks, functions with more arguments. */
  | { readonly kind: "written"; readonly text: string; readonly of: Expression };

type Sign = "+" | "-" | "*" | "/" | "^" | "<" | ">" | "<=" | ">=" | "==" | "!=";

type Columnwise = (values: readonly number[]) => readonly number[];

const each =
  (f: (x: number) => number): Columnwise =>
  (values) =>
    values.map(f);

function known(values: readonly number[]): readonly number[] {
  return values.filter((value) => !Number.isNaN(value));
}

function mean(values: readonly number[]): number {
  const present = known(values);
  return sumOf(present) / present.length;
}

function sd(values: readonly number[]): number {
  const present = known(values);
  const centre = mean(present);
  return Math.sqrt(sumBy(present, (value) => (value - centre) ** 2) / (present.length - 1));
}

/** `mean` and `sd` are of the studies whose value is known; `scale` is (x - mean) / sd, `center` x - mean. */
const functions = {
  log: each(Math.log),
  log2: each(Math.log2),
  log10: each(Math.log10),
  exp: each(Math.exp),
  sqrt: each(Math.sqrt),
  abs: each(Math.abs),
  mean: (values) => values.map(() => mean(values)),
  sd: (values) => values.map(() => sd(values)),
  center: (values) => values.map((value) => value - mean(values)),
  scale: (values) => values.map((value) => (value - mean(values)) / sd(values)),
} as const satisfies Readonly<Record<string, Columnwise>>;

type FunctionName = keyof typeof functions;

export const functionNames = (): readonly string[] => Object.keys(functions);

export function isFunction(name: string): name is FunctionName {
  return functionNames().includes(name);
}

/** The column an expression stands for; `column` gives the values of a variable, NaN where one is missing. */
export function evaluate(
  expression: Expression,
  k: number,
  column: (name: string) => readonly number[],
): readonly number[] {
  switch (expression.kind) {
    case "number":
      return Array.from({ length: k }, () => expression.value);
    case "variable":
      return column(expression.name);
    case "written":
      return evaluate(expression.of, k, column);
    case "minus":
      return evaluate(expression.of, k, column).map((value) => -value);
    case "call":
      return functions[expression.name](evaluate(expression.of, k, column));
    case "operation": {
      const right = evaluate(expression.right, k, column);
      return evaluate(expression.left, k, column).map((left, i) => combine(expression.sign, left, right[i]!));
    }
  }
}

function combine(sign: Sign, left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
  switch (sign) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
    case "<":
      return Number(left < right);
    case ">":
      return Number(left > right);
    case "<=":
      return Number(left <= right);
    case ">=":
      return Number(left >= right);
    case "==":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
  }
}

/** Whether the values are the answers, 0 or 1, to a comparison. */
export function isComparing(expression: Expression): boolean {
  if (expression.kind === "written") return isComparing(expression.of);
  return expression.kind === "operation" && /[<>=]/.test(expression.sign);
}

/** The variables that an expression names. */
export function variablesOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "variable":
      return [expression.name];
    case "minus":
    case "written":
    case "call":
      return variablesOf(expression.of);
    case "operation":
      return [...variablesOf(expression.left), ...variablesOf(expression.right)];
  }
}

/** The expression as R writes it: "year - 1990", "weeks^2". */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "variable":
      return expression.name;
    case "written":
      return expression.text;
    case "minus":
      return `-${expressionText(expression.of)}`;
    case "call":
      return `${expression.name}(${expressionText(expression.of)})`;
    case "operation": {
      const gap = expression.sign === "^" || expression.sign === "/" ? "" : " ";
      return `${expressionText(expression.left)}${gap}${expression.sign}${gap}${expressionText(expression.right)}`;
    }
  }
}
