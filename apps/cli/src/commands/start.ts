import { join } from "node:path";
import { derive } from "@coppice/conclude";
import { publishReport, serveFolder } from "@coppice/project";
import { today } from "../asked.ts";
import { dateInWords } from "../date-in-words.ts";
import type { Environment } from "../environment.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { errorsIn, tellErrors } from "../found-problems.ts";
import { browserOpener, openBrowser } from "../open-browser.ts";
import { openReview } from "../open-review.ts";
import { outFolder } from "../out-folder.ts";
import { ruleSetName } from "../rule-set-name.ts";
import { sideBySide } from "../side-by-side.ts";
import { sinceLandmark } from "../since-landmark.ts";
import { paint, print, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface StartOptions {
  readonly serve: boolean;
  readonly open: boolean;
  readonly port: string;
  readonly out?: string;
}

/** Resolves when the user stops the program. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

/** The whole road: check, derive, print the verdicts then and now, write the report, serve it, print the address. */
export async function start(
  folder: string,
  options: StartOptions,
  environment: Environment,
): Promise<ExitCode> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    tell(`coppice: "${options.port}" is not a port; write a whole number from 0 to 65535`);
    return exitCode.misuse;
  }
  const now = today(new Date(), process.env.COPPICE_TODAY);
  if (!now.ok) {
    tell(`coppice: ${now.sentence}`);
    return exitCode.misuse;
  }
  const opened = await openReview(folder, environment);
  if (!opened.ok) return opened.exit;
  const { review, problems, files } = opened;
  const outDir = options.out ?? join("report", review.protocol.id);
  const out = await outFolder(outDir, folder);
  if (!out.ok) {
    tell(`coppice: ${out.sentence}`);
    return exitCode.misuse;
  }
  const derivation = derive(review, { asOf: now.value });
  const errors = errorsIn(problems).length;
  print(paint.bold(review.protocol.title));
  print(
    `${counted(files.length, "document")} read: ${counted(errors, "error")}, ${counted(problems.length - errors, "warning")}; as of ${dateInWords(now.value)}, rules of ${ruleSetName(review, derivation.rules)}`,
  );
  const since = sinceLandmark(review, derivation);
  if (since !== undefined) print(`\n${sideBySide(since, derivation)}`);

  const published = await publishReport({ review, outDir, pageDir: await environment.page() });
  print(`\nThe report: ${published.page}, with ${published.files.length - 1} figures and tables beside it`);
  const code = tellErrors([...problems, ...derivation.problems], folder);
  if (!options.serve) return code;

  const server = await serveFolder(outDir, { port });
  print(`Open ${paint.bold(server.address)} (this machine only; stop with Ctrl+C)`);
  const opener = browserOpener(process.platform, process.env, process.stdout.isTTY === true);
  if (options.open && opener !== undefined) openBrowser(server.address, opener);
  await stopped();
  await server.close();
  return code;
}
