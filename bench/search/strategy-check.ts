import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type EngineId,
  engineName,
  type MeshThesaurus,
  parseStrategy,
  type Syntax,
  translateStrategy,
} from "@coppice/identify";

/** The seven databases that the check knows. */
const CHECKED: readonly EngineId[] = [
  "pubmed",
  "ovid-medline",
  "cochrane",
  "embase",
  "cinahl",
  "wos",
  "scopus",
];

interface PublishedStrategy {
  readonly topic: string;
  readonly kind: Syntax;
  readonly query: string;
}

interface Output {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Outputs by topic and by the name of the engine, as the check reads them. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, Output>>>>;

/** What the check found for one database. */
export interface Checked {
  readonly engine: string;
  readonly strategies: number;
  readonly withoutSilentProblem: number;
  /** Problems that no warning named, and those that one did, as the check prints them. */
  readonly silent: string;
  readonly told: string;
}

export const readStrategies = (path: string): readonly PublishedStrategy[] =>
  JSON.parse(readFileSync(path, "utf8")) as readonly PublishedStrategy[];

/** Every strategy in every checked database. */
export function ourOutputs(strategies: readonly PublishedStrategy[], mesh: MeshThesaurus): Outputs {
  return Object.fromEntries(
    strategies.map(({ topic, kind, query }) => {
      const { strategy } = parseStrategy(query, kind);
      const outputs = CHECKED.map((engine): [string, Output] => {
        const { text, warnings } = translateStrategy(strategy, engine, { mesh });
        return [engineName(engine), { text, warnings: warnings.map(({ message }) => message) }];
      });
      return [topic, Object.fromEntries(outputs)];
    }),
  );
}

const LINE = /^(.+?)\s+strategies (\d+), no silent problem (\d+) \| silent (\{.*?\}) \| told (\{.*?\})$/;

/** Runs `tools/strategy_check.py` on outputs; nothing, with the reason, where there is no Python. */
export function checked(
  tool: string,
  strategies: string,
  outputs: Outputs,
): readonly Checked[] | { readonly reason: string } {
  const folder = mkdtempSync(join(tmpdir(), "coppice-search-"));
  try {
    const file = join(folder, "outputs.json");
    writeFileSync(file, JSON.stringify(outputs));
    const printed = execFileSync("python3", [tool, "--strategies", strategies, "--outputs", file], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return printed
      .trim()
      .split("\n")
      .flatMap((line) => {
        const found = LINE.exec(line);
        if (found === null) return [];
        const [, engine = "", count, clean, silent = "", told = ""] = found;
        return [{ engine, strategies: Number(count), withoutSilentProblem: Number(clean), silent, told }];
      });
  } catch (cause) {
    return { reason: cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
