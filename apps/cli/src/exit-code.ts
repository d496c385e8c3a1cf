/** What the process tells its caller. */
export const exitCode = {
  done: 0,
  foundProblems: 1,
  misuse: 2,
  internalError: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
