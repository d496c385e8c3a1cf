import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { Anomaly } from "./anomaly.ts";

/** Where a reader puts what it finds, in the order of the file. */
export interface RecordSink {
  readonly record: (record: BibliographicRecord) => void;
  readonly anomaly: (anomaly: Anomaly) => void;
}

/**
 * Reads one format, piece by piece, without keeping more than the record at hand. It never throws on what is in the file: what it
 * cannot read it hands to `sink.anomaly` with its text, and goes on with the next record.
 */
export interface TextReader {
  /** Text as it comes, cut anywhere, without a byte-order mark; line ends as in the file (LF, CRLF or CR). */
  push(text: string): void;
  /** Ends the last record; nothing may be pushed afterwards. */
  end(): void;
}

export interface TextReaderOptions {
  /** Name of the file, for `origin.file`. */
  readonly file?: string;
  /** Elements of PubMed's XML that are left out with all that they hold, for who needs a part of each record only; other formats are read whole. Default: none. */
  readonly leaveOut?: ReadonlySet<string>;
}

export type TextReaderFactory = (sink: RecordSink, options: TextReaderOptions) => TextReader;
