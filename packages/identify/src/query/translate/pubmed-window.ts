import { hasWildcard, writeWord } from "../print/signs.ts";
import type { Expression, Field, Near, Text, Word } from "../strategy.ts";
import { MOST_PRODUCTS, shownOperands, textsOf, widened } from "./near-operands.ts";
import type { Translating } from "./translating.ts";

const IN_WINDOW: readonly Field[] = ["title", "abstract", "author-keyword"];

/**
 * Proximity as PubMed has it: words in quotation marks with a number. Groups are multiplied out; what is truncated cannot stand in the
 * window and is joined by AND instead, and only what is truncated.
 */
export function pubmedWindow(near: Near, translating: Translating): Expression {
  const { tell, engine } = translating;
  const flat = flattened(near);
  if (flat === undefined)
    return widened(near, translating, `${engine.name} takes only words in its proximity search`);
  if (near.ordered)
    tell(
      "order-lost",
      "warning",
      "wider",
      `${engine.name} finds words that are near each other in any order.`,
      near,
    );
  if (flat.nested)
    tell(
      "prox-joined",
      "warning",
      "wider",
      `${engine.name} has one window for all words: proximity within proximity is one window with the distances added up.`,
      near,
    );
  const lists = flat.lists.map((list) =>
    list.flatMap((text) => withEndings(inWindow(text, translating), translating)),
  );
  const whole = lists.map((list) => list.filter((text) => !hasWildcard(text)));
  const cut = lists.map((list) => list.filter(hasWildcard));
  const products = whole.reduce((product, list) => product * list.length, 1);
  if (products > MOST_PRODUCTS)
    return widened(
      near,
      translating,
      `Multiplied out for ${engine.name} there would be ${products} pairs, more than ${MOST_PRODUCTS}`,
    );
  if (lists.flat().some((text) => text.words.length > 1 && !hasWildcard(text)))
    tell(
      "phrase-in-window",
      "info",
      "wider",
      `In the proximity search of ${engine.name} the words of a phrase need not stay together.`,
      near,
    );
  const windows = productsOf(whole).map((texts) => windowOf(texts, flat.between));
  const parts = [...truncatedParts(lists, whole, cut), ...windows];
  if (cut.some((list) => list.length > 0))
    tell(
      "prox-widened",
      "warning",
      "wider",
      `${engine.name} has no truncation in a proximity search: for the truncated words of ${shownOperands(near)} the proximity is widened to AND. List their endings to keep it.`,
      near,
    );
  return parts.length === 1 ? (parts[0] as Expression) : { kind: "or", operands: parts };
}

/**
 * Everything with a truncated word somewhere: those of the first operand with all of the second, then the whole ones of the first with the
 * truncated ones of the second, and so on, so that nothing is written twice.
 */
function truncatedParts(
  all: readonly (readonly Text[])[],
  whole: readonly (readonly Text[])[],
  cut: readonly (readonly Text[])[],
): readonly Expression[] {
  return cut.flatMap((list, at) => {
    if (list.length === 0) return [];
    const operands = all.map((texts, index) =>
      index < at ? (whole[index] ?? []) : index === at ? list : texts,
    );
    if (operands.some((texts) => texts.length === 0)) return [];
    const groups = operands.map(
      (texts): Expression => (texts.length === 1 ? (texts[0] as Text) : { kind: "or", operands: texts }),
    );
    return [{ kind: "and", operands: groups }];
  });
}

const windowOf = (texts: readonly Text[], between: number): Near => ({
  kind: "near",
  between,
  ordered: false,
  operands: texts.flatMap((text) =>
    text.words.map((word): Text => ({ ...text, words: [word], reading: "phrase", quoted: false })),
  ),
});

function productsOf(lists: readonly (readonly Text[])[]): readonly (readonly Text[])[] {
  return lists.reduce<readonly (readonly Text[])[]>(
    (made, list) => made.flatMap((start) => list.map((text) => [...start, text])),
    [[]],
  );
}

interface Flat {
  readonly lists: readonly (readonly Text[])[];
  readonly between: number;
  readonly nested: boolean;
}

/** Operands as lists of texts; a proximity inside gives its own operands and its distance. */
function flattened(near: Near): Flat | undefined {
  let between = near.between;
  let nested = false;
  const lists: (readonly Text[])[] = [];
  for (const operand of near.operands) {
    if (operand.kind === "near") {
      const inner = flattened(operand);
      if (inner === undefined) return undefined;
      lists.push(...inner.lists);
      between += inner.between;
      nested = true;
      continue;
    }
    const texts = textsOf(operand);
    if (texts === undefined) return undefined;
    lists.push(texts);
  }
  return { lists, between, nested };
}

function inWindow(text: Text, { tell, engine }: Translating): Text {
  if (text.fields.length > 0 && text.fields.every((field) => IN_WINDOW.includes(field))) return text;
  tell(
    "prox-fields",
    "warning",
    text.fields.length === 0 ? "unknown" : "narrower",
    `The proximity search of ${engine.name} works in title and abstract only: ${text.fields.length === 0 ? "terms without a field" : `fields ${text.fields.join(" + ")}`} become [tiab] there.`,
    text,
  );
  return { ...text, fields: IN_WINDOW };
}

/** A truncated word written out, where somebody has said what it stands for. */
function withEndings(text: Text, { options }: Translating): readonly Text[] {
  if (options.endings === undefined || !hasWildcard(text)) return [text];
  const words = text.words.map((word) => {
    const literal = word.every((part) => typeof part === "string");
    const listed = literal
      ? undefined
      : options.endings?.(writeWord(word, { any: "*", one: "#", "zero-or-one": "?" }));
    return listed === undefined || listed.length === 0 ? [word] : listed.map((ending): Word => [ending]);
  });
  const forms = words.reduce<readonly (readonly Word[])[]>(
    (made, list) => made.flatMap((start) => list.map((word) => [...start, word])),
    [[]],
  );
  return forms.map((form) => ({ ...text, words: form }));
}
