import type { Expression, Near, Text } from "../strategy.ts";
import { shownText } from "./translate-text.ts";
import type { Translating } from "./translating.ts";

/** Above this a product is no search that a database takes. */
export const MOST_PRODUCTS = 200;

/** What is said when nearness is lost; the word proximity is what people look for. */
export function widened(near: Near, { engine, tell }: Translating, why?: string): Expression {
  tell(
    "prox-widened",
    "warning",
    "wider",
    `${why ?? `${engine.name} has no proximity of ${near.between} words between`}: the proximity of ${shownOperands(near)} is widened to AND.`,
    near,
  );
  return { kind: "and", operands: near.operands };
}

export function shownOperands(near: Near): string {
  const shown = near.operands.map((operand) => {
    const first = operand.kind === "or" ? operand.operands[0] : operand;
    const name = first?.kind === "text" ? `“${shownText(first)}”` : "a group";
    return operand.kind === "or" ? `(${name} …)` : name;
  });
  return shown.join(" and ");
}

/** The texts of an operand where it is nothing but texts in one field. */
export function textsOf(operand: Expression): readonly Text[] | undefined {
  if (operand.kind === "text") return [operand];
  if (operand.kind !== "or") return undefined;
  const texts: Text[] = [];
  for (const part of operand.operands) {
    const inside = textsOf(part);
    if (inside === undefined) return undefined;
    texts.push(...inside);
  }
  return texts;
}
