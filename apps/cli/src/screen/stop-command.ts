import { Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { RULES } from "./stop-statements.ts";
import { neededOption, stageOption, wholeFrom } from "./vote-options.ts";

type Finish = (code: ExitCode) => void;

function share(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < 1)) {
    throw new InvalidArgumentError("give a share between 0 and 1, such as 0.95; only all records give 1.");
  }
  return number;
}

const ids = (value: string): readonly string[] =>
  value
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");

const withDecisions = (command: Command): Command =>
  command
    .argument("<file>", "records: an export of any format, or a CSV file with record_id, title, abstract")
    .option("--labels <file>", "CSV of decisions in the order made: record_id, label (1 or 0)")
    .option("--order <file>", "or JSON lines, as coppice screen simulate writes them")
    .option("--votes <file>", "or a file of votes, as coppice screen writes it")
    .addOption(stageOption())
    .addOption(neededOption());

/** `coppice screen stop`: whether screening may end. */
export function stopCommand(finish: Finish): Command {
  return withDecisions(new Command("stop"))
    .description("say whether screening may stop, by which rule, and what that rests on")
    .option("--sample <file>", "a random sample with its labels, as coppice screen sample draws it")
    .addOption(
      new Option("--rule <rule>", "one rule only; random-sample and random-sequence need --sample").choices(
        RULES,
      ),
    )
    .option("--target <share>", "recall aimed at", share, 0.95)
    .option("--confidence <share>", "in what share of reviews it should be reached", share, 0.95)
    .option("--looks <n>", "samples planned in all, for random-sample", wholeFrom(1), 1)
    .option("--look <n>", "which of them this is", wholeFrom(1), 1)
    .option("--random-start <n>", "for safe: the first decisions that were a random set", wholeFrom(0))
    .option("--key-papers <ids>", "for safe: relevant records known beforehand, with commas", ids, [])
    .option("--second-model <n>", "for safe: decisions made before another model took over", wholeFrom(0))
    .option("--checked", "for safe: likely mistakes among the excluded were looked at again")
    .option("--simulate <n>", "follow the rule over the screened records, so many times", wholeFrom(1))
    .option("--topic <text>", "the review's question or title, for --simulate")
    .option("--criteria <text>", "its eligibility criteria, for --simulate")
    .option("--seed <n>", "seed of the simulation and of the sample proposed", wholeFrom(0), 0)
    .option("--certificate <file>", "write what is said, on what and by which rule, as JSON")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExample:\n  coppice screen stop medline.nbib --labels decisions.csv --sample sample.csv --certificate certificate.json\n\nWhat the rules assume and how they did: docs/stopping.md",
    )
    .action(async (file, options) => {
      const { stopScreening } = await import("../commands/screen/stop.ts");
      finish(await stopScreening(file, options));
    });
}

/** `coppice screen sample`: a random sample of what is left. */
export function sampleCommand(finish: Finish): Command {
  return withDecisions(new Command("sample"))
    .description("draw a random sample of the records without a decision, for a stopping rule")
    .requiredOption("--n <n>", "records to draw", wholeFrom(1))
    .option("--seed <n>", "seed of the draw", wholeFrom(0), 0)
    .option("--enlarge <file>", "a sample drawn before: its seed, its records and its labels first")
    .requiredOption("--out <file>", "CSV file to write and to label")
    .addHelpText(
      "after",
      "\nExample:\n  coppice screen sample medline.nbib --labels decisions.csv --n 300 --seed 7 --out sample.csv",
    )
    .action(async (file, options) => {
      const { sampleRecords } = await import("../commands/screen/sample.ts");
      finish(await sampleRecords(file, options));
    });
}
