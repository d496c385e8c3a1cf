import { formatProblem, type Problem, type Review } from "@coppice/model";
import { loadReview } from "@coppice/project";
import type { Environment } from "./environment.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { isFolderMissing } from "./found-problems.ts";
import { tell } from "./terminal.ts";

export type OpenedReview =
  | {
      readonly ok: true;
      readonly review: Review;
      readonly problems: readonly Problem[];
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly exit: ExitCode };

/** Loads a review for a command that needs one; where there is none, says why and gives the exit code. */
export async function openReview(folder: string, environment: Environment): Promise<OpenedReview> {
  const { review, problems, files } = await loadReview(folder, {
    cache: environment.cache,
    placeWarnings: false,
  });
  if (review !== undefined) return { ok: true, review, problems, files };
  for (const each of problems) tell(formatProblem(each));
  return { ok: false, exit: isFolderMissing(problems) ? exitCode.misuse : exitCode.foundProblems };
}
