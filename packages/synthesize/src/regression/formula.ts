/** Model formulas in the notation of Wilkinson & Rogers (1973): `~ year + factor(grade) + x1*x2 - 1`. */
import { failure, type Result, success } from "../result.ts";
import { type Expression, expressionText, isFunction } from "./expression.ts";

/** One variable of a term. */
export interface Predictor {
  /** As it heads the columns: `year`, `factor(grade)`, `I(weeks^2)`. */
  readonly label: string;
  readonly expression: Expression;
  /** True when numbers, too, are to be taken as names of groups. */
  readonly asFactor: boolean;
}

/** A main effect has one predictor, an interaction several; order and repetition do not matter. */
export type Term = readonly Predictor[];

export interface Formula {
  readonly intercept: boolean;
  /** Main effects first, then interactions by their number of predictors. */
  readonly terms: readonly Term[];
}

interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly column: number;
}

class FormulaError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.name = "FormulaError";
    this.column = column;
  }
}

const tokenPattern = /\s*([A-Za-z.][\w.]*|`[^`]+`|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[-+*/:^()~])/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== "") {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null) {
      const gap = text.slice(at).length - text.slice(at).trimStart().length;
      throw new FormulaError(`"${text[at + gap]}" has no meaning here`, at + gap + 1);
    }
    at = tokenPattern.lastIndex;
    tokens.push({ text: match[1]!, column: at - match[1]!.length + 1 });
  }
  return tokens;
}

/** The key of a term: its predictors in any order. */
export function termKey(term: Term): string {
  return [...new Set(term.map(({ label }) => label))].sort().join(":");
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  peek(): string | undefined {
    return this.#tokens[this.#next]?.text;
  }

  column(): number {
    return this.#tokens[this.#next]?.column ?? this.#end;
  }

  take(expected?: string): string {
    const token = this.peek();
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new FormulaError(
        `${expected === undefined ? "a name" : `"${expected}"`} is expected`,
        this.column(),
      );
    }
    this.#next += 1;
    return token;
  }

  /** sum := product (("+" | "-") product)* */
  formula(): Formula {
    if (this.peek() === "~") this.take();
    let intercept = true;
    const terms = new Map<string, Term>();
    let sign = "+";
    for (;;) {
      const column = this.column();
      if (this.peek() === "0" || this.peek() === "1") {
        intercept = (this.take() === "1") === (sign === "+");
      } else {
        for (const term of this.#product()) {
          if (sign === "+") terms.set(termKey(term), term);
          else if (!terms.delete(termKey(term))) {
            throw new FormulaError(
              `"${termKey(term)}" cannot be taken away: it is not in the formula`,
              column,
            );
          }
        }
      }
      const next = this.peek();
      if (next === undefined) break;
      if (next !== "+" && next !== "-") throw new FormulaError(`"${next}" is not expected`, this.column());
      sign = this.take();
    }
    const sorted = [...terms.values()].sort((a, b) => a.length - b.length);
    return { intercept, terms: sorted };
  }

  /** product := interaction ("*" interaction)*, where a*b is a + b + a:b */
  #product(): readonly Term[] {
    let terms: readonly Term[] = [this.#interaction()];
    while (this.peek() === "*") {
      this.take();
      const right = this.#interaction();
      terms = [...terms, right, ...terms.map((left) => union(left, right))];
    }
    return terms;
  }

  #interaction(): Term {
    let term: Term = [this.#predictor()];
    while (this.peek() === ":") {
      this.take();
      term = union(term, [this.#predictor()]);
    }
    return term;
  }

  #predictor(): Predictor {
    const column = this.column();
    const name = this.take();
    if (!/^[A-Za-z.`]/.test(name)) throw new FormulaError(`a name is expected, not "${name}"`, column);
    if (this.peek() !== "(") {
      const plain = name.replaceAll("`", "");
      return { label: plain, expression: { kind: "variable", name: plain }, asFactor: false };
    }
    this.take("(");
    const inner = this.#sum();
    this.take(")");
    if (name === "factor") {
      return { label: `factor(${expressionText(inner)})`, expression: inner, asFactor: true };
    }
    if (name === "I") return { label: `I(${expressionText(inner)})`, expression: inner, asFactor: false };
    const expression = call(name, inner, column);
    return { label: expressionText(expression), expression, asFactor: false };
  }

  /** Ordinary arithmetic from here on. */
  #sum(): Expression {
    let left = this.#times();
    for (let sign = this.peek(); sign === "+" || sign === "-"; sign = this.peek()) {
      this.take();
      left = { kind: "operation", sign, left, right: this.#times() };
    }
    return left;
  }

  #times(): Expression {
    let left = this.#unary();
    for (let sign = this.peek(); sign === "*" || sign === "/"; sign = this.peek()) {
      this.take();
      left = { kind: "operation", sign, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    if (this.peek() !== "-") return this.#power();
    this.take();
    return { kind: "minus", of: this.#unary() };
  }

  #power(): Expression {
    const left = this.#atom();
    if (this.peek() !== "^") return left;
    this.take();
    return { kind: "operation", sign: "^", left, right: this.#unary() };
  }

  #atom(): Expression {
    const column = this.column();
    const token = this.take();
    if (token === "(") {
      const inner = this.#sum();
      this.take(")");
      return inner;
    }
    if (/^[\d.]/.test(token) && Number.isFinite(Number(token)))
      return { kind: "number", value: Number(token) };
    if (!/^[A-Za-z.`]/.test(token)) {
      throw new FormulaError(`a name or a number is expected, not "${token}"`, column);
    }
    if (this.peek() !== "(") return { kind: "variable", name: token.replaceAll("`", "") };
    this.take("(");
    const inner = this.#sum();
    this.take(")");
    return call(token, inner, column);
  }
}

function call(name: string, of: Expression, column: number): Expression {
  if (isFunction(name)) return { kind: "call", name, of };
  throw new FormulaError(
    `the function ${name} is not known; there are factor, I, log, log2, log10, exp, sqrt, abs, mean, sd, center and scale`,
    column,
  );
}

function union(left: Term, right: Term): Term {
  return [...left, ...right.filter((added) => !left.some(({ label }) => label === added.label))];
}

/** Reads a formula; a problem names the column and what was expected there. */
export function readFormula(text: string): Result<Formula> {
  try {
    return success(new Reader(tokensOf(text), text.length + 1).formula());
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause;
    return failure(
      "bad-formula",
      `The formula "${text}" cannot be read at column ${cause.column}: ${cause.message}. Write it as ~ year + factor(group) + a:b.`,
    );
  }
}
