import pico from "picocolors";

type Stream = NodeJS.WriteStream;

function isColoured(stream: Stream): boolean {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY === true && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

/** Colours for standard output; each gives its text unchanged where that is no terminal, or NO_COLOR is set. */
export const paint = pico.createColors(isColoured(process.stdout));

/** Width of the terminal in characters, between 60 and 140; 110 where there is none. */
export function terminalWidth(): number {
  const columns = process.stdout.isTTY ? process.stdout.columns : 110;
  return Math.min(140, Math.max(60, columns ?? 110));
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** For people, beside the results: standard error, so that standard output holds results only. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
