import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { foundPlot, standaloneSvg } from "@coppice/figures";
import { foundCurves, STAGES, type Stage, type VoteEntry } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { type ScreeningCounts, screeningCounts } from "../../screen/screening-counts.ts";
import { countsText } from "../../screen/screening-counts-text.ts";
import { screeningRecords } from "../../screen/screening-records.ts";
import { rulesOf, type VoteOptions } from "../../screen/vote-options.ts";
import { votesOf } from "../../screen/votes-journal.ts";
import { print, printJson, tell } from "../../terminal.ts";

export interface ReportOptions extends Omit<VoteOptions, "stage"> {
  readonly votes: string;
  readonly out: string;
  readonly stage?: Stage;
  /** px */
  readonly width: number;
  readonly json?: boolean;
}

/** Where screening stands: counts for the flow diagram in words and JSON, and the curves of what was found. */
export async function screeningReport(path: string, options: ReportOptions): Promise<ExitCode> {
  const { votes, out, json = false } = options;
  const read = await screeningRecords(path);
  if (!read.ok) return refuse(read.message);
  if (read.records.length === 0)
    return refuse(
      `${path} holds no record; give the export of a search, or a table with record_id and title.`,
    );
  const voted = await votesOf(votes);
  if (!voted.ok) return refuse(voted.message);
  for (const { message, where } of voted.problems) tell(`coppice: ${votes}:${where.line}: ${message}`);
  const counts = screeningCounts(
    voted.entries,
    read.records.map(({ id }) => id),
    options,
  );
  const stages = STAGES.filter((stage) =>
    options.stage === undefined
      ? voted.entries.some((entry) => entry.stage === stage)
      : stage === options.stage,
  );
  const written: string[] = [];
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    written.push(file);
  };
  try {
    if (out.toLowerCase().endsWith(".svg")) {
      await write(out, curvesOf(stages[0] ?? "title-abstract", voted.entries, counts, options));
    } else {
      for (const stage of stages)
        await write(join(out, `found-${stage}.svg`), curvesOf(stage, voted.entries, counts, options));
      await write(join(out, "screening.json"), `${JSON.stringify(counts, null, 2)}\n`);
      await write(join(out, "screening.txt"), `${countsText(counts).join("\n")}\n`);
    }
  } catch (cause) {
    return refuse(
      `${out} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)}); give another folder or file with --out.`,
    );
  }
  if (json) printJson(counts);
  else {
    for (const line of countsText(counts)) print(line);
    print("");
    print(`Written: ${written.join(", ")}`);
  }
  return voted.problems.some(({ severity }) => severity === "error") ? exitCode.foundProblems : exitCode.done;
}

function curvesOf(
  stage: Stage,
  entries: readonly VoteEntry[],
  counts: ScreeningCounts,
  options: ReportOptions,
): string {
  const curves = foundCurves(entries, rulesOf({ ...options, stage }));
  const by = stage === "title-abstract" ? "title and abstract" : "full text";
  return standaloneSvg(
    foundPlot(
      {
        id: stage,
        title: `Records found by ${by}, against records screened`,
        records: counts[stage === "title-abstract" ? "titleAbstract" : "fullText"].records,
        curves: curves.map(({ reviewer = "all together", found }) => ({ name: reviewer, found })),
      },
      { width: options.width },
    ),
  );
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}
