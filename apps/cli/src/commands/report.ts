import { publishReport } from "@coppice/project";
import { askedDate, today } from "../asked.ts";
import type { Environment } from "../environment.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { tellErrors } from "../found-problems.ts";
import { openReview } from "../open-review.ts";
import { outFolder } from "../out-folder.ts";
import { print, tell } from "../terminal.ts";

export interface ReportCommandOptions {
  readonly out: string;
  readonly asOf?: string;
}

/** Writes the page, the figures and the tables of a review into a folder. */
export async function report(
  folder: string,
  options: ReportCommandOptions,
  environment: Environment,
): Promise<ExitCode> {
  const opened = await openReview(folder, environment);
  if (!opened.ok) return opened.exit;
  const { review, problems } = opened;
  const now = today(new Date(), process.env.COPPICE_TODAY);
  // Without --as-of the report speaks as of the review's own last change: the clock would make every day's bytes new.
  const asOf =
    options.asOf === undefined || !now.ok ? undefined : askedDate(options.asOf, now.value, review.protocol);
  for (const asked of [now, asOf, await outFolder(options.out, folder)]) {
    if (asked === undefined || asked.ok) continue;
    tell(`coppice: ${asked.sentence}`);
    return exitCode.misuse;
  }
  const published = await publishReport({
    review,
    outDir: options.out,
    pageDir: await environment.page(),
    ...(asOf?.ok && { asOf: asOf.value }),
  });
  print(`${published.page} and ${published.files.length - 1} figures and tables, as of ${published.asOf}`);
  return tellErrors(problems, folder);
}
