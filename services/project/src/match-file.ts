import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { type BibliographicRecord, type Matcher, recordReader } from "@coppice/identify";

export type FileMatched =
  | {
      readonly ok: true;
      /** Records that were read. */
      readonly records: number;
      /** What was odd about the file as a whole: unknown format, broken archive. */
      readonly problems: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder; name the files in it",
  EACCES: "it may not be read",
};

/** Oddities that mean that a part of the file was not read. */
const GRAVE = new Set([
  "unknown-format",
  "broken-archive",
  "archive-too-large",
  "empty-file",
  "no-records",
  "truncated-record",
]);

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Unpacks with the system's zlib, which is several times as fast as one in JavaScript. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!(await isGzip(path))) {
    yield* file;
    return;
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  file.on("error", (cause) => unpacked.destroy(cause));
  yield* file.pipe(unpacked);
}

/**
 * Asks a strategy of each record of a file, of any format, also packed. The file is streamed: its size does not matter. Records that the
 * strategy has go to `take`, in their order; of PubMed's XML they hold no more than the strategy looks at.
 */
export async function matchFile(
  path: string,
  matcher: Matcher,
  take: (record: BibliographicRecord) => void,
): Promise<FileMatched> {
  let records = 0;
  const problems: string[] = [];
  const reader = recordReader(
    {
      record: (record) => {
        records += 1;
        if (matcher.matches(record)) take(record);
      },
      anomaly: ({ code, message }) => {
        if (GRAVE.has(code)) problems.push(message);
      },
    },
    { file: path, leaveOut: matcher.unread },
  );
  try {
    for await (const piece of bytesOf(path)) reader.push(piece);
  } catch (cause) {
    const { code = "", syscall, errno, message } = cause as NodeJS.ErrnoException;
    if (code.startsWith("Z_") || errno === -3 || errno === -5)
      problems.push(
        `The archive is damaged or cut off (${message}); what came before the damage was read. Download it again.`,
      );
    else if (syscall === undefined) throw cause;
    else return { ok: false, message: `${path} cannot be read: ${REASONS[code] ?? code}.` };
  }
  reader.end();
  return { ok: true, records, problems };
}
