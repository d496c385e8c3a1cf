import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { standaloneSvg } from "@coppice/figures";
import { formatProblem, type Problem } from "@coppice/model";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { chooseColumns } from "../pool/chosen-columns.ts";
import { sheetForest, sheetFunnel } from "../pool/pool-figures.ts";
import { poolJson } from "../pool/pool-json.ts";
import { type PoolCommandOptions, poolRequest } from "../pool/pool-request.ts";
import { poolText } from "../pool/pool-text.ts";
import { effectOptions, poolSheet } from "../pool/pooled-sheet.ts";
import { rScript } from "../pool/r-script.ts";
import { readSpreadsheet, type Spreadsheet, sheetProblem } from "../pool/spreadsheet.ts";
import { studyRows } from "../pool/study-rows.ts";
import { print, printJson, tell } from "../terminal.ts";

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
};

/** The spreadsheet, or why there is none. */
async function openSheet(file: string): Promise<Spreadsheet | string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    return `${file} cannot be read: ${reasons[code] ?? code}; give a CSV file`;
  }
  if (bytes.subarray(0, 2).toString("latin1") === "PK")
    return `${file} is a workbook and no CSV file; save its sheet as "CSV UTF-8" and give that file`;
  if (bytes.includes(0))
    return `${file} is not a text in UTF-8; save the sheet as "CSV UTF-8" and give that file`;
  const sheet = readSpreadsheet(bytes.toString("utf8"), file);
  return sheet.header.length === 0 ? `${file} is empty; its first line should name the columns` : sheet;
}

interface Output {
  readonly path: string;
  readonly content: () => string;
}

/** Writes the files that were asked for; a sentence where one cannot be written. */
async function writeAll(outputs: readonly Output[]): Promise<string | undefined> {
  for (const { path, content } of outputs) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content());
    } catch (cause) {
      return `${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)}); give another place`;
    }
  }
  return undefined;
}

const places = (problems: readonly Problem[]) =>
  [...problems].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));

/** Pools a spreadsheet without a review around it, and prints or writes what came out. */
export async function pool(file: string, options: PoolCommandOptions): Promise<ExitCode> {
  const request = poolRequest(options);
  if (!request.ok) return refuse(request.sentence);
  const sheet = await openSheet(file);
  if (typeof sheet === "string") return refuse(sheet);
  const columns = chooseColumns(sheet, request.value.measure, request.value.columns);
  if (!columns.ok) return refuse(columns.sentence);

  const rows = studyRows(sheet, columns.value, (numbers) => effectOptions(request.value, numbers));
  const pooled = poolSheet(request.value, rows.studies);
  const problems = places([
    ...sheet.problems,
    ...rows.problems,
    ...(pooled.ok
      ? []
      : pooled.problems.map(({ code, message }) => sheetProblem(code, "error", message, { file }))),
  ]);
  for (const each of problems) tell(formatProblem(each));
  const failed = problems.some(({ severity }) => severity === "error");
  if (!pooled.ok) {
    if (options["json"] === true) printJson({ file, measure: request.value.measure, result: null, problems });
    return exitCode.foundProblems;
  }

  const json = () => poolJson(sheet, request.value, columns.value, pooled.value, problems);
  const script = () => rScript(file, request.value, columns.value, pooled.value);
  const forest = () => standaloneSvg(sheetForest(request.value, columns.value.input.kind, pooled.value));
  const funnel = () => standaloneSvg(sheetFunnel(request.value, pooled.value));
  const path = (option: string, content: () => string): readonly Output[] => {
    const given = options[option];
    return typeof given === "string" ? [{ path: given, content }] : [];
  };
  const { out } = options;
  const outputs = [
    ...path("forest", forest),
    ...path("funnel", funnel),
    ...(typeof out === "string"
      ? [
          { path: join(out, "forest.svg"), content: forest },
          { path: join(out, "funnel.svg"), content: funnel },
          { path: join(out, "result.json"), content: () => `${JSON.stringify(json(), null, 2)}\n` },
          { path: join(out, "metafor.R"), content: () => `${script()}\n` },
        ]
      : []),
  ];
  const unwritten = await writeAll(outputs);
  if (unwritten !== undefined) return refuse(unwritten);

  if (options["json"] === true) printJson(json());
  else if (options["r"] === true) print(script());
  else {
    if (columns.value.guessed.length > 0)
      tell(`columns guessed from their names: ${columns.value.guessed.join(", ")}`);
    const left = new Set(problems.filter(({ code }) => code !== "label-twice").map(({ where }) => where.line))
      .size;
    print(poolText(request.value, pooled.value, left));
    if (outputs.length > 0) print(`\nwritten: ${outputs.map((each) => each.path).join(", ")}`);
  }
  return failed ? exitCode.foundProblems : exitCode.done;
}
