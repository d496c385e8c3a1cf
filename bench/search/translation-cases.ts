import { readFileSync } from "node:fs";
import {
  fieldPattern,
  headingPattern,
  type MeshThesaurus,
  parseStrategy,
  translateStrategy,
} from "@coppice/identify";
import { caseConcepts, caseEngines, caseHeadings, caseSyntaxes } from "./case-engines.ts";
import { sameSearch } from "./same-search.ts";

/** A case of `data/search/translation-public.json`. */
export interface TranslationCase {
  readonly id: string;
  readonly source: string;
  readonly kind: "translate" | "parse" | "lint" | "field-table" | "heading-table";
  readonly from: string;
  readonly to: string;
  readonly input: string;
  readonly expected: unknown;
  readonly note: string;
  readonly verdict: "agree" | "disputed";
  readonly why: string;
}

export interface CaseResult {
  readonly of: TranslationCase;
  readonly ours: string;
  readonly warnings: readonly string[];
  readonly same: boolean;
}

export const readCases = (path: string): readonly TranslationCase[] =>
  JSON.parse(readFileSync(path, "utf8")) as readonly TranslationCase[];

/** Expected answers that are no searches: the source had not written them yet, or says that it has none. */
export const isPlaceholder = ({ expected }: TranslationCase): boolean =>
  /^(?:FIXME$|Template: )/.test(String(expected));

/** Our answer to a case; nothing where it is none of translation, or about a form that is no database's. */
export function answer(of: TranslationCase, mesh: MeshThesaurus | undefined): CaseResult | undefined {
  const engine = caseEngines[of.to];
  if (of.kind === "field-table" || of.kind === "heading-table") return tableAnswer(of);
  const syntax = caseSyntaxes[of.from];
  if (of.kind !== "translate" || engine === undefined || syntax === undefined) return undefined;
  const { strategy } = parseStrategy(of.input, syntax);
  // Polyglot writes references out unless it is asked to keep lines apart; its tests of numbering do not ask.
  const expandLines = of.source.endsWith("numbering.js");
  const { text, warnings } = translateStrategy(strategy, engine, {
    expandLines,
    ...(mesh !== undefined && { mesh }),
  });
  return {
    of,
    ours: text,
    warnings: warnings.map(({ message }) => message),
    same: sameSearch(text, String(of.expected)),
  };
}

function tableAnswer(of: TranslationCase): CaseResult {
  const second = of.to === "Ovid MEDLINE 2";
  const engine = caseEngines[second ? "Ovid MEDLINE" : of.to];
  const concept = caseConcepts[of.input];
  const heading = caseHeadings[of.input];
  const found =
    engine === undefined
      ? undefined
      : of.kind === "heading-table"
        ? heading && headingPattern(heading, engine)
        : concept && fieldPattern(concept, engine);
  const ours = (second ? found?.alternative : undefined) ?? found?.pattern ?? "";
  return {
    of,
    ours,
    warnings: found?.note === undefined ? [] : [found.note],
    same: sameSearch(ours, String(of.expected)),
  };
}
