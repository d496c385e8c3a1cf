import { eachExpression } from "../expressions.ts";
import type { Notation } from "../print/notation.ts";
import { renderExpression } from "../print/render-expression.ts";
import type { Expression, Strategy, StrategyLine } from "../strategy.ts";
import type { EngineId } from "./engine.ts";
import { ENGINES } from "./engines/engines.ts";
import { filterFinder } from "./filters/recognise-filter.ts";
import { replaceFilters } from "./filters/replace-filters.ts";
import { expandReferences, renumbered } from "./line-numbers.ts";
import { translateExpression } from "./translate-expression.ts";
import { sameDatabase } from "./translate-text.ts";
import type { Translating, TranslationOptions } from "./translating.ts";
import { type TranslationWarning, WarningList } from "./warning.ts";

/** One line as the engine takes it. */
export interface TranslatedLine {
  /** As the engine counts the lines when they are run one after the other. */
  readonly number: number;
  /** The line of the source. */
  readonly from: number;
  readonly text: string;
}

/** A strategy as it is searched in one database, and all that this changes. */
export interface Translation {
  readonly engine: EngineId;
  /** The lines, one below the other, without their numbers. */
  readonly text: string;
  readonly lines: readonly TranslatedLine[];
  readonly warnings: readonly TranslationWarning[];
}

/**
 * Writes a strategy in the syntax of another database. What the database cannot say is said in the closest way it has, or left out;
 * either is told with its effect, and nothing is lost or widened without a warning.
 */
export function translateStrategy(
  strategy: Strategy,
  engineId: EngineId,
  options: TranslationOptions = {},
): Translation {
  const engine = ENGINES[engineId];
  const warnings = new WarningList();
  const dropped = new Set<number>();
  const find = filterFinder(strategy);
  const translatingLine = (line: number): Translating => ({
    strategy,
    engine,
    options,
    line,
    dropped,
    tell: (code, severity, effect, message, about) =>
      warnings.tell(line, {
        code,
        severity,
        effect,
        message,
        ...(about?.span !== undefined && { span: about.span }),
      }),
  });
  tellGeneral(strategy, options, translatingLine(strategy.lines[0]?.number ?? 1));

  const released = new Set<number>();
  const prepared = strategy.lines.map((line) => {
    const translating = translatingLine(line.number);
    tellLine(line, translating);
    if (line.expression === null || sameDatabase(translating)) return line.expression ?? undefined;
    return replaceFilters(line.expression, {
      engine: engineId,
      engineName: engine.name,
      find,
      tell: (code, severity, message, about) => translating.tell(code, severity, "unknown", message, about),
      released: (number) => released.add(number),
    });
  });
  const unused = noLongerUsed(strategy, prepared, released);

  const translated: { readonly line: StrategyLine; readonly expression: Expression }[] = [];
  strategy.lines.forEach((line, at) => {
    const expression = prepared[at];
    const translating = translatingLine(line.number);
    if (unused.has(line.number)) {
      dropped.add(line.number);
      translating.tell(
        "filter-lines-dropped",
        "info",
        "none",
        "These lines were parts of the filter that is written otherwise here, and are dropped.",
      );
      return;
    }
    const result = expression && translateExpression(expression, translating, "line");
    if (result === undefined) {
      dropped.add(line.number);
      if (line.expression !== null)
        translating.tell(
          "line-dropped",
          "warning",
          "unknown",
          `Nothing of the line is left in ${engine.name}: it is dropped.`,
        );
      return;
    }
    translated.push({ line, expression: result });
  });

  const numbers = new Map(translated.map(({ line }, at) => [line.number, at + 1]));
  tellRenumbering(numbers, strategy, translatingLine);
  const expand = options.expandLines === true ? expandReferences() : undefined;
  const lines = translated.map(({ line, expression }, at): TranslatedLine => {
    const translating = translatingLine(line.number);
    const whole =
      expand === undefined ? renumbered(expression, numbers) : expand(line.number, expression, translating);
    const text = renderExpression(whole, withShortLists(engine.notation));
    const operator =
      line.trailingOperator === undefined ? "" : engine.notation.operators[line.trailingOperator].trimEnd();
    return { number: at + 1, from: line.number, text: `${text}${operator}` };
  });
  return {
    engine: engineId,
    text: lines.map(({ text }) => text).join("\n"),
    lines,
    warnings: warnings.list(),
  };
}

