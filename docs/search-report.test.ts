/**
 * Writes `search-report.md` from the public cases of translation and the published strategies (with
 * `npx vitest run docs/search-report.test.ts -u`), and holds it to them. Passes over both where the data are not at hand.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ENGINE_IDS, engineName, SEARCH_FILTERS } from "@coppice/identify";
import { loadMesh } from "@coppice/project";
import { expect, it } from "vitest";
import { caseEngines } from "../bench/search/case-engines.ts";
import { checked, ourOutputs, readStrategies } from "../bench/search/strategy-check.ts";
import { answer, type CaseResult, isPlaceholder, readCases } from "../bench/search/translation-cases.ts";
import { whyOther } from "../bench/search/why-other.ts";

const shared = resolve("../shared");
const files = {
  cases: `${shared}/data/search/translation-public.json`,
  strategies: `${shared}/data/search/strategies.json`,
  tool: `${shared}/tools/strategy_check.py`,
};
const atHand = Object.values(files).every(existsSync);

const cell = (text: string): string =>
  `\`${
    text
      .replace(/\s*\n\s*/g, " ⏎ ")
      .replaceAll("|", "\\|")
      .replaceAll("`", "'")
      .slice(0, 160) || " "
  }\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

const textTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function byEngine(results: readonly CaseResult[]): string {
  const names = [
    ...new Set(results.map(({ of }) => caseEngines[of.to === "Ovid MEDLINE 2" ? "Ovid MEDLINE" : of.to])),
  ];
  const rows = ENGINE_IDS.filter((id) => names.includes(id)).map((id) => {
    const own = results.filter(
      ({ of }) =>
        caseEngines[of.to === "Ovid MEDLINE 2" ? "Ovid MEDLINE" : of.to] === id && !isPlaceholder(of),
    );
    const agreed = own.filter(({ of }) => of.verdict === "agree");
    const disputed = own.filter(({ of }) => of.verdict === "disputed");
    return [
      engineName(id),
      String(agreed.length),
      String(agreed.filter(({ same }) => same).length),
      String(disputed.length),
      String(disputed.filter(({ warnings }) => warnings.length > 0).length),
    ];
  });
  return table(["database", "agreed", "the same", "disputed", "answered with a warning"], rows);
}

it.runIf(atHand)(
  "the report on search translation says what comes of every case, and why",
  { timeout: 120_000 },
  async () => {
    const mesh = loadMesh();
    const results = readCases(files.cases).flatMap((of) => answer(of, mesh) ?? []);
    const agreed = results.filter(({ of }) => of.verdict === "agree" && !isPlaceholder(of));
    const placeholders = results.filter(({ of }) => isPlaceholder(of)).length;
    const other = agreed.filter(({ same }) => !same);
    const disputed = results.filter(({ of }) => of.verdict === "disputed");
    expect(other.length / agreed.length).toBeLessThanOrEqual(0.03);
    expect(other.filter((result) => whyOther(result) === undefined)).toEqual([]);
    expect(disputed.filter(({ warnings }) => warnings.length === 0)).toEqual([]);

    const strategies = readStrategies(files.strategies);
    const found = checked(files.tool, files.strategies, ourOutputs(strategies, mesh));
    if ("reason" in found) throw new Error(`tools/strategy_check.py could not be run: ${found.reason}`);
    for (const { withoutSilentProblem } of found) expect(withoutSilentProblem).toBeGreaterThanOrEqual(57);

    const page = `# Search translation, measured

This page is made by \`docs/search-report.test.ts\`. The cases are ${results.length} of the suites and tables of the Polyglot Search Translator (MIT) and of search-query (MIT), taken as
data: what one database's syntax is in another's. They are compared white space, the letter case of operators and redundant brackets aside. A case is *disputed* where
what that tool prints is not what the searcher meant; there our own answer and a warning are wanted. ${placeholders} expected answers are no searches ("FIXME", "not found") and are left out.

**${agreed.length - other.length} of ${agreed.length} agreed cases are the same (${((100 * (agreed.length - other.length)) / agreed.length).toFixed(1)} %); all ${disputed.length} disputed ones are answered with a warning.**

${byEngine(results)}

## Agreed cases that we answer otherwise

${textTable(
  ["from", "to", "input", "expected", "ours", "why"],
  other.map((result) => [
    result.of.from,
    result.of.to,
    cell(result.of.input),
    cell(String(result.of.expected)),
    cell(result.ours),
    whyOther(result) ?? "",
  ]),
)}

## Disputed cases

What the other tool prints, what we print, and the first of our warnings; cases of the same shape are shown once.

${textTable(
  ["from", "to", "input", "printed by Polyglot", "ours", "warning"],
  [
    ...new Map(
      disputed.map((result) => [`${result.of.to} ${result.warnings[0]?.replace(/“[^”]*”/g, "")}`, result]),
    ).values(),
  ].map(({ of, ours, warnings }) => [
    of.from,
    of.to,
    cell(of.input),
    cell(String(of.expected)),
    cell(ours),
    warnings[0] ?? "",
  ]),
)}

## ${strategies.length} published strategies in seven databases

Strategies of Cochrane reviews (CLEF TAR 2019, MIT), looked over by a check of text for meaning that was lost. A problem that one of our warnings names is *told*; one that
none names is *silent*. What is still silent was read: names of PubMed's tags that are no words of the search (\`[Supplementary Concept]\`, \`[CRDT]\`), and an
entry term of MeSH that looks like an operator (\`N3 Sleep\`).

${table(
  ["database", "strategies", "no silent problem", "silent", "told"],
  found.map(({ engine, strategies: count, withoutSilentProblem, silent, told }) => [
    engine,
    String(count),
    String(withoutSilentProblem),
    silent.replace(/[{}']/g, "") || "none",
    told.replace(/[{}']/g, "") || "none",
  ]),
)}

Polyglot 5.2.0 under the same check is measured beside it by \`npm run bench -- search\`.

## Filters

A validated filter is never translated word by word: the target's own is taken. Those kept:

${textTable(
  ["for", "database", "name", "date", "source", "validated"],
  SEARCH_FILTERS.flatMap(({ id, texts }) =>
    texts.map(({ engine, name, date, source, validated }) => [
      id,
      engineName(engine),
      name,
      date,
      source,
      validated ? "yes" : "no",
    ]),
  ),
)}
`;
    await expect(page).toMatchFileSnapshot("search-report.md");
  },
);
