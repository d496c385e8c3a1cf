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
  return [importCommand(finish), convertCommand(finish), showCommand(finish), dedupeCommand(finish)];
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

function convertCommand(finish: Finish): Command {
  return new Command("convert")
    .description("write an export in another format; what that format has no field for is carried along")
    .argument("<in>", "file of any format")
    .argument("<out>", "file to write: .ris, .nbib, .bib, .json (CSL-JSON), .csv or .xlsx")
    .option("--format <id>", "read as this format, whatever the bytes say", formatNamed)
    .option("--to <id>", "write this format, whatever the name says: ris, nbib, bibtex, csl-json, csv, xlsx")
    .addHelpText("after", "\nExample:\n  coppice convert endnote.xml library.ris")
    .action(async (input, output, options) => {
      const { convert } = await import("../commands/convert.ts");
      finish(await convert(input, output, options));
    });
}

function showCommand(finish: Finish): Command {
  return new Command("show")
    .description("show one record in full, as PubMed shows it")
    .argument("<file>", "file of any format")
    .option("--record <n>", "which record of the file (default: 1)", wholeNumber, 1)
    .option("--format <id>", "read as this format, whatever the bytes say", formatNamed)
    .option("--json", "print the record as JSON")
    .addHelpText("after", "\nExample:\n  coppice show medline.nbib --record 12")
    .action(async (file, options) => {
      const { show } = await import("../commands/show.ts");
      finish(await show(file, options));
    });
}

function dedupeCommand(finish: Finish): Command {
  return new Command("dedupe")
    .description("find the records that are copies of one publication; nothing is deleted")
    .argument("<files...>", "files of any format")
    .option(
      "--out <file>",
      "write CSV: record_id, cluster_id, keep (1 for the record that stands for its cluster)",
    )
    .option("--review <file>", "write CSV: the pairs that a person has to look at, best first")
    .option("--decisions <file>", "CSV of a person's decisions: kind (same or different), a, b; they win")
    .option("--library <file>", "CSV of an earlier --out: its clusters stay as they are")
    .option("--merge-preprints", "count a preprint and its article as one (default: apart, related)")
    .option(
      "--merge-cochrane-versions",
      "count versions of a Cochrane review as one (default: apart, related)",
    )
    .option("--explain", "print why each cluster is one")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nRecords are named by the column record_id of a CSV file; else by their number in the file, as 12 or medline.nbib#12.\n\nExample:\n  coppice dedupe medline.nbib embase.ris --out clusters.csv --review look.csv",
    )
    .action(async (files, options) => {
      const { dedupe } = await import("../commands/dedupe.ts");
      finish(await dedupe(files, options));
    });
}
