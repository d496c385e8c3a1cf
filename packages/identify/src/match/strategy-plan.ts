import { eachExpression, operandsOf } from "../query/expressions.ts";
import type { MeshThesaurus } from "../query/mesh/thesaurus.ts";
import type { Expression, Strategy } from "../query/strategy.ts";
import { planExpression, strategyOf } from "./expression-plan.ts";
import { eachPlan, type MatchNote, NOTHING, type Plan } from "./plan.ts";
import type { KeyGroup } from "./record-keys.ts";
import type { Wanted } from "./record-scan.ts";

export interface MatchOptions {
  /** Without it headings are matched by their names alone and nothing is exploded. */
  readonly mesh?: MeshThesaurus;
}

/** Why a strategy cannot be evaluated. */
export interface MatchProblem {
  readonly code: "nothing-to-search" | "too-deep" | "unknown-line" | "circular-line";
  readonly message: string;
}

export interface StrategyPlan {
  readonly strategy: Strategy;
  /** One for each line; that of a line without a search matches nothing. */
  readonly lines: readonly Plan[];
  /** Index of the line that is the answer. */
  readonly answer: number;
  readonly nodes: ReadonlyMap<Expression, Plan>;
  readonly notes: readonly MatchNote[];
}

export type Planned =
  | { readonly ok: true; readonly plan: StrategyPlan }
  | { readonly ok: false; readonly problems: readonly MatchProblem[] };

/** Deeper nesting is nobody's search; it would fill the stack. */
const MAX_DEPTH = 200;
/** Of lines that refer to lines, each counted with its own depth. */
const MAX_CHAIN = 2000;

function depthOf(root: Expression): number {
  let deepest = 0;
  const waiting = [{ expression: root, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const operand of operandsOf(next.expression))
      waiting.push({ expression: operand, depth: next.depth + 1 });
  }
  return deepest;
}

/** The lines that an expression refers to, by number. */
function referredLines(root: Expression): readonly number[] {
  const found: number[] = [];
  for (const expression of eachExpression(root)) {
    if (expression.kind === "line") found.push(expression.number);
    else if (expression.kind === "verbatim") {
      const from = /\bduplicates\s+from\s+(\d{1,6})\b/i.exec(expression.text)?.[1];
      if (from !== undefined) found.push(Number(from));
    }
  }
  return found;
}

/** What is wrong with the references of the lines, and with their nesting. */
function problemsOf(strategy: Strategy, indexOf: ReadonlyMap<number, number>): readonly MatchProblem[] {
  const problems: MatchProblem[] = [];
  const { lines } = strategy;
  const depths: number[] = [];
  const referred = lines.map(({ expression, number }, index) => {
    const depth = expression === null ? 0 : depthOf(expression);
    depths[index] = Math.min(depth, MAX_DEPTH);
    if (depth > MAX_DEPTH) {
      problems.push({
        code: "too-deep",
        message: `Line ${number} nests brackets ${depth} deep; at most ${MAX_DEPTH} can be evaluated. Part it into lines.`,
      });
      return [];
    }
    return (expression === null ? [] : referredLines(expression)).flatMap((to) => {
      const found = indexOf.get(to);
      if (found !== undefined) return [found];
      problems.push({
        code: "unknown-line",
        message: `Line ${number} refers to line ${to}, which the strategy does not have. Mend the number.`,
      });
      return [];
    });
  });
  const chains: (number | undefined)[] = lines.map(() => undefined);
  const state = new Uint8Array(lines.length);
  // Depth first without a stack of calls: a line is done when all that it refers to are.
  for (let root = 0; root < lines.length; root++) {
    const waiting = [root];
    while (waiting.length > 0) {
      const line = waiting.at(-1)!;
      if (state[line] === 2) {
        waiting.pop();
        continue;
      }
      const open = referred[line]!.filter((to) => state[to] !== 2);
      if (state[line] === 1 && open.some((to) => state[to] === 1)) {
        problems.push({
          code: "circular-line",
          message: `Line ${lines[line]!.number} refers to itself, by way of line ${lines[open.find((to) => state[to] === 1)!]!.number}. Mend the numbers.`,
        });
        return problems;
      }
      state[line] = 1;
      if (open.length === 0) {
        state[line] = 2;
        chains[line] = depths[line]! + Math.max(0, ...referred[line]!.map((to) => chains[to] ?? 0));
        waiting.pop();
      } else if (open.includes(line)) {
        problems.push({
          code: "circular-line",
          message: `Line ${lines[line]!.number} refers to itself. Mend the number.`,
        });
        return problems;
      } else waiting.push(...open);
    }
  }
  const longest = Math.max(0, ...chains.map((chain) => chain ?? 0));
  if (longest > MAX_CHAIN)
    problems.push({
      code: "too-deep",
      message: `Lines refer to lines ${longest} levels deep; at most ${MAX_CHAIN} can be evaluated. Bring lines together.`,
    });
  return problems;
}

/** Plans all lines of a strategy, or of an expression as a strategy of PubMed of one line. The last line that searches is the answer. */
export function planStrategy(given: Strategy | Expression, { mesh }: MatchOptions = {}): Planned {
  const strategy = "lines" in given ? given : strategyOf(given);
  const indexOf = new Map(strategy.lines.map(({ number }, index) => [number, index]));
  const answer = strategy.lines.findLastIndex(({ expression }) => expression !== null);
  if (answer === -1)
    return {
      ok: false,
      problems: [
        { code: "nothing-to-search", message: "The strategy has no line that searches. Write one." },
      ],
    };
  const problems = problemsOf(strategy, indexOf);
  if (problems.length > 0) return { ok: false, problems };
  const notes: MatchNote[] = [];
  const nodes = new Map<Expression, Plan>();
  const context = {
    mesh,
    syntax: strategy.syntax,
    note: (code: MatchNote["code"], message: string, span: MatchNote["span"]) => {
      if (!notes.some((note) => note.message === message))
        notes.push(span === undefined ? { code, message } : { code, message, span });
    },
  };
  const lines = strategy.lines.map(({ expression }) => {
    if (expression === null) return NOTHING;
    const planned = planExpression(expression, context, (number) => indexOf.get(number));
    for (const [node, plan] of planned.nodes) nodes.set(node, plan);
    return planned.plan;
  });
  return { ok: true, plan: { strategy, lines, answer, nodes, notes } };
}

/** What some plans look at in records. */
export function wantedBy(plans: Iterable<Plan>): Wanted {
  let kinds = 0;
  let dates = false;
  const groups = new Set<KeyGroup>();
  for (const plan of plans)
    for (const part of eachPlan(plan)) {
      if (part.kind === "phrase") kinds |= part.kinds;
      else if (part.kind === "keys") groups.add(part.group);
      else if (part.kind === "days") dates = true;
    }
  return { kinds, groups, dates };
}
