import { readFile } from "node:fs/promises";

export interface JsonLines<T> {
  readonly values: readonly T[];
  /** The last line is not whole: the process was ended while it wrote. It is not among the values. */
  readonly torn: boolean;
}

/** Reads a file of one JSON value a line that this program wrote; none where the file is not there. */
export async function jsonLines<T>(path: string): Promise<JsonLines<T>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return { values: [], torn: false };
    throw cause;
  }
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  return { values: lines.map((line) => JSON.parse(line) as T), torn: rest !== "" };
}
