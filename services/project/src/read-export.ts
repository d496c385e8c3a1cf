import { createReadStream } from "node:fs";
import { type FileSummary, type RecordFormat, type RecordSink, recordReader } from "@coppice/identify";

export type ExportRead =
  | { readonly ok: true; readonly files: readonly FileSummary[] }
  | { readonly ok: false; readonly code: "is-folder" | "unreadable"; readonly message: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder; name the files in it",
  EACCES: "it may not be read",
};

/**
 * Reads an export of a database or a reference manager in pieces of 1 MB, so that its size does not matter. Records and anomalies
 * go to the sink as they are found; the answer has one summary for each file, or member of a zip.
 */
export async function readExport(
  path: string,
  sink: RecordSink,
  options: { readonly format?: RecordFormat } = {},
): Promise<ExportRead> {
  const reader = recordReader(sink, { ...options, file: path });
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
      reader.push(piece as Buffer);
  } catch (cause) {
    const { code = "", syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    return {
      ok: false,
      code: code === "EISDIR" ? "is-folder" : "unreadable",
      message: `${path} cannot be read: ${reasons[code] ?? code}.`,
    };
  }
  return { ok: true, files: reader.end() };
}
