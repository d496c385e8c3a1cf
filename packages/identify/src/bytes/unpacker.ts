/** Archives: what is packed is unpacked, and what is not goes through. */
import { Gunzip, Unzip, UnzipInflate } from "fflate";

export interface ByteSink {
  push(bytes: Uint8Array): void;
  end(): void;
}

export interface UnpackHandlers {
  /** A file begins: a member of a zip by its name, or null for the file itself, packed by gzip or plain. */
  readonly file: (member: string | null) => ByteSink;
  /** The file is a workbook (.xlsx), which can only be read whole. */
  readonly workbook: (bytes: Uint8Array) => void;
  /** An archive that cannot be unpacked, or not to its end; what came before has been handed on. */
  readonly problem: (code: "broken-archive" | "archive-too-large" | "empty-archive", message: string) => void;
}

/** More than this many times its size, beyond 100 MB, is no text but a trap. */
const MOST_TIMES = 250;
const ALWAYS_ALLOWED = 1e8;
/** Packed bytes that are handed on at once: as all that they unpack to comes at once, and may be a thousand times as long. */
const PACKED_PIECE = 16_384;
/** A workbook is kept in memory while it comes in. */
const LARGEST_WORKBOOK = 5e8;

const isWorkbookPart = (name: string): boolean =>
  /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(name);

/** Members that programs add to archives for themselves. */
const isForeign = (name: string): boolean => name.endsWith("/") || /(^|\/)(__MACOSX\/|\.)/.test(name);

class TooLarge extends Error {}

function inPieces(bytes: Uint8Array, push: (piece: Uint8Array) => void): void {
  for (let at = 0; at < bytes.length; at += PACKED_PIECE) push(bytes.subarray(at, at + PACKED_PIECE));
}

/** Takes the bytes of a file piece by piece; looks at their beginning to see whether they are gzip, zip or neither. */
export function unpacker(handlers: UnpackHandlers): ByteSink {
  let head = new Uint8Array(0) as Uint8Array;
  let sink: ByteSink | null = null;
  let taken = 0;
  let given = 0;
  let broken = false;

  const weigh = (bytes: Uint8Array): void => {
    given += bytes.length;
    if (given > ALWAYS_ALLOWED && given > MOST_TIMES * taken) throw new TooLarge();
  };

  const attempt = (act: () => void): void => {
    if (broken) return;
    try {
      act();
    } catch (cause) {
      broken = true;
      if (cause instanceof TooLarge) {
        handlers.problem(
          "archive-too-large",
          `The archive unpacks to more than ${MOST_TIMES} times its size; it was read as far as ${given} bytes. Unpack it by hand and give the files.`,
        );
      } else {
        handlers.problem(
          "broken-archive",
          `The archive is damaged or cut off (${cause instanceof Error ? cause.message : String(cause)}); what came before the damage was read. Download it again.`,
        );
      }
    }
  };

  const gzip = (): ByteSink => {
    const inner = handlers.file(null);
    let finished = false;
    const gunzip = new Gunzip((bytes, final) => {
      weigh(bytes);
      inner.push(bytes);
      finished = final === true;
    });
    return {
      push: (bytes) => attempt(() => inPieces(bytes, (piece) => gunzip.push(piece))),
      end: () => {
        attempt(() => {
          gunzip.push(new Uint8Array(0), true);
          if (!finished) throw new Error("it ends too early");
        });
        inner.end();
      },
    };
  };

  const zip = (): ByteSink => {
    const kept: Uint8Array[] = [];
    let keptBytes = 0;
    let workbook: boolean | null = null;
    const open = new Set<ByteSink>();
    let members = 0;
    let files = 0;
    const unzip = new Unzip((member) => {
      workbook ??= isWorkbookPart(member.name);
      members += 1;
      if (workbook || isForeign(member.name)) return;
      files += 1;
      const inner = handlers.file(member.name);
      open.add(inner);
      member.ondata = (error, bytes, final) => {
        if (error !== null) throw error;
        weigh(bytes);
        inner.push(bytes);
        if (final) {
          open.delete(inner);
          inner.end();
        }
      };
      member.start();
    });
    unzip.register(UnzipInflate);
    return {
      push: (bytes) => {
        if (workbook !== false) {
          keptBytes += bytes.length;
          if (keptBytes <= LARGEST_WORKBOOK) kept.push(bytes.slice());
        }
        if (workbook === true) return;
        attempt(() => inPieces(bytes, (piece) => unzip.push(piece)));
        if (workbook === false) kept.length = 0;
      },
      end: () => {
        if (workbook === true && keptBytes > LARGEST_WORKBOOK) {
          handlers.problem(
            "archive-too-large",
            `A workbook of ${keptBytes} bytes cannot be read; save the sheet as CSV.`,
          );
        } else if (workbook === true) handlers.workbook(concatenated(kept, keptBytes));
        else {
          attempt(() => {
            unzip.push(new Uint8Array(0), true);
            if (members === 0 || open.size > 0) throw new Error("it ends too early");
          });
          for (const inner of open) inner.end();
          if (!broken && files === 0)
            handlers.problem(
              "empty-archive",
              "The archive holds no file but those that programs add for themselves; pack the exports again.",
            );
        }
      },
    };
  };

  const plain = (): ByteSink => handlers.file(null);

  const begin = (): ByteSink => {
    if (head[0] === 0x1f && head[1] === 0x8b) return gzip();
    if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return zip();
    return plain();
  };

  return {
    push: (bytes) => {
      taken += bytes.length;
      if (sink !== null) {
        sink.push(bytes);
        return;
      }
      head = concatenated([head, bytes], head.length + bytes.length);
      if (head.length < 4) return;
      sink = begin();
      sink.push(head);
      head = new Uint8Array(0);
    },
    end: () => {
      if (sink === null) {
        sink = begin();
        sink.push(head);
      }
      sink.end();
    },
  };
}

function concatenated(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
