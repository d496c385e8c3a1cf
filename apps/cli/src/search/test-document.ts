import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  detectSyntax,
  parseStrategy,
  type StrategyUnderTest,
  type Syntax,
  type SyntaxProblem,
} from "@coppice/identify";
import { searchDocument } from "./search-document.ts";

export type TestDocument =
  | { readonly ok: true; readonly test: StrategyUnderTest; readonly problems: readonly SyntaxProblem[] }
  | { readonly ok: false; readonly message: string };

const SYNTAXES = "pubmed ovid embase cochrane ebsco wos scopus clinicaltrials plain".split(" ");

const isNames = (value: unknown): value is readonly (string | number)[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string" || typeof name === "number");

const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === "number" && Number.isInteger(value) && value >= 0);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is wrong with the fields beside the strategy, as a sentence; undefined where nothing is. */
function fault({
  mustFind = [],
  mustNotFind = [],
  expected = {},
  subsets = [],
  syntax,
}: Fields): string | undefined {
  if (!isNames(mustFind)) return "mustFind has to be a list of PMIDs, DOIs or ids.";
  if (!isNames(mustNotFind)) return "mustNotFind has to be a list of PMIDs, DOIs or ids.";
  if (!isObject(expected) || !isCount(expected["least"]) || !isCount(expected["most"]))
    return 'expected has to be {"least": n, "most": n} with whole numbers, of which one may be missing.';
  const isSubset = (value: unknown): boolean =>
    isObject(value) && Number.isInteger(value["line"]) && Number.isInteger(value["within"]);
  if (!Array.isArray(subsets) || !subsets.every(isSubset))
    return 'subsets has to be a list of {"line": n, "within": n} with numbers of lines.';
  if (syntax !== undefined && !SYNTAXES.includes(String(syntax)))
    return `syntax "${String(syntax)}" is none; give one of ${SYNTAXES.join(", ")}.`;
  return undefined;
}

async function strategyText(fields: Fields, path: string): Promise<string | undefined> {
  const { strategy, strategyFile } = fields;
  if (typeof strategy === "string") return strategy;
  if (Array.isArray(strategy) && strategy.every((line) => typeof line === "string"))
    return strategy.join("\n");
  if (typeof strategyFile !== "string") return undefined;
  return readFile(resolve(dirname(path), strategyFile), "utf8");
}

const named = (names: unknown): readonly string[] =>
  ((names ?? []) as readonly (string | number)[]).map(String);

/**
 * Reads the document of a strategy under test. JSON: `strategy` (text, or a list of lines) or `strategyFile` (beside the document), `syntax`,
 * `mustFind`, `mustNotFind`, `expected`, `subsets`. YAML: a search document of a review, which has these beside its lines.
 */
export async function readTestDocument(path: string): Promise<TestDocument> {
  let fields: unknown;
  let text: string | undefined;
  try {
    const source = await readFile(path, "utf8");
    if (/\.ya?ml$/i.test(path)) {
      const read = searchDocument(source, path);
      if (!read.ok) return read;
      fields = read.fields;
    } else fields = JSON.parse(source);
    if (!isObject(fields))
      return { ok: false, message: `${path} holds no object; see coppice test-search --help.` };
    text = await strategyText(fields, path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return { ok: false, message: `${path} cannot be read: ${code ?? message}.` };
  }
  if (text === undefined)
    return {
      ok: false,
      message: `${path}: strategy has to be a text or a list of lines, or strategyFile the name of a file.`,
    };
  const wrong = fault(fields);
  if (wrong !== undefined) return { ok: false, message: `${path}: ${wrong}` };
  const { strategy, problems } = parseStrategy(
    text,
    (fields["syntax"] as Syntax | undefined) ?? detectSyntax(text),
  );
  const test: StrategyUnderTest = {
    strategy,
    mustFind: named(fields["mustFind"]),
    mustNotFind: named(fields["mustNotFind"]),
    ...(fields["expected"] === undefined
      ? {}
      : { expected: fields["expected"] as NonNullable<StrategyUnderTest["expected"]> }),
    ...(fields["subsets"] === undefined
      ? {}
      : { subsets: fields["subsets"] as NonNullable<StrategyUnderTest["subsets"]> }),
  };
  return { ok: true, test, problems };
}
