import { Command, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { columnRoles } from "./column-role.ts";

/** `coppice pool` with its options. What it does is loaded when it is asked for. */
export function poolCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command("pool")
    .description(
      "pool a spreadsheet of studies: table, heterogeneity, forest and funnel plots, a script for R",
    )
    .argument("<file>", "CSV file whose first line names the columns")
    .option("--measure <id>", "RR, OR, RD, MD, SMD, IRR, HR, PLO, ZCOR, GEN ... (ids of metafor)")
    .option("--label <column>", "who the study is; several columns joined by commas (default: guessed)")
    .option("--model <name>", "random, common, mh (Mantel-Haenszel) or peto (default: random)")
    .option("--profile <id>", "all choices as in revman (2025), revman-5, metafor, meta or iqwig-6")
    .option("--tau2 <method>", "REML, DL, ML, PM, EB, SJ, HE, HS ... or a value (default: REML)")
    .option("--test <name>", "z, t, hk (Hartung-Knapp) or hk-adhoc (default: z)")
    .option("--level <percent>", "of every interval (default: 95)")
    .option("--prediction <name>", "k-2, k-1, as-test, riley, normal, simple or none (default: k-2)")
    .option("--subgroup <column>", "pool by the groups of this column too")
    .option("--tau2-across <name>", "of subgroups: separate or shared (default: separate)")
    .option("--zero-cells <rule>", "where to add: only0, all, if0all, none, treatment-arm (default: only0)")
    .option("--add <number>", "what to add to cells (default: 0.5)")
    .option("--drop-double-zero", "leave out studies without events in both arms")
    .option("--log", "--estimate, --low and --high are logarithms already")
    .option("--reported-level <percent>", "of the intervals in --low and --high (default: 95)")
    .option("--arms <names>", 'names of the arms, as "BCG,control"')
    .option("--favours <names>", 'words left and right beneath the forest plot, as "BCG,control"')
    .option("--title <words>", "title of the figures")
    .option("--preset <name>", "manner of the forest plot: bmj, jama or revman (default: bmj)")
    .option("--forest <file>", "write the forest plot (SVG)")
    .option("--funnel <file>", "write the funnel plot with contours of significance (SVG)")
    .option("--out <dir>", "write both figures, result.json and metafor.R")
    .option("--json", "print JSON only")
    .option("--r", "print a script for R's metafor that gives the same numbers")
    .addHelpText(
      "after",
      `\nColumns (a column whose name is usual for its part need not be named):\n${columnHelp()}\n\nExamples:\n  coppice pool examples/bcg.csv --measure RR --out bcg\n  coppice pool examples/bcg.csv --measure OR --model mh --subgroup alloc\n  coppice pool trials.csv --measure MD --mean1 m1 --sd1 s1 --n1 n1 --mean2 m2 --sd2 s2 --n2 n2 --test hk`,
    );
  // Thirty lines of columns would bury the options: they are listed beneath, grouped.
  for (const { flag, words } of Object.values(columnRoles))
    command.addOption(new Option(`--${flag} <column>`, words).hideHelp());
  return command.action(async (file, options) => {
    const { pool } = await import("../commands/pool.ts");
    finish(await pool(file, options));
  });
}

function columnHelp(): string {
  const sets = [
    ["events of two arms", "--events1 --n1 --events2 --n2, or --non-events1 --non-events2 for --n1 --n2"],
    ["means of two arms", "--mean1 --sd1 --n1 --mean2 --sd2 --n2"],
    ["rates of two arms", "--events1 --time1 --events2 --time2"],
    ["means, paired", "--mean1 --sd1 --mean2 --sd2 --n --correlation"],
    ["events, matched pairs", "--both --only1 --only2 --neither"],
    ["one group", "--events --n, --events --time, or --mean --sd --n"],
    ["correlations", "--correlation --n; partial: --t --n --predictors; reliability: --alpha --items --n"],
    ["hazard ratio", "--o-minus-e --log-rank-v"],
    ["any effect", "--estimate --low --high, --estimate --sei, --yi --vi, or --yi --sei"],
  ] as const;
  return sets.map(([words, flags]) => `  ${words.padEnd(22)} ${flags}`).join("\n");
}
