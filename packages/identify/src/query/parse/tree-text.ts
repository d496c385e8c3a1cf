import type { Expression, Syntax, Text } from "../strategy.ts";
import { parseStrategy } from "./parse-strategy.ts";

/** A tree in one line, for tests: `AND[OR[a{title}, "b c"], <exp *Asthma/therapy>]`. */
function treeText(expression: Expression | null): string {
  if (expression === null) return "nothing";
  switch (expression.kind) {
    case "and":
    case "or":
      return `${expression.kind.toUpperCase()}[${expression.operands.map(treeText).join(", ")}]`;
    case "not":
      return `NOT[${treeText(expression.include)}, ${treeText(expression.exclude)}]`;
    case "near":
      return `${expression.ordered ? "NEXT" : "NEAR"}/${expression.between}[${expression.operands.map(treeText).join(", ")}]`;
    case "text":
      return textText(expression);
    case "heading": {
      const under = expression.subheadings.length === 0 ? "" : `/${expression.subheadings.join(",")}`;
      const how = `${expression.explode ? "exp " : ""}${expression.major ? "*" : ""}`;
      const vocabulary = expression.vocabulary === "mesh" ? "" : `${expression.vocabulary}: `;
      return `<${vocabulary}${how}${expression.name}${under}${expression.synonyms === true ? " and synonyms" : ""}>`;
    }
    case "subheading":
      return `</${expression.name}${expression.explode ? "+" : ""}>`;
    case "date":
      return `${expression.field}:${expression.from ?? ""}..${expression.to ?? ""}`;
    case "line":
      return `#${expression.number}`;
    case "limit":
      return `LIMIT[${treeText(expression.of)}, ${expression.limits.map((limit) => Object.values(limit).flat().join(" ")).join("; ")}]`;
    case "filter":
      return `FILTER[${expression.name}]`;
    case "verbatim":
      return `VERBATIM[${expression.text}]`;
  }
}

function textText({ words, quoted, reading, fields, frequency, exact }: Text): string {
  const typed = words
    .map((word) =>
      word
        .map((part) => {
          if (typeof part === "string") return part;
          if (part.wildcard === "any") return `*${part.upTo ?? ""}`;
          return part.wildcard === "one" ? "#" : "?";
        })
        .join(""),
    )
    .join(reading === "all" ? "&" : " ");
  const mark = exact === true ? "=" : "";
  const field = fields.length === 0 ? "" : `{${fields.join(",")}}`;
  return `${mark}${quoted ? `"${typed}"` : typed}${field}${frequency === undefined ? "" : `x${frequency}`}`;
}

/** The trees of all lines, a line each. */
export function read(syntax: Syntax, text: string): string {
  return parseStrategy(text, syntax)
    .strategy.lines.map(({ expression }) => treeText(expression))
    .join("\n");
}

/** The codes of all problems, with what they point at. */
export function told(syntax: Syntax, text: string): string[] {
  return parseStrategy(text, syntax).problems.map(
    ({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`,
  );
}
