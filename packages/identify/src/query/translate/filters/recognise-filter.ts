import { eachExpression } from "../../expressions.ts";
import { writeWords } from "../../print/signs.ts";
import type { Expression, Strategy } from "../../strategy.ts";

/** A published filter that a strategy holds, by what it searches for. */
interface Signature {
  readonly name: string;
  /** All of it must be there. */
  readonly core: readonly string[];
  /** Spellings that came with later versions. */
  readonly also: readonly string[];
}

/** Texts, headings and types in the form that {@link keyOf} gives them. */
const SIGNATURES: readonly Signature[] = [
  {
    name: "the Cochrane Highly Sensitive Search Strategy, sensitivity-maximizing",
    core: [
      "randomized controlled trial@type",
      "controlled clinical trial@type",
      "randomized@text",
      "placebo@text",
      "drug therapy@subheading",
      "randomly@text",
      "trial@text",
      "groups@text",
    ],
    also: ["clinical trials as topic@heading"],
  },
  {
    name: "the Cochrane Highly Sensitive Search Strategy, sensitivity- and precision-maximizing",
    core: [
      "randomized controlled trial@type",
      "controlled clinical trial@type",
      "randomized@text",
      "placebo@text",
      "clinical trials as topic@heading",
      "randomly@text",
      "trial@text",
    ],
    also: [],
  },
];

/** What a strategy does with a filter: takes it as published, or in a form of its own. */
export interface Recognised {
  readonly name: string;
  readonly asPublished: boolean;
}

type Keys = ReadonlySet<string>;

/** All that an expression joins by OR, over its lines; nothing where it joins anything in another way. */
export function filterFinder(strategy: Strategy): (expression: Expression) => Recognised | undefined {
  const byLine = new Map<number, Keys | undefined>();
  const earlier = (line: number): Keys | undefined => byLine.get(line);
  for (const line of strategy.lines)
    byLine.set(line.number, line.expression === null ? undefined : keysOf(line.expression, earlier));
  return (expression) => {
    if (expression.kind !== "or") return undefined;
    const keys = keysOf(expression, earlier);
    return keys && recognise(keys);
  };
}

function recognise(keys: Keys): Recognised | undefined {
  for (const { name, core, also } of SIGNATURES) {
    const found = core.filter((key) => keys.has(key)).length;
    const more = [...keys].filter((key) => !core.includes(key) && !also.includes(key)).length;
    if (found === core.length && more === 0) return { name, asPublished: true };
    if (found >= core.length - 2 && keys.has("randomized controlled trial@type"))
      return { name, asPublished: false };
  }
  return undefined;
}

/** Above this an OR is no filter. */
const MOST_KEYS = 60;

function keysOf(expression: Expression, earlier: (line: number) => Keys | undefined): Keys | undefined {
  const keys = new Set<string>();
  for (const part of eachExpression(expression)) {
    if (part.kind === "or") continue;
    if (part.kind === "line") {
      const inLine = earlier(part.number);
      if (inLine === undefined) return undefined;
      for (const key of inLine) keys.add(key);
    } else {
      const key = keyOf(part);
      if (key === undefined) return undefined;
      keys.add(key);
    }
    if (keys.size > MOST_KEYS) return undefined;
  }
  return keys;
}

const shown = { any: "*", one: "#", "zero-or-one": "?" };

const TYPES = new Set(["randomized controlled trial", "controlled clinical trial"]);

function keyOf(part: Expression): string | undefined {
  if (part.kind === "subheading") return `${part.name}@subheading`;
  if (part.kind === "heading") {
    const name = part.name.toLowerCase();
    return `${name}@${TYPES.has(name) ? "type" : "heading"}`;
  }
  if (part.kind !== "text") return undefined;
  const words = writeWords(part, shown).toLowerCase();
  if (part.fields.includes("publication-type")) return `${words.replace("randomised", "randomized")}@type`;
  if (/^randomi[sz#?*]ed$/.test(words)) return "randomized@text";
  return `${words === "placebo*" ? "placebo" : words}@text`;
}
