import { eachExpression } from "../expressions.ts";
import { hasWildcard } from "../print/signs.ts";
import type { Expression, Near, Syntax, Text } from "../strategy.ts";
import { MOST_PRODUCTS, textsOf, widened } from "./near-operands.ts";
import { pubmedWindow } from "./pubmed-window.ts";
import type { Translating } from "./translating.ts";

/** Above this an AND beside a proximity operator is not taken apart. */
const MOST_PARTS = 60;

/** Proximity in the engine, of operands that are translated already. */
export function translateNear(near: Near, translating: Translating): Expression {
  const { engine, tell } = translating;
  const { between, ordered } = near;
  tellCount(near, translating);
  const joined = near.operands.some(({ kind }) => kind === "and" || kind === "not");
  const keepsAnd = engine.syntax === "ovid" || engine.syntax === "ebsco";
  // Each part of an AND is written with all the others, so that chains would double with every link.
  if (
    joined &&
    !keepsAnd &&
    near.operands.flatMap((operand) => [...eachExpression(operand)]).length > MOST_PARTS
  )
    return widened(near, translating, "Too many terms are joined by AND beside it");
  const withoutAnd = keepsAnd ? near : distributeAnd(near, translating);
  if (withoutAnd.kind !== "near") return withoutAnd;
  if (ordered && between === 0 && engine.ordered === "none") {
    const phrases = adjacentPhrases(withoutAnd, translating);
    if (phrases !== undefined) return phrases;
  }
  if (engine.proximity === "window") return pubmedWindow(withoutAnd, translating);
  if (engine.proximity === "none" || between > (engine.furthest ?? between))
    return widened(withoutAnd, translating);
  if (ordered && (engine.ordered === "none" || (engine.ordered === "adjacent" && between > 0))) {
    tell(
      "order-lost",
      "warning",
      "wider",
      `${engine.name} cannot keep the order of terms that are near each other: they are found in any order.`,
      near,
    );
    return { ...withoutAnd, ordered: false };
  }
  return nestedTold(withoutAnd, translating);
}

/** Whether the number written with an operator is one more than the words that may stand between. */
const countsOneMore = (syntax: Syntax): boolean =>
  syntax === "ovid" || syntax === "embase" || syntax === "cochrane";

function tellCount(near: Near, { strategy, engine, tell }: Translating): void {
  if (engine.proximity === "none" || engine.syntax === "plain") return;
  if (strategy.syntax === "plain") {
    tell(
      "prox-assumed",
      "info",
      "none",
      `Plain text does not say how it counts: NEAR, NEXT and ADJ were read as Ovid and Embase.com count, N, W and PRE as EBSCOhost and Scopus do. Here ${near.between} words may stand between.`,
      near,
    );
    return;
  }
  if (countsOneMore(strategy.syntax) === countsOneMore(engine.syntax)) return;
  if (near.ordered && near.between === 0) return;
  const written = near.between + (countsOneMore(engine.syntax) ? 1 : 0);
  tell(
    "prox-recounted",
    "info",
    "none",
    `The proximity of ${near.between} words between is written with the number ${written} in ${engine.name}, which counts otherwise than the source.`,
    near,
  );
}

function nestedTold(near: Near, { engine, tell }: Translating): Expression {
  const mixed = near.operands.some(
    (operand) =>
      operand.kind === "near" && (operand.between !== near.between || operand.ordered !== near.ordered),
  );
  if (mixed && engine.syntax === "scopus")
    tell(
      "prox-mixed",
      "warning",
      "unknown",
      "Scopus may refuse proximity operators of different kinds or distances in one expression: check that it takes this one.",
      near,
    );
  return near;
}

/** AND and NOT have no place beside a proximity operator in most databases: each part of an AND stands near the others instead. */
function distributeAnd(near: Near, translating: Translating): Expression {
  const at = near.operands.findIndex((operand) => operand.kind === "and" || operand.kind === "not");
  const operand = near.operands[at];
  if (operand === undefined) return near;
  const parts = operand.kind === "and" ? operand.operands : operand.kind === "not" ? [operand.include] : [];
  translating.tell(
    "prox-distributed",
    "warning",
    "wider",
    `${translating.engine.name} takes no AND or NOT beside a proximity operator: each part stands near the other terms by itself.`,
    near,
  );
  const each = parts.map((part) =>
    distributeAnd(
      { ...near, operands: near.operands.map((other, index) => (index === at ? part : other)) },
      translating,
    ),
  );
  const translated = each.map((part) => (part.kind === "near" ? translateNear(part, translating) : part));
  const [first, ...others] = translated;
  return first !== undefined && others.length === 0 ? first : { kind: "and", operands: translated };
}

/** Terms that follow each other are phrases: all of them, written out. */
function adjacentPhrases(near: Near, translating: Translating): Expression | undefined {
  const lists = near.operands.map(textsOf);
  if (lists.some((list) => list === undefined)) return undefined;
  const known = lists.filter((list) => list !== undefined);
  const { engine } = translating;
  if (!engine.phraseWildcards && known.flat().some(hasWildcard)) return undefined;
  const count = known.reduce((product, list) => product * list.length, 1);
  if (count > MOST_PRODUCTS) return undefined;
  const phrases = known.reduce<readonly (readonly Text[])[]>(
    (made, list) => made.flatMap((start) => list.map((text) => [...start, text])),
    [[]],
  );
  const operands = phrases.map((texts): Text => {
    const first = texts[0] as Text;
    return { ...first, words: texts.flatMap((text) => text.words), reading: "phrase", quoted: true };
  });
  return operands.length === 1 ? (operands[0] as Text) : { kind: "or", operands };
}
