import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Problem } from "@coppice/model";
import { readVotes, type VoteEntry, voteLine } from "@coppice/screen";

/** A file of votes, read once and then only appended to. */
export interface VotesJournal {
  readonly entries: readonly VoteEntry[];
  readonly problems: readonly Problem[];
  /** Writes an entry and returns when it is on the disk: what was told to be kept is kept, whatever happens next. */
  readonly append: (entry: VoteEntry) => void;
  readonly close: () => void;
}

export type VotesRead =
  | { readonly ok: true; readonly entries: readonly VoteEntry[]; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly message: string };

const reasonOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? String(cause);

/** The votes of a file, which must be there. */
export async function votesOf(path: string): Promise<VotesRead> {
  try {
    const { entries, problems } = readVotes(await readFile(path, "utf8"), path);
    return { ok: true, entries, problems };
  } catch (cause) {
    return {
      ok: false,
      message: `${path} cannot be read (${reasonOf(cause)}); give a file of votes, as coppice screen writes it.`,
    };
  }
}

/** Opens a file of votes to add to; one that is not there yet is begun. */
export async function votesJournal(
  path: string,
): Promise<
  { readonly ok: true; readonly journal: VotesJournal } | { readonly ok: false; readonly message: string }
> {
  try {
    const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") return "";
      throw cause;
    });
    const { entries, problems, unended } = readVotes(text, path);
    const file = openSync(path, "a");
    // A line that was cut off stays as it is: the next must not run into it.
    let before = unended ? "\n" : "";
    return {
      ok: true,
      journal: {
        entries,
        problems,
        append: (entry) => {
          writeWhole(file, `${before}${voteLine(entry)}`);
          before = "";
          fsyncSync(file);
        },
        close: () => closeSync(file),
      },
    };
  } catch (cause) {
    return {
      ok: false,
      message: `${path} cannot be written to (${reasonOf(cause)}); give another file with --votes.`,
    };
  }
}

function writeWhole(file: number, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) left = left.subarray(writeSync(file, left));
}
