import { eachExpression } from "../expressions.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Expression, Syntax } from "../strategy.ts";
import { randomizedTrials } from "../translate/filters/randomized-trials.ts";
import type { LintContext } from "./lint-context.ts";
import { termKey } from "./term-index.ts";

interface KnownFilter {
  readonly name: string;
  readonly syntax: Syntax;
  readonly leaves: ReadonlySet<string>;
}

const SYNTAX_OF: Readonly<Partial<Record<string, Syntax>>> = {
  pubmed: "pubmed",
  "pubmed-full": "pubmed",
  "ovid-medline": "ovid",
  "ovid-embase": "ovid",
  embase: "embase",
  cinahl: "ebsco",
};

let known: readonly KnownFilter[] | undefined;

/** Validated filters as the terms that they are made of; read when they are first asked for. */
function filters(): readonly KnownFilter[] {
  known ??= randomizedTrials.texts.flatMap(({ engine, name, text, terms, validated }) => {
    const syntax = SYNTAX_OF[engine];
    if (syntax === undefined || !validated) return [];
    const { strategy } = parseStrategy(terms ?? text, syntax);
    const leaves = strategy.lines.flatMap(({ expression }) =>
      expression === null ? [] : [...eachExpression(expression)].flatMap((node) => leafKey(node) ?? []),
    );
    return leaves.length < 5 ? [] : [{ name, syntax, leaves: new Set(leaves) }];
  });
  return known;
}

function leafKey(node: Expression): string | undefined {
  if (node.kind === "text") return `${termKey(node.words)}|${node.fields}`;
  if (node.kind === "heading") return `${node.name.toLowerCase()}/${node.explode}`;
  if (node.kind === "subheading") return `${node.name}:`;
  return undefined;
}

/** So much of a filter in one place shows that it was meant. */
const ENOUGH = 0.6;

const isTrialType = (leaf: string): boolean =>
  /^randomi[sz]ed controlled trial(?:\|publication-type|\/)/.test(leaf);

/** M02: a filter for trials that is changed, of another platform, or used where all are trials. */
export function checkTrialFilters(context: LintContext): void {
  const { nodes, syntax, groups, report, lineOf } = context;
  const blocks = new Map<Expression | number, { readonly first: Expression; readonly leaves: Set<string> }>();
  for (const node of nodes) {
    if (node.kind === "filter" && syntax === "cochrane")
      report(
        "M02",
        node.span ?? lineOf(node).span,
        "CENTRAL holds trials only. Search it without a filter for trials.",
      );
    const leaf = leafKey(node);
    if (leaf === undefined || context.isExcluded(node)) continue;
    const group = groups.of(node);
    const block = blocks.get(group) ?? { first: node, leaves: new Set() };
    block.leaves.add(leaf);
    blocks.set(group, block);
  }
  for (const { first, leaves } of blocks.values()) {
    if (![...leaves].some(isTrialType)) continue;
    const span = first.span ?? lineOf(first).span;
    if (syntax === "cochrane") {
      report("M02", span, "CENTRAL holds trials only. Search it without a filter for trials.");
      continue;
    }
    const [best] = filters()
      .map((filter) => ({ filter, shared: [...filter.leaves].filter((leaf) => leaves.has(leaf)) }))
      .filter(({ filter, shared }) => shared.length >= ENOUGH * filter.leaves.size)
      .sort(
        (a, b) =>
          Number(b.filter.syntax === syntax) - Number(a.filter.syntax === syntax) ||
          b.shared.length / b.filter.leaves.size - a.shared.length / a.filter.leaves.size,
      );
    if (best === undefined) continue;
    const { filter, shared } = best;
    if (filter.syntax !== syntax) {
      report(
        "M02",
        span,
        `This is ${filter.name}, which was made for another platform. Use the one of this platform.`,
      );
      continue;
    }
    const missing = [...filter.leaves].filter((leaf) => !leaves.has(leaf)).map(said);
    const added = [...leaves].filter((leaf) => !filter.leaves.has(leaf)).map(said);
    if (missing.length === 0 && added.length === 0) continue;
    report(
      "M02",
      span,
      `This is ${filter.name}, changed (${shared.length} of ${filter.leaves.size} terms${missing.length > 0 ? `; without ${missing.slice(0, 5).join(", ")}` : ""}${added.length > 0 ? `; with ${added.slice(0, 5).join(", ")}` : ""}): what was measured of it no longer holds. Use it as it is, or give the reason.`,
    );
  }
}

/** Where a key ends that is meant for comparing. */
const said = (leaf: string): string => `"${leaf.split(/[|/:]/)[0]!}"`;
