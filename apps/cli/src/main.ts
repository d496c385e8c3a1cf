import { type Command, CommanderError } from "commander";
import type { Environment } from "./environment.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { program } from "./program.ts";

/**
 * Runs one command line (without the program's own name) and returns the exit code. Rejects only for bugs, which the
 * caller reports as internal errors.
 */
export async function run(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  // A reader that closes the pipe early, as `head` does, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode.done);
    throw error;
  });
  let code: ExitCode = exitCode.done;
  const coppice = program(environment, (given) => {
    code = given;
  });
  for (const each of withSubcommands(coppice))
    each.exitOverride().showHelpAfterError("(see: coppice --help)").showSuggestionAfterError();
  try {
    await coppice.parseAsync([...argv], { from: "user" });
    return code;
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? exitCode.done : exitCode.misuse;
  }
}

const withSubcommands = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];

/** Run in a thread that `coppice match` starts with this same bundle: answers its jobs. */
export async function work(): Promise<void> {
  const { answerJobs } = await import("./search/match-job.ts");
  answerJobs();
}
