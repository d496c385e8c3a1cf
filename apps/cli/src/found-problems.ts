import { formatProblem, type Problem } from "@coppice/model";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { tell } from "./terminal.ts";
import { counted } from "./verdict-words.ts";

export const errorsIn = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter((each) => each.severity === "error");

/** True where nothing could be read because the folder itself is not one. */
export const isFolderMissing = (problems: readonly Problem[]): boolean =>
  problems.some((each) => each.code === "folder-unreadable");

/** Tells the errors beside a result that was made in spite of them; warnings are left to `coppice check`. */
export function tellErrors(problems: readonly Problem[], folder: string): ExitCode {
  const errors = errorsIn(problems);
  if (errors.length === 0) return exitCode.done;
  for (const each of errors.slice(0, 10)) tell(formatProblem(each));
  const rest = errors.length > 10 ? `, the first 10 above` : "";
  tell(`${counted(errors.length, "error")} in this review${rest}; see all with: coppice check ${folder}`);
  return exitCode.foundProblems;
}
