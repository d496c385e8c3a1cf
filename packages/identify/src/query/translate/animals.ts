import type { Expression } from "../strategy.ts";
import { foldText } from "../words.ts";
import type { Engine, EngineId } from "./engine.ts";

/**
 * What is indexed with animals and not with humans, as each database says it. Nothing where there are no headings: in free text it would
 * take out every trial that mentions an animal.
 */
const forms: Readonly<Partial<Record<EngineId, string>>> = {
  pubmed: '"Animals"[Mesh] NOT "Humans"[Mesh]',
  "pubmed-full": '"Animals"[MeSH Terms] NOT "Humans"[MeSH Terms]',
  "ovid-medline": "exp Animals/ not Humans/",
  "ovid-embase": "(exp animal/ or nonhuman/) not exp human/",
  "ovid-psycinfo": "animal.po. not human.po.",
  cochrane: "[mh Animals] NOT [mh Humans]",
  embase: "('animal'/exp OR 'nonhuman'/exp) NOT 'human'/exp",
  cinahl: '((MH "Animals+") OR (MH "Animal Studies")) NOT (MH "Human")',
  "psycinfo-ebsco": "(PO Animal) NOT (PO Human)",
  lilacs: "mh:animals AND NOT mh:humans",
};

export function animalsOnly({ id }: Pick<Engine, "id">): Expression | undefined {
  const form = forms[id];
  return form === undefined ? undefined : { kind: "verbatim", text: form };
}

const ANIMALS = new Set(["animal", "animals", "animal experiment", "nonhuman", "animal studies"]);
const HUMANS = new Set(["human", "humans", "human experiment"]);

function isHeadingOf(names: ReadonlySet<string>, expression: Expression): boolean {
  if (expression.kind === "heading") return names.has(foldText(expression.name));
  if (expression.kind !== "text" || !expression.fields.includes("heading-word")) return false;
  const only =
    expression.words.length === 1 && expression.words[0]?.length === 1 ? expression.words[0][0] : undefined;
  return typeof only === "string" && names.has(foldText(only));
}

const isAnimals = (expression: Expression): boolean =>
  isHeadingOf(ANIMALS, expression) || (expression.kind === "or" && expression.operands.every(isAnimals));

const isHumans = (expression: Expression): boolean =>
  isHeadingOf(HUMANS, expression) ||
  ((expression.kind === "or" || expression.kind === "and") &&
    expression.operands.some((operand) => isHeadingOf(HUMANS, operand)) &&
    expression.operands.every((operand) => isHeadingOf(HUMANS, operand) || isHeadingOf(ANIMALS, operand)));

/** Whether it is the set of what is indexed with animals and not with humans: `exp animals/ not humans.sh.` and its variants. */
export const isAnimalsOnly = (expression: Expression): boolean =>
  expression.kind === "not" && isAnimals(expression.include) && isHumans(expression.exclude);
