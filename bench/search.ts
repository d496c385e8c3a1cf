import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadMesh } from "@coppice/project";
import type { Measured } from "./measure.ts";
import { HOW_TO_GET_POLYGLOT, polyglot, polyglotOutputs } from "./search/polyglot.ts";
import { type Checked, checked, ourOutputs, readStrategies } from "./search/strategy-check.ts";
import { answer, isPlaceholder, readCases } from "./search/translation-cases.ts";

/** Most of 60 published strategies that may have a problem which no warning names. */
const MOST_SILENT = 3;

/** Search translation: the public cases, and published strategies in seven databases, beside the Polyglot Search Translator. */
export function benchSearch(root: string): readonly Measured[] {
  const shared = join(root, "../shared");
  const [cases, strategies, tool] = [
    join(shared, "data/search/translation-public.json"),
    join(shared, "data/search/strategies.json"),
    join(shared, "tools/strategy_check.py"),
  ];
  if (![cases, strategies, tool].every(existsSync)) {
    console.log(`no cases of translation: ${cases}, ${strategies} and ${tool} are wanted\n`);
    return [];
  }
  return [...caseFigures(cases), ...strategyFigures(strategies, tool)];
}

function caseFigures(path: string): readonly Measured[] {
  const mesh = loadMesh();
  const results = readCases(path).flatMap((of) => answer(of, mesh) ?? []);
  const agreed = results.filter(({ of }) => of.verdict === "agree" && !isPlaceholder(of));
  const disputed = results.filter(({ of }) => of.verdict === "disputed");
  const other = agreed.filter(({ same }) => !same).length;
  const untold = disputed.filter(({ warnings }) => warnings.length === 0).length;
  return [
    {
      promise: "cases of translation answered otherwise, agreed",
      bound: 0.03,
      unit: "share",
      figure: other / agreed.length,
      note: `${agreed.length - other} of ${agreed.length} the same; docs/search-report.md says why of each other one`,
    },
    {
      promise: "cases of translation answered without a warning, disputed",
      bound: 0,
      unit: "share",
      figure: untold / disputed.length,
      note: `${disputed.length} cases`,
    },
  ];
}

function strategyFigures(path: string, tool: string): readonly Measured[] {
  const strategies = readStrategies(path);
  const start = process.cpuUsage();
  const outputs = ourOutputs(strategies, loadMesh());
  const used = process.cpuUsage(start);
  const ours = checked(tool, path, outputs);
  if ("reason" in ours) {
    console.log(`the check of strategies could not be run: ${ours.reason}\n`);
    return [];
  }
  const peer = polyglot();
  if (peer === null) console.log(`${HOW_TO_GET_POLYGLOT}\n`);
  const theirs = peer === null ? [] : checked(tool, path, polyglotOutputs(peer, strategies));
  const ms = (used.user + used.system) / 1000 / (strategies.length * Object.keys(ours).length);
  return [
    ...ours.map((found) => ({
      promise: `published strategies with a silent problem, ${found.engine}`,
      bound: MOST_SILENT,
      unit: "strategies" as const,
      figure: found.strategies - found.withoutSilentProblem,
      note: `of ${found.strategies}${theirsOf(found, "reason" in theirs ? [] : theirs)}`,
    })),
    { promise: "a published strategy in one database", bound: 50, unit: "ms", figure: ms, note: "mean, CPU" },
  ];
}

function theirsOf({ engine }: Checked, theirs: readonly Checked[]): string {
  const peer = theirs.find((found) => found.engine === engine);
  return peer === undefined
    ? ""
    : `; Polyglot in the same run: ${peer.strategies - peer.withoutSilentProblem}`;
}
