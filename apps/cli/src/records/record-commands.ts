import type { RecordFormat } from "@coppice/identify";
import { Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { formatNames } from "./format-names.ts";

type Finish = (code: ExitCode) => void;

const formats = Object.keys(formatNames).join(", ");

function formatNamed(value: string): RecordFormat {
  if (!Object.hasOwn(formatNames, value)) throw new InvalidArgumentError(`give one of ${formats}.`);
  return value as RecordFormat;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("give a whole number from 1 on.");
  return number;
}

/** `coppice import`, `convert`, `show` and `dedupe`: what is done with export files outside of a review. */
export function recordCommands(finish: Finish): readonly Command[] {
  return [importCommand(finish)];
}

function importCommand(finish: Finish): Command {
  return new Command("import")
    .description(
      "read exports of databases and reference managers, and say what was in them and what was odd",
    )
    .argument("<files...>", "files of any format, also packed by gzip or zip")
    .option("--format <id>", `read as this format, whatever the bytes say: ${formats}`, formatNamed)
    .option("--all", "list every anomaly, not the first 10 of a file")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExamples:\n  coppice import medline.nbib embase.ris\n  coppice import scopus.csv --json",
    )
    .action(async (files, options) => {
      const { importFiles } = await import("../commands/import.ts");
      finish(await importFiles(files, options));
    });
}

