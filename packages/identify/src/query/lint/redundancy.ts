import type { Expression, Text } from "../strategy.ts";
import { flatOperands } from "./concept-groups.ts";
import type { LintContext } from "./lint-context.ts";
import { isPhrase, termIndex, termKey } from "./term-index.ts";

/** T05: in an OR a term that another covers, in an AND a term that another implies; and what stands twice. */
export function checkRedundancy(context: LintContext): void {
  const groups = new Map<Expression | number, Text[]>();
  for (const text of context.texts) {
    // Inside a window every term has its own company.
    if (!isPhrase(text) || context.parentOf(text)?.kind === "near" || isNear(context, text)) continue;
    const group = context.groups.of(text);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [text]);
    else members.push(text);
  }
  for (const members of groups.values()) if (members.length > 1) inOr(context, members);
  for (const node of context.nodes)
    if (node.kind === "and" && context.parentOf(node)?.kind !== "and")
      inAnd(context, flatOperands(node, "and"));
}

const isNear = ({ parentOf }: LintContext, node: Expression): boolean => {
  for (let up = parentOf(node); up !== undefined; up = parentOf(up)) if (up.kind === "near") return true;
  return false;
};

function inOr(context: LintContext, members: readonly Text[]): void {
  const index = termIndex(members);
  const told = new Set<string>();
  for (const text of members) {
    const key = termKey(text.words);
    const other = index.covering(key, text.fields, text);
    if (other === undefined) continue;
    const isSame = termKey(other.words) === key && other.fields.length === text.fields.length;
    if (isSame && told.has(`${key}|${text.fields}`)) continue;
    told.add(`${key}|${text.fields}`);
    const place = other.span === undefined ? "" : ` in line ${context.lineOf(other).number}`;
    context.report(
      "T05",
      context.termSpan(text),
      isSame
        ? `This term stands twice in the same OR${place === "" ? "" : `, again${place}`}. Once is enough.`
        : `All that this term finds is found by "${typedOf(context, other)}"${place} too. It can go.`,
      { problem: "redundant-term" },
    );
  }
}

function inAnd(context: LintContext, operands: readonly Expression[]): void {
  const texts = operands.filter((each) => each.kind === "text").filter(isPhrase);
  if (texts.length < 2) return;
  const index = termIndex(texts);
  const told = new Set<Text>();
  for (const text of texts) {
    const other = index.covering(termKey(text.words), text.fields, text);
    if (other === undefined || told.has(other) || told.has(text)) continue;
    told.add(other);
    context.report(
      "T05",
      context.termSpan(other),
      `AND joins this with "${typedOf(context, text)}", which is never without it. It can go.`,
      { problem: "redundant-term" },
    );
  }
}

function typedOf({ text, termSpan }: LintContext, node: Text): string {
  const { start, end } = termSpan(node);
  return text.slice(start, end).replace(/^["']|["']$/g, "");
}
