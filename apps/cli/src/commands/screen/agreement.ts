import { conflictsIn, votesAgreement } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { agreementText } from "../../screen/agreement-text.ts";
import { rulesOf, type VoteOptions } from "../../screen/vote-options.ts";
import { votesOf } from "../../screen/votes-journal.ts";
import { print, printJson, tell } from "../../terminal.ts";
import { counted } from "../../verdict-words.ts";

export interface AgreementOptions extends VoteOptions {
  readonly level: number;
  readonly json?: boolean;
}

/** How far reviewers agree, by the votes of a file. */
export async function agreement(path: string, options: AgreementOptions): Promise<ExitCode> {
  const read = await votesOf(path);
  if (!read.ok) {
    tell(`coppice: ${read.message}`);
    return exitCode.misuse;
  }
  for (const { message, where } of read.problems) tell(`coppice: ${path}:${where.line}: ${message}`);
  const rules = rulesOf(options);
  const found = votesAgreement(read.entries, rules, options.level);
  const conflicts = conflictsIn(read.entries, rules);
  if (options.json === true) {
    printJson({ stage: options.stage, ...found, conflicts });
  } else if (found.pairs.length === 0) {
    print(
      `There are no two reviewers with votes by ${options.stage} in ${path}; agreement needs two who judged the same records. Give another --stage, or put the votes of both into one file.`,
    );
  } else {
    for (const line of agreementText(found, options.needed, options.level)) print(line);
    print("");
    print(
      conflicts.length === 0
        ? "No conflict is open."
        : `${counted(conflicts.length, "conflict is", "conflicts are")} open: ${conflicts
            .slice(0, 20)
            .map(({ record, about }) => (about === "decision" ? record : `${record} (${about})`))
            .join(", ")}${conflicts.length > 20 ? " ..." : ""}`,
    );
  }
  return read.problems.some(({ severity }) => severity === "error") ? exitCode.foundProblems : exitCode.done;
}
