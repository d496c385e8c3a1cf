import { type BibliographicRecord, fullRecordText, type RecordFormat } from "@coppice/identify";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { readFile } from "../records/read-file.ts";
import { print, printJson, tell, terminalWidth } from "../terminal.ts";

export interface ShowOptions {
  readonly record: number;
  readonly format?: RecordFormat;
  readonly json?: boolean;
}

/** Shows one record of an export in full. */
export async function show(path: string, options: ShowOptions): Promise<ExitCode> {
  let wanted: BibliographicRecord | undefined;
  let count = 0;
  const read = await readFile(
    path,
    (record) => {
      count += 1;
      if (count === options.record) wanted = record;
    },
    options.format,
  );
  if (!read.ok) {
    tell(`coppice: ${read.message}`);
    return exitCode.misuse;
  }
  if (wanted === undefined) {
    tell(
      count === 0
        ? `coppice: ${path} holds no record; see why with: coppice import ${path}`
        : `coppice: ${path} has no record ${options.record}; give a number from 1 to ${count}.`,
    );
    return exitCode.misuse;
  }
  if (options.json === true) printJson(wanted);
  else print(fullRecordText(wanted, { width: terminalWidth() }));
  return exitCode.done;
}
