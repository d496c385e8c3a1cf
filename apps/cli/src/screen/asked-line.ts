import type { TerminalKeys } from "./terminal-keys.ts";
import { shownText } from "./terminal-text.ts";

const ESCAPE = "\u001b";
const CTRL_C = "\u0003";
const CTRL_U = "\u0015";

/** A line of text that a person types; undefined where it was left with Esc. Keys are read raw, so the line is drawn here. */
export async function askedLine(
  question: string,
  keys: TerminalKeys,
  write: (text: string) => void,
): Promise<string | undefined> {
  let line = "";
  write(`${question} `);
  for (;;) {
    const key = await keys.next();
    if (key === undefined || key === ESCAPE || key === CTRL_C) {
      write("\n");
      return undefined;
    }
    if (key === "\r" || key === "\n") {
      write("\n");
      return shownText(line);
    }
    if (key === "\u007f" || key === "\b") line = [...line].slice(0, -1).join("");
    else if (key === CTRL_U) line = "";
    else if (!key.startsWith(ESCAPE)) line += shownText(key) === "" && key !== " " ? "" : key;
    // A line longer than the terminal is wide is drawn over several rows, of which only the last can be drawn anew.
    write(`\r\u001b[K${question} ${line}`);
  }
}
