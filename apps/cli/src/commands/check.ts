import { formatProblem } from "@coppice/model";
import { loadReview } from "@coppice/project";
import type { Environment } from "../environment.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { errorsIn, isFolderMissing } from "../found-problems.ts";
import { paint, print, printJson } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

/** Reads a review and prints everything that is wrong with it, with file, line, column and remedy. */
export async function check(
  folder: string,
  options: { readonly json?: boolean },
  environment: Environment,
): Promise<ExitCode> {
  const { review, problems, files } = await loadReview(folder, { cache: environment.cache });
  const errors = errorsIn(problems).length;
  const warnings = problems.length - errors;
  if (options.json) {
    printJson({ review: review?.protocol.id ?? null, documents: files.length, errors, warnings, problems });
  } else {
    for (const each of problems) {
      const text = formatProblem(each);
      print(
        each.severity === "error" ? text.replace(" error: ", ` ${paint.red("error:")} `) : paint.dim(text),
      );
    }
    print(
      `${counted(errors, "error")}, ${counted(warnings, "warning")} in ${counted(files.length, "document")}`,
    );
  }
  if (isFolderMissing(problems)) return exitCode.misuse;
  return errors > 0 ? exitCode.foundProblems : exitCode.done;
}