function tellGeneral(strategy: Strategy, { mesh }: TranslationOptions, { engine, tell }: Translating): void {
  const headings = strategy.lines.some(
    ({ expression }) =>
      expression !== null && [...eachExpression(expression)].some(({ kind }) => kind === "heading"),
  );
  if (headings && mesh === undefined)
    tell(
      "headings-unchecked",
      "info",
      "none",
      "No thesaurus was at hand: headings were not looked up, and their entry terms are not known.",
    );
  if (engine.id === "cochrane")
    tell(
      "paste-into-search-manager",
      "info",
      "none",
      "Paste this into the Search Manager, not into the Search tab: there, variations of words are added unless they are switched off.",
    );
  if (engine.id === "clinicaltrials")
    tell(
      "synonyms-added",
      "info",
      "wider",
      "ClinicalTrials.gov adds synonyms to words unless EXPANSION[None] is asked for: it finds more than the words.",
    );
}

function tellLine(line: StrategyLine, { tell }: Translating): void {
  if (line.comments.length > 0)
    tell(
      "comments-dropped",
      "info",
      "none",
      `What is not searched is dropped: ${line.comments.map((comment) => `“${comment}”`).join(", ")}.`,
    );
  if (line.trailingOperator !== undefined)
    tell(
      "trailing-operator",
      "error",
      "unknown",
      `The line ends in “${line.trailingOperator}” with nothing after it, here as in the source: write what is missing, or take it away.`,
    );
  if (line.expression === null && line.comments.length === 0)
    tell("line-unreadable", "error", "unknown", "The line could not be read and is dropped.");
}

function tellRenumbering(
  numbers: ReadonlyMap<number, number>,
  strategy: Strategy,
  translatingLine: (line: number) => Translating,
): void {
  const moved = [...numbers].find(([from, to]) => from !== to);
  if (moved === undefined) return;
  const referred = strategy.lines.some(
    ({ expression }) =>
      expression !== null && [...eachExpression(expression)].some(({ kind }) => kind === "line"),
  );
  if (referred)
    translatingLine(moved[0]).tell(
      "lines-renumbered",
      "info",
      "none",
      `Lines are numbered as the database counts them when they are run in turn: line ${moved[0]} of the source is line ${moved[1]}, and so on.`,
    );
}

/** Lines that only a replaced filter referred to, directly or through such lines; the last line always stays. */
function noLongerUsed(
  strategy: Strategy,
  prepared: readonly (Expression | undefined)[],
  released: ReadonlySet<number>,
): ReadonlySet<number> {
  const unused = new Set<number>();
  const last = strategy.lines.at(-1)?.number;
  const used = new Set<number>();
  for (let at = strategy.lines.length - 1; at >= 0; at--) {
    const number = strategy.lines[at]?.number;
    const expression = prepared[at];
    if (number === undefined) continue;
    if (number !== last && released.has(number) && !used.has(number)) {
      unused.add(number);
      continue;
    }
    if (expression !== undefined)
      for (const part of eachExpression(expression)) if (part.kind === "line") used.add(part.number);
  }
  return unused;
}

/** Few lines are written one by one, for everybody reads that; many as a range. */
const MOST_LISTED = 4;

function withShortLists(notation: Notation): Notation {
  const { references } = notation;
  if (references === undefined) return notation;
  return {
    ...notation,
    references: (by, lines) => (lines.length > MOST_LISTED ? references(by, lines) : undefined),
  };
}
