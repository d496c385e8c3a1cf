/** Model formulas in the notation of Wilkinson & Rogers (1973): `~ year + factor(grade) + x1*x2 - 1`. */
import { failure, type Result, success } from "../result.ts";
import {
  crossing,
  distinct,
  type Formula,
  interactions,
  type Term,
  type Terms,
  termKey,
  union,
} from "./formula-terms.ts";
import { Cursor, FormulaError } from "./formula-tokens.ts";
import { readPredictor } from "./predictor-reader.ts";

interface Sum {
  readonly terms: Terms;
  /** Undefined when neither 0 nor 1 is named. */
  readonly intercept: boolean | undefined;
}

/** sum := "-"? product (("+" | "-") product)*, where 1 is the intercept and 0 its absence */
function readSum(cursor: Cursor): Sum {
  const terms = new Map<string, Term>();
  let intercept: boolean | undefined;
  let plus = true;
  for (;;) {
    while (cursor.peek() === "-" || cursor.peek() === "+") {
      if (cursor.take() === "-") plus = !plus;
    }
    const column = cursor.column();
    const next = cursor.peek();
    if (next === "0" || next === "1") {
      intercept = (cursor.take() === "1") === plus;
    } else {
      for (const term of readProduct(cursor)) {
        if (plus) {
          if (!terms.has(termKey(term))) terms.set(termKey(term), term);
        } else if (!terms.delete(termKey(term))) {
          throw new FormulaError(`"${termKey(term)}" cannot be taken away: it is not in the formula`, column);
        }
      }
    }
    const sign = cursor.peek();
    if (sign !== "+" && sign !== "-") return { terms: [...terms.values()], intercept };
    plus = cursor.take() === "+";
  }
}

/** product := nested ("*" nested)*, where a*b is a + b + a:b; nested := interaction ("/" interaction)*, a/b being a + a:b */
function readProduct(cursor: Cursor): Terms {
  let terms = readInteraction(cursor);
  for (;;) {
    if (cursor.takeIf("*")) terms = crossing(terms, readInteraction(cursor));
    else if (cursor.takeIf("/")) {
      const all = terms.reduce(union, []);
      terms = distinct([...terms, ...interactions([all], readInteraction(cursor))]);
    } else return terms;
  }
}

/** interaction := power ((":" | "%in%") power)* */
function readInteraction(cursor: Cursor): Terms {
  let terms = readPower(cursor);
  while (cursor.takeIf(":") || cursor.takeIf("%in%")) terms = interactions(terms, readPower(cursor));
  return terms;
}

/** power := factor ("^" number)?, where (a + b)^2 is a + b + a:b */
function readPower(cursor: Cursor): Terms {
  const terms = readFactor(cursor);
  if (!cursor.takeIf("^")) return terms;
  const column = cursor.column();
  const power = Number(cursor.take());
  if (!(Number.isInteger(power) && power >= 1 && power <= 20)) {
    throw new FormulaError(
      "the power of a term is a whole number from 1 to 20; write I(x^2) for a square",
      column,
    );
  }
  let raised = terms;
  for (let i = 1; i < power; i++) raised = crossing(raised, terms);
  return raised;
}

function readFactor(cursor: Cursor): Terms {
  if (!cursor.takeIf("(")) return [[readPredictor(cursor)]];
  const column = cursor.column();
  const { terms, intercept } = readSum(cursor);
  if (intercept !== undefined) throw new FormulaError("0 and 1 belong outside of the brackets", column);
  cursor.take(")");
  return terms;
}

/** Reads a formula; a problem names the column and what was expected there. */
export function readFormula(text: string): Result<Formula> {
  try {
    const cursor = new Cursor(text);
    cursor.takeIf("~");
    const { terms, intercept = true } = readSum(cursor);
    const rest = cursor.peek();
    if (rest !== undefined) throw new FormulaError(`"${rest}" is not expected`, cursor.column());
    return success({ intercept, terms: [...terms].sort((a, b) => a.length - b.length) });
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause;
    return failure(
      "bad-formula",
      `The formula "${text}" cannot be read at column ${cause.column}: ${cause.message}. Write it as ~ year + factor(group) + a:b.`,
    );
  }
}
