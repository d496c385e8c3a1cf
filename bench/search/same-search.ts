/** Two searches written alike, white space, the letter case of operators and redundant brackets aside. */
export const sameSearch = (a: string, b: string): boolean => normal(a) === normal(b);

/** A search as it is compared. */
function normal(search: string): string {
  const lines = search
    .replace(/<br\s*\/?>/gi, "\n")
    .split("\n")
    .map((line) =>
      withoutRedundantBrackets(
        line
          .replace(/\s+/g, " ")
          .replace(/ \[/g, "[")
          .replace(/\s*([()])\s*/g, (all, bracket: string) => spaced(all, bracket))
          .replace(/\b(?:and|or|not|adj\d*|near(?:\/\d+)?|next)\b/gi, (operator) => operator.toUpperCase())
          .trim(),
      ),
    );
  return lines.filter((line) => line !== "").join("\n");
}

/** Blanks inside brackets say nothing; those outside part a bracket from what would else be its field. */
const spaced = (all: string, bracket: string): string =>
  bracket === "(" ? `${all.startsWith(" ") ? " " : ""}(` : `)${all.endsWith(" ") ? " " : ""}`;

const OPERATOR = /\s(AND NOT|AND|OR|NOT|ADJ\d*|NEAR\/\d+|[NW]\d+|W\/\d+|PRE\/\d+|NEXT)\s/;

function withoutRedundantBrackets(line: string): string {
  for (let at = 0, text = line; ; ) {
    const open = text.indexOf("(", at);
    if (open === -1) return text;
    const close = closing(text, open);
    if (close === -1) return text;
    const inside = text.slice(open + 1, close);
    if (redundant(text, open, close, inside)) {
      text = `${text.slice(0, open)}${inside}${text.slice(close + 1)}`.replace(/\s+/g, " ").trim();
      at = 0;
    } else at = open + 1;
  }
}

function redundant(text: string, open: number, close: number, inside: string): boolean {
  const before = text.slice(0, open);
  const after = text.slice(close + 1);
  if (/[\w=:]$/.test(before) || /^[.:[/]/.test(after)) return false;
  const operators = topLevelOperators(inside);
  if (operators.size === 0) return true;
  if ((before.trim() === "" || /\($/.test(before.trim())) && (after.trim() === "" || /^\s*\)/.test(after)))
    return true;
  const beside = [/(AND NOT|\S+)\s*$/.exec(before)?.[1], /^\s*(AND NOT|\S+)/.exec(after)?.[1]].filter(
    (word) => word !== undefined && !/^[()]+$/.test(word),
  );
  const [only] = operators;
  return operators.size === 1 && (only === "OR" || only === "AND") && beside.every((word) => word === only);
}

function topLevelOperators(text: string): ReadonlySet<string> {
  let flat = "";
  let depth = 0;
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && sign === "(") depth += 1;
    if (depth === 0 && !quoted) flat += sign;
    if (!quoted && sign === ")") depth -= 1;
  }
  const found = new Set<string>();
  for (let rest = ` ${flat} `; ; ) {
    const match = OPERATOR.exec(rest);
    if (match?.[1] === undefined) return found;
    found.add(match[1]);
    rest = rest.slice(match.index + match[0].length - 1);
  }
}

function closing(text: string, open: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (quoted) continue;
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}
