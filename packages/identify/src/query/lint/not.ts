import { eachExpression } from "../expressions.ts";
import type { Expression } from "../strategy.ts";
import { isAnimalsOnly } from "../translate/animals.ts";
import { foldText } from "../words.ts";
import { flatOperands } from "./concept-groups.ts";
import type { LintContext } from "./lint-context.ts";

const HUMANS = new Set(["humans", "human"]);
const ANIMAL =
  /^(?:animals?|humans?|nonhuman|animal experiment|animal studies|human experiment|animal model|models animal)$/;

/** N01 (NOT other than for animals) and N02 (AND humans). */
export function checkNot(context: LintContext): void {
  const { nodes, lineNumbered, isExcluded, options, report } = context;
  for (const node of nodes) {
    if (node.kind === "not" && !isAnimalsOnly(node) && !isAboutAnimals(meant(node.exclude, lineNumbered))) {
      const lost = options.corpus?.removed(node.exclude) ?? [];
      report(
        "N01",
        node.exclude.span ?? node.span ?? context.lineOf(node).span,
        `NOT takes out records that are relevant and mention this too${lost.length === 0 ? "" : `; of the known relevant ones it takes out ${lost.slice(0, 10).join(", ")}`}. Only animals without humans are taken out safely.`,
      );
    }
    if (node.kind !== "and" || isExcluded(node)) continue;
    for (const operand of flatOperands(node, "and"))
      if (isHumans(meant(operand, lineNumbered)))
        report(
          "N02",
          operand.span ?? context.lineOf(node).span,
          "AND humans loses all records that are not indexed yet. Take out NOT (animals NOT humans) instead.",
        );
  }
}

/** What a reference to a line stands for; one step, or a few. */
function meant(expression: Expression, lineNumbered: LintContext["lineNumbered"]): Expression {
  let found = expression;
  for (let step = 0; step < 5 && found.kind === "line"; step++)
    found = lineNumbered.get(found.number)?.expression ?? { kind: "verbatim", text: "" };
  return found;
}

function nameOf(node: Expression): string | undefined {
  if (node.kind === "heading")
    return foldText(node.name)
      .replace(/[^a-z]+/g, " ")
      .trim();
  if (node.kind !== "text") return undefined;
  if (!node.fields.some((field) => field === "heading-word" || field === "filter" || field === "text-word"))
    return undefined;
  return node.words
    .map((word) => word.filter((part) => typeof part === "string").join(""))
    .join(" ")
    .toLowerCase();
}

const isHumans = (node: Expression): boolean => HUMANS.has(nameOf(node) ?? "");

/** Animals, or animals without humans; also by names of species in titles beside them. */
function isAboutAnimals(expression: Expression): boolean {
  let animals = false;
  for (const node of eachExpression(expression)) {
    if (node.kind === "heading" || (node.kind === "text" && node.fields.includes("heading-word"))) {
      const name = nameOf(node) ?? "";
      if (!ANIMAL.test(name)) return false;
      animals ||= !HUMANS.has(name);
    } else if (node.kind === "text" || node.kind === "line") return false;
  }
  return animals;
}
