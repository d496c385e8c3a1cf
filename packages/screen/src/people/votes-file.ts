import type { Problem } from "@coppice/model";
import { FIELDS, type VoteEntry, voteEntry } from "./vote.ts";

export interface ReadVotes {
  /** What could be read, in the order of the lines. */
  readonly entries: readonly VoteEntry[];
  /** Lines that could not be read, and fields that are not known; each says what to do. */
  readonly problems: readonly Problem[];
  /** Where the text does not end with a line break, so that the next line would run into the last. */
  readonly unended: boolean;
}

/**
 * Reads `votes.ndjson`: one JSON object a line, see `VoteEntry`; a line without `kind` is a vote. A line that cannot be read is told and
 * the others are read: one whose writing was cut off must not take the votes before it along.
 */
export function readVotes(text: string, file?: string): ReadVotes {
  const entries: VoteEntry[] = [];
  const problems: Problem[] = [];
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const unended = lines.at(-1) !== "";
  lines.forEach((line, i) => {
    if (line.trim() === "") return;
    const where = { ...(file === undefined ? {} : { file }), line: i + 1 };
    const tell = (severity: Problem["severity"], code: string, message: string): void => {
      problems.push({ code, severity, message, where });
    };
    const value = parsed(line);
    if (value === undefined) {
      if (unended && i === lines.length - 1) {
        tell(
          "warning",
          "torn-line",
          `The last line was cut off while it was written (${shown(line)}); what it said is not counted. Decide on that record again.`,
        );
      } else {
        tell(
          "error",
          "not-json",
          `The line is no JSON object (${shown(line)}); correct it, or decide on that record again and leave the line.`,
        );
      }
      return;
    }
    const withKind = "kind" in value ? value : { kind: "vote", ...value };
    const read = voteEntry.safeParse(withKind);
    if (!read.success) {
      const [issue] = read.error.issues;
      const path = issue!.path.join(".");
      tell(
        "error",
        "not-a-vote",
        `The line is not counted: ${path === "" ? "" : `${path}: `}${issue!.message}. Correct it, or decide on that record again.`,
      );
      return;
    }
    entries.push(read.data);
    const unknown = Object.keys(withKind).filter((key) => !FIELDS[read.data.kind].has(key));
    if (unknown.length > 0) {
      tell(
        "warning",
        "unknown-field",
        `A ${read.data.kind} has no field ${unknown.map((key) => shown(key)).join(", ")}; the rest of the line is read. Fields are ${[...FIELDS[read.data.kind]].join(", ")}.`,
      );
    }
  });
  return { entries, problems, unended };
}

/** The line of an entry, line break included. Appended, never written over another. */
export function voteLine(entry: VoteEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const SHOWN = 40;

const shown = (line: string): string =>
  JSON.stringify(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line.trim());
