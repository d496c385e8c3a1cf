import { eachExpression } from "../expressions.ts";
import type { ParsedStrategy } from "./parse-strategy.ts";

const WORD = /\p{L}{4,}/gu;

/**
 * The words of four letters or more that stand neither in the tree nor in the place of a problem, an operator, a field, a date or a
 * limit: for tests, which want none.
 */
export function lostWords(text: string, { strategy, problems, tokens }: ParsedStrategy): string[] {
  const kept = new Set<string>();
  const keep = (typed: string) => {
    for (const [word] of typed.toLowerCase().matchAll(WORD)) kept.add(word);
  };
  const covered = new Uint8Array(text.length + 1);
  for (const { span } of problems) covered.fill(1, span.start, span.end);
  for (const { kind, span } of tokens) {
    if (kind === "field" || kind === "operator") covered.fill(1, span.start, span.end);
  }
  for (const { comments, expression } of strategy.lines) {
    comments.forEach(keep);
    for (const node of expression === null ? [] : eachExpression(expression)) {
      switch (node.kind) {
        case "text":
          for (const part of node.words.flat()) if (typeof part === "string") keep(part);
          break;
        case "heading":
          keep(node.name);
          node.subheadings.forEach(keep);
          break;
        case "subheading":
        case "filter":
          keep(node.name);
          break;
        case "verbatim":
          keep(node.text);
          break;
        case "limit":
          keep(node.limits.flatMap((limit) => Object.values(limit).flat()).join(" "));
          break;
        case "date":
          if (node.span !== undefined) covered.fill(1, node.span.start, node.span.end);
      }
    }
  }
  return [...text.matchAll(WORD)]
    .filter(
      ({ index, 0: word }) =>
        !kept.has(word.toLowerCase()) && covered.indexOf(0, index) < index + word.length,
    )
    .map(([word]) => word);
}
