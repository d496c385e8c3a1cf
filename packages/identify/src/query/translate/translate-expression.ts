import type { Expression, Near } from "../strategy.ts";
import { animalsOnly, isAnimalsOnly } from "./animals.ts";
import { onWhatIsLeft } from "./drop.ts";
import { filterByName, filterText } from "./filters/filters.ts";
import { isOwnText } from "./filters/replace-filters.ts";
import { translateHeading, translateSubheading } from "./translate-heading.ts";
import { translateDate, translateLimited } from "./translate-limits.ts";
import { translateNear } from "./translate-near.ts";
import { sameDatabase, translateText } from "./translate-text.ts";
import { effectOfDropping, type Translating, type Within } from "./translating.ts";

/** An expression as the engine can write it; nothing where nothing of it is left. Whatever that changes is told. */
export function translateExpression(
  expression: Expression,
  translating: Translating,
  within: Within,
): Expression | undefined {
  const { tell, engine } = translating;
  switch (expression.kind) {
    case "text":
      return translateText(expression, translating, within);
    case "and":
    case "or": {
      const part: Within = expression.operands.length > 1 ? expression.kind : within;
      return onWhatIsLeft(
        expression,
        expression.operands.map((operand) => translateExpression(operand, translating, part)),
      );
    }
    case "not":
      return translateNot(expression, translating, within);
    case "near":
      return nearOf(expression, translating);
    case "heading":
      return translateHeading(expression, translating);
    case "subheading":
      return translateSubheading(expression, translating, within);
    case "date":
      return translateDate(expression, translating, within);
    case "limit": {
      const of = translateExpression(expression.of, translating, within);
      return of && translateLimited(expression, of, translating);
    }
    case "line":
      return lineReference(expression, translating);
    case "filter": {
      const filter = filterByName(expression.name);
      const text = filter && filterText(filter, engine.id);
      if (filter === undefined || text === undefined) {
        tell(
          "filter-dropped",
          "warning",
          effectOfDropping(within),
          `No filter “${expression.name}” is kept for ${engine.name}${filter?.none?.[engine.id] === undefined ? "" : ` (${filter.none[engine.id]})`}: it is dropped.`,
          expression,
        );
        return undefined;
      }
      tell(
        "filter-named",
        text.validated ? "info" : "warning",
        "none",
        `“${expression.name}” is ${text.name}, ${text.date} (${text.source})${text.validated ? "" : ": not validated"}.`,
        expression,
      );
      return { kind: "verbatim", text: text.text };
    }
    case "verbatim":
      if (sameDatabase(translating) || isOwnText(expression)) return expression;
      tell(
        "verbatim-dropped",
        "warning",
        "unknown",
        `“${expression.text}” means something in its own database only: it is dropped.`,
        expression,
      );
      return undefined;
  }
}

function nearOf(near: Near, translating: Translating): Expression | undefined {
  const operands = near.operands
    .map((operand) => translateExpression(operand, translating, "and"))
    .filter((operand) => operand !== undefined);
  if (operands.length < 2) return operands[0];
  return translateNear({ ...near, operands }, translating);
}

function translateNot(
  expression: Extract<Expression, { kind: "not" }>,
  translating: Translating,
  within: Within,
): Expression | undefined {
  const { engine, tell } = translating;
  if (isAnimalsOnly(expression) && engine.vocabulary !== "mesh") {
    const own = animalsOnly(engine);
    tell(
      own === undefined ? "animals-dropped" : "animals-own-form",
      own === undefined ? "warning" : "info",
      own === undefined ? effectOfDropping(within) : "unknown",
      own === undefined
        ? `“Animals not humans” is dropped: ${engine.name} has no such headings, and in free text it would take out every trial that mentions animals.`
        : `“Animals not humans” of MeSH is dropped for the form of ${engine.name}: ${own.kind === "verbatim" ? own.text : ""}.`,
      expression,
    );
    return own;
  }
  const include = translateExpression(expression.include, translating, within);
  const exclude = translateExpression(expression.exclude, translating, "exclude");
  if (include === undefined || exclude === undefined) return include;
  return { ...expression, include, exclude };
}

function lineReference(
  reference: Extract<Expression, { kind: "line" }>,
  { strategy, dropped, tell }: Translating,
): Expression | undefined {
  if (dropped.has(reference.number)) return undefined;
  if (!strategy.lines.some(({ number }) => number === reference.number))
    tell(
      "reference-unknown",
      "error",
      "unknown",
      `There is no line ${reference.number}: the number stays as it is.`,
      reference,
    );
  return reference;
}
