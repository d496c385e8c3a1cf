import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Environment } from "./environment.ts";
import type { ExitCode } from "./exit-code.ts";
import { poolCommand } from "./pool/pool-command.ts";
import { recordCommands } from "./records/record-commands.ts";
import { screenCommand } from "./screen/screen-commands.ts";
import { lintSearchCommand } from "./search/lint-search-command.ts";
import { matchCommands } from "./search/match-command.ts";
import { translateCommand } from "./search/translate-command.ts";
import { sourceCommands } from "./sources/source-commands.ts";

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

const flagship = "reviews/ivig-neuromuscular";

/**
 * The commands and their options. What a command does is loaded when it is asked for, so that `--help` and `verdict`
 * do not pay for the server and the page.
 */
export function program(environment: Environment, finish: (code: ExitCode) => void): Command {
  const coppice = new Command("coppice")
    .description("A living systematic review you can run: protocol in, verdict out, every number traceable.")
    .version(manifest.version)
    .addHelpText(
      "after",
      `\nExit codes: 0 done, 1 found problems, 2 misuse, 3 internal error.\n\nExample:\n  coppice verdict ${flagship} --as-of 2003-12-31`,
    );

  coppice
    .command("check")
    .description(
      "read every document of a review and print what is wrong, with file, line, column and remedy",
    )
    .argument("<review>", "folder of a review")
    .option("--json", "print JSON only")
    .addHelpText("after", `\nExample:\n  coppice check ${flagship}`)
    .action(async (review, options) => {
      const { check } = await import("./commands/check.ts");
      finish(await check(review, options, environment));
    });

  coppice
    .command("verdict")
    .description("derive the verdict on each condition, as of any date")
    .argument("<review>", "folder of a review")
    .option(
      "--as-of <date>",
      "what was published by then: 2003-12-31, 2003, or a landmark of the protocol (default: today)",
    )
    .option("--rules <id>", "rule set (default: the protocol's)")
    .option(
      "--exclude <study>",
      "leave a study out; may be repeated, and may list ids with commas",
      collect,
      [],
    )
    .option("--why <condition>", "walk from one verdict back to its sources")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      `\nExamples:\n  coppice verdict ${flagship} --as-of 2003-12-31 --rules dalakas-2004\n  coppice verdict ${flagship} --why gbs\n  coppice verdict ${flagship} --exclude vandermeche-1992 --json`,
    )
    .action(async (review, options) => {
      const { verdict } = await import("./commands/verdict.ts");
      finish(await verdict(review, options, environment));
    });

  coppice
    .command("report")
    .description("write the page, the figures and the tables of a review")
    .argument("<review>", "folder of a review")
    .requiredOption("--out <dir>", "folder to write into")
    .option("--as-of <date>", "day of the figures and tables (default: the review's last change)")
    .addHelpText("after", `\nExample:\n  coppice report ${flagship} --out report`)
    .action(async (review, options) => {
      const { report } = await import("./commands/report.ts");
      finish(await report(review, options, environment));
    });

  coppice
    .command("start")
    .description("check and derive a review, print its verdicts then and now, write the report and serve it")
    .argument("[review]", "folder of a review", flagship)
    .option("--out <dir>", "folder for the report (default: report/ID)")
    .option("--port <n>", "wanted port; a free one is taken where it is in use", "4004")
    .option("--no-serve", "end after writing the report")
    .option("--no-open", "do not open a browser")
    .addHelpText("after", "\nExample:\n  coppice start --no-serve --out report")
    .action(async (review, options) => {
      const { start } = await import("./commands/start.ts");
      finish(await start(review, options, environment));
    });

  coppice
    .command("schema")
    .description("print the JSON Schema of a kind of document, or the kinds there are")
    .argument("[kind]", "kind of document, as study")
    .addHelpText("after", "\nExample:\n  coppice schema study > study.schema.json")
    .action(async (kind) => {
      const { schema } = await import("./commands/schema.ts");
      finish(schema(kind));
    });

  coppice.addCommand(poolCommand(finish));
  coppice.addCommand(screenCommand(finish));
  for (const command of recordCommands(finish)) coppice.addCommand(command);
  coppice.addCommand(translateCommand(finish));
  coppice.addCommand(lintSearchCommand(finish));
  for (const command of matchCommands(finish)) coppice.addCommand(command);

  for (const command of sourceCommands(environment, finish)) coppice.addCommand(command);

  return coppice;
}
