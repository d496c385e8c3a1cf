import type { ReadStream } from "node:tty";

/** Keys of a terminal, one at a time. */
export interface TerminalKeys {
  /** The next key: a character, or the escape sequence of an arrow. `undefined` when the terminal is gone. */
  readonly next: () => Promise<string | undefined>;
  /** Forgets keys that were pressed and not yet asked for. */
  readonly drop: () => void;
  readonly close: () => void;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an arrow is a sequence that begins with escape
const key = /\u001b\[[0-9;]*[A-Za-z~]|\u001bO[A-Z]|[\s\S]/gu;

export function terminalKeys(input: ReadStream): TerminalKeys {
  const pressed: string[] = [];
  let waiting: ((key: string | undefined) => void) | undefined;
  let gone = false;
  const give = (): void => {
    if (waiting === undefined || (pressed.length === 0 && !gone)) return;
    const answer = waiting;
    waiting = undefined;
    answer(pressed.shift());
  };
  const take = (text: string): void => {
    pressed.push(...(text.match(key) ?? []));
    give();
  };
  const leave = (): void => {
    gone = true;
    give();
  };
  input.setRawMode(true);
  input.setEncoding("utf8");
  input.on("data", take).on("end", leave).on("error", leave).on("close", leave);
  input.resume();
  return {
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        give();
      }),
    drop: () => {
      pressed.length = 0;
    },
    close: () => {
      input.off("data", take).off("end", leave).off("error", leave).off("close", leave);
      if (!gone) input.setRawMode(false);
      input.pause();
    },
  };
}
