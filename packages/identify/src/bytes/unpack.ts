import { Gunzip, Unzip, UnzipInflate } from "fflate";

/** Where unpacked bytes go. */
export interface PackedFile {
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

export interface UnpackSink {
  /** A file in the archive; `null` refuses it. */
  readonly file: (name: string) => PackedFile | null;
  /** What could not be unpacked, in a sentence. */
  readonly problem: (code: string, message: string) => void;
}

/** Takes the bytes of an archive. */
export interface Unpacker {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** fflate gives back a whole push at once: small ones keep what a dense archive unpacks to small as well. */
const PIECE = 1 << 14;
/** An archive that unpacks to more than this many times its size, beyond the first megabytes, is a bomb and no export. */
const DENSEST = 250;
const UNSUSPECTED = 1 << 26;
const MOST_FILES = 10_000;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** What the first bytes (four are enough) say of packing. */
export function packingOf(bytes: Uint8Array): "gzip" | "zip" | null {
  if (isGzip(bytes)) return "gzip";
  return isZip(bytes) ? "zip" : null;
}

/** Counts what comes in and goes out, and says when it is too dense. */
class Density {
  #packed = 0;
  #unpacked = 0;
  in(bytes: number): void {
    this.#packed += bytes;
  }
  out(bytes: number): boolean {
    this.#unpacked += bytes;
    return this.#unpacked > UNSUSPECTED && this.#unpacked > this.#packed * DENSEST;
  }
}

const TOO_DENSE = "The archive unpacks to more than 250 times its size, as no export does; reading it was stopped.";

function inPieces(bytes: Uint8Array, take: (piece: Uint8Array) => boolean): void {
  for (let at = 0; at < bytes.length; at += PIECE) if (!take(bytes.subarray(at, at + PIECE))) return;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Unpacks one gzip file, also of several members. */
export function gunzip(name: string, sink: UnpackSink): Unpacker {
  const file = sink.file(name);
  const density = new Density();
  let stopped = file === null;
  const stop = (code: string, message: string): void => {
    stopped = true;
    sink.problem(code, message);
  };
  const stream = new Gunzip((chunk) => {
    if (stopped) return;
    file?.push(chunk);
    if (density.out(chunk.length)) stop("archive-too-dense", TOO_DENSE);
  });
  const feed = (bytes: Uint8Array, final: boolean): boolean => {
    if (stopped) return false;
    density.in(bytes.length);
    try {
      stream.push(bytes, final);
    } catch (error) {
      stop("broken-archive", `The gzip data are broken (${messageOf(error)}); what came before was read.`);
    }
    return !stopped;
  };
  return {
    push: (bytes) => inPieces(bytes, (piece) => feed(piece, false)),
    end: () => {
      feed(new Uint8Array(0), true);
      file?.end();
    },
  };
}

/** Unpacks the files of a zip archive, each as it comes. */
export function unzip(sink: UnpackSink): Unpacker {
  const density = new Density();
  let files = 0;
  let stopped = false;
  const open = new Set<PackedFile>();
  const stop = (code: string, message: string): void => {
    if (!stopped) sink.problem(code, message);
    stopped = true;
  };
  const archive = new Unzip((entry) => {
    const { name } = entry;
    files += 1;
    if (files > MOST_FILES) stop("archive-too-many-files", `The archive has more than ${MOST_FILES} files; the others were left out.`);
    // Folders and what systems add are no exports.
    if (stopped || name.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\.)/.test(name)) return;
    const file = sink.file(name);
    if (file === null) return;
    open.add(file);
    const close = (): void => {
      if (open.delete(file)) file.end();
    };
    entry.ondata = (error, chunk, final) => {
      if (stopped || !open.has(file)) return;
      if (error !== null) {
        sink.problem("broken-archive", `"${name}" in the archive is broken (${error.message}); what came before was read.`);
        close();
        return;
      }
      file.push(chunk);
      if (density.out(chunk.length)) stop("archive-too-dense", TOO_DENSE);
      if (final || stopped) close();
    };
    try {
      entry.start();
    } catch (error) {
      sink.problem("broken-archive", `"${name}" in the archive cannot be unpacked (${messageOf(error)}).`);
      close();
    }
  });
  archive.register(UnzipInflate);
  const feed = (bytes: Uint8Array, final: boolean): boolean => {
    if (stopped) return false;
    density.in(bytes.length);
    try {
      archive.push(bytes, final);
    } catch (error) {
      stop("broken-archive", `The zip archive is broken (${messageOf(error)}); what came before was read.`);
    }
    return !stopped;
  };
  return {
    push: (bytes) => inPieces(bytes, (piece) => feed(piece, false)),
    end: () => {
      feed(new Uint8Array(0), true);
      for (const file of open) {
        sink.problem("broken-archive", "The archive ends within a file; what there is was read.");
        file.end();
      }
      open.clear();
      if (files === 0 && !stopped) sink.problem("empty-archive", "The archive has no files.");
    },
  };
}
