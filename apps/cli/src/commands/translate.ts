import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import {
  detectSyntax,
  ENGINE_IDS,
  type EngineId,
  engineName,
  engineNamed,
  parseStrategy,
  type Syntax,
  type SyntaxProblem,
  type Translation,
  type TranslationWarning,
  translateStrategy,
} from "@coppice/identify";
import { loadMesh } from "@coppice/project";
import { wrap } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { paint, print, printJson, tell } from "../terminal.ts";

export interface TranslateOptions {
  readonly from?: Syntax;
  readonly to: string;
  readonly expandLines?: boolean;
  readonly authorKeywords?: boolean;
  readonly json?: boolean;
}

/** Wide enough for a warning and narrow enough to paste beside a search box. */
const WIDTH = 80;

type Engines =
  | { readonly ok: true; readonly engines: readonly EngineId[] }
  | { readonly ok: false; readonly message: string };

function enginesOf(list: string): Engines {
  const names = list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.some((name) => name.toLowerCase() === "all")) return { ok: true, engines: ENGINE_IDS };
  const engines: EngineId[] = [];
  for (const name of names) {
    const engine = engineNamed(name);
    if (engine === undefined)
      return {
        ok: false,
        message: `there is no database "${name}"; give some of ${ENGINE_IDS.join(", ")}, or all.`,
      };
    if (!engines.includes(engine)) engines.push(engine);
  }
  return engines.length > 0
    ? { ok: true, engines }
    : { ok: false, message: `--to names no database; give some of ${ENGINE_IDS.join(", ")}, or all.` };
}

/** Translates a strategy; exit code 1 when something in it could not be read. */
export async function translate(file: string, options: TranslateOptions): Promise<ExitCode> {
  const asked = enginesOf(options.to);
  if (!asked.ok) {
    tell(`coppice: ${asked.message}`);
    return exitCode.misuse;
  }
  let source: string;
  try {
    source = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (error) {
    tell(`coppice: ${file} could not be read: ${(error as Error).message}`);
    return exitCode.misuse;
  }
  const syntax = options.from ?? detectSyntax(source);
  const { strategy, problems } = parseStrategy(source, syntax);
  const mesh = loadMesh();
  const translations = asked.engines.map((engine) =>
    translateStrategy(strategy, engine, {
      mesh,
      expandLines: options.expandLines === true,
      ...(options.authorKeywords === true && { authorKeywords: true }),
    }),
  );
  if (options.json) printJson(asJson(syntax, problems, translations));
  else printed(syntax, options.from === undefined, problems, translations);
  return problems.some(({ severity }) => severity === "error") ? exitCode.foundProblems : exitCode.done;
}

function asJson(syntax: Syntax, problems: readonly SyntaxProblem[], translations: readonly Translation[]) {
  return {
    from: syntax,
    problems,
    outputs: Object.fromEntries(
      translations.map(({ engine, text: written, lines, warnings }) => [
        engineName(engine),
        { text: written, warnings: warnings.map(sentence), lines, details: warnings },
      ]),
    ),
  };
}

const place = ({ lines }: TranslationWarning): string => {
  const shown = lines.slice(0, 6).join(", ");
  return lines.length === 1 ? `line ${shown}` : `lines ${shown}${lines.length > 6 ? " …" : ""}`;
};

const effects = { wider: ", wider", narrower: ", narrower", unknown: ", changed", none: "" } as const;

const sentence = (warning: TranslationWarning): string =>
  `${place(warning)} (${warning.code}${effects[warning.effect]}): ${warning.message}`;

function printed(
  syntax: Syntax,
  guessed: boolean,
  problems: readonly SyntaxProblem[],
  translations: readonly Translation[],
): void {
  print(`Read as ${syntax}${guessed ? ", by the look of it (say --from if it is not)" : ""}.`);
  for (const { line, column, severity, message } of problems)
    indented(`${severity} at ${line}:${column}: ${message}`, 2);
  for (const { engine, lines, warnings } of translations) {
    print(`\n${paint.bold(engineName(engine))}`);
    for (const { number, text: written } of lines)
      print(lines.length === 1 ? written : `${number}  ${written}`);
    if (warnings.length > 0) print("");
    for (const warning of warnings) indented(`${mark[warning.severity]} ${sentence(warning)}`, 4);
  }
}

const mark = { error: "✗", warning: "!", info: "·" } as const;

function indented(message: string, hang: number): void {
  const [first = "", ...rest] = wrap(message, WIDTH - hang);
  print(`  ${first}`);
  for (const line of rest) print(`${" ".repeat(hang)}${line}`);
}
