/** Reads any export file: unpacks, decodes, finds out the format, and hands the text to the reader of that format. */
import { byteDecoder, type TextEncodingName, type UnfitLines } from "../bytes/byte-decoder.ts";
import { type ByteSink, unpacker } from "../bytes/unpacker.ts";
import type { RecordFormat } from "../record/bibliographic-record.ts";
import { readXlsx } from "../table/xlsx/read-xlsx.ts";
import type { Anomaly } from "./anomaly.ts";
import { DETECTION_LENGTH, detectFormat } from "./detect-format.ts";
import { formatChange, heldBack } from "./format-change.ts";
import { textReaders } from "./readers.ts";
import type { RecordSink, TextReader, TextReaderFactory } from "./text-reader.ts";

export interface RecordReaderOptions {
  /** Name of the file, for `origin.file` and the summary. */
  readonly file?: string;
  /** Overrides what the bytes say. */
  readonly format?: RecordFormat;
  /** As of the readers of text: see `TextReaderOptions`. */
  readonly leaveOut?: ReadonlySet<string>;
}

/** What became of a file, or of one member of an archive. */
export interface FileSummary {
  readonly file?: string;
  /** Null where the file is like no format that is known. */
  readonly format: RecordFormat | null;
  readonly encoding: TextEncodingName | null;
  /** Records that the file holds: those that were read, and those that were seen and could not be read, each with its anomaly. */
  readonly recordsInFile: number;
  /** Records that were read. */
  readonly records: number;
  /** How many anomalies of each kind, by their codes in alphabetical order. */
  readonly anomalies: Readonly<Record<string, number>>;
}

export interface RecordReader {
  /** Bytes of the file as they come, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** Ends the file; one summary for each member of a zip, and one for any other file. */
  end(): readonly FileSummary[];
}

const rubbish =
  "is no export of a database or reference manager that Coppice can read (RIS, NBIB, PubMed XML, EndNote XML, EndNote or RefWorks tagged, Web of Science, Ovid, BibTeX, CSL-JSON, CSV, XLSX, ClinicalTrials.gov, ICTRP); export it again in one of these formats";

/**
 * Reads a file of any format. Never throws on its contents: what cannot be read becomes an anomaly with its text. Records and
 * anomalies go to the sink as they are found; nothing is kept.
 */
export function recordReader(sink: RecordSink, options: RecordReaderOptions = {}): RecordReader {
  const summaries: FileSummary[] = [];
  const nameOf = (member: string | null): string | undefined =>
    member === null ? options.file : [options.file, member].filter((part) => part !== undefined).join("/");
  const report = (anomaly: Anomaly): void => sink.anomaly(anomaly);
  const packing: Anomaly[] = [];

  const unpacked = unpacker({
    file: (member) => textFile(sink, nameOf(member), options, (summary) => summaries.push(summary)),
    workbook: (bytes) => {
      const counted = countingSink(sink);
      readXlsx(bytes, counted.sink, fileOption(options.file));
      if (counted.records() === 0 && counted.anomalies.size === 0) counted.sink.anomaly(noRecords("xlsx"));
      summaries.push(summaryOf(options.file, "xlsx", null, counted));
    },
    problem: (code, message) => {
      const anomaly = { code, message, line: 1 };
      packing.push(anomaly);
      report(anomaly);
    },
  });

  return {
    push: (bytes) => unpacked.push(bytes),
    end: () => {
      unpacked.end();
      if (packing.length === 0) return summaries;
      const last = summaries.pop() ?? {
        ...fileOption(options.file),
        format: null,
        encoding: null,
        recordsInFile: 0,
        records: 0,
        anomalies: {},
      };
      const anomalies = Object.fromEntries(packing.map(({ code }) => [code, 1]));
      return [...summaries, { ...last, anomalies: { ...last.anomalies, ...anomalies } }];
    },
  };
}

const fileOption = (file: string | undefined): { readonly file?: string } =>
  file === undefined ? {} : { file };

interface CountingSink {
  readonly sink: RecordSink;
  readonly records: () => number;
  readonly notRead: () => number;
  readonly anomalies: ReadonlyMap<string, number>;
}

function countingSink(inner: RecordSink): CountingSink {
  let records = 0;
  let notRead = 0;
  const anomalies = new Map<string, number>();
  return {
    sink: {
      record: (record) => {
        records += 1;
        inner.record(record);
      },
      anomaly: (anomaly) => {
        anomalies.set(anomaly.code, (anomalies.get(anomaly.code) ?? 0) + 1);
        notRead += anomaly.recordsNotRead ?? 0;
        inner.anomaly(anomaly);
      },
    },
    records: () => records,
    notRead: () => notRead,
    anomalies,
  };
}

function summaryOf(
  file: string | undefined,
  format: RecordFormat | null,
  encoding: TextEncodingName | null,
  { records, notRead, anomalies }: CountingSink,
): FileSummary {
  const sorted = [...anomalies].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...fileOption(file),
    format,
    encoding,
    recordsInFile: records() + notRead(),
    records: records(),
    anomalies: Object.fromEntries(sorted),
  };
}

/** V8 keeps strings of 128 KB and more apart, where each costs many times its reading: bytes are decoded in parts well below that. */
const PIECE = 1 << 15;

/** One file of text: its beginning is kept until the format is known. */
function textFile(
  outer: RecordSink,
  file: string | undefined,
  { format: wanted, leaveOut }: RecordReaderOptions,
  done: (summary: FileSummary) => void,
): ByteSink {
  const decoder = byteDecoder();
  const counted = countingSink(outer);
  let format: RecordFormat | null = null;
  let reader: TextReader | null = null;
  let current: RecordFormat | null = null;
  let beginning = "";
  let waiting = "";
  /** The beginning of a file that is like no format; the rest of it is not looked at. */
  let refused: string | null = null;

  const start = (next: RecordFormat, factory: TextReaderFactory, lines: number): void => {
    current = next;
    reader = factory(lines === 0 ? counted.sink : laterPart(counted, lines), {
      ...fileOption(file),
      ...(leaveOut === undefined ? {} : { leaveOut }),
    });
  };

  /** Hands text to the reader; where another format begins, ends that reader and goes on with the other's. */
  const read = (text: string, last: boolean): void => {
    let rest = waiting + text;
    waiting = "";
    for (let change = nextPart(rest); change !== null; change = nextPart(rest)) {
      reader!.push(rest.slice(0, change.at));
      reader!.end();
      rest = rest.slice(change.at);
      const lines = decoder.lineEnds() - lineEnds(rest);
      counted.sink.anomaly({
        code: "mixed-formats",
        message: `Here the file goes on in another format (${change.format} after ${current}); both were read.`,
        line: lines + 1,
      });
      start(change.format, textReaders[change.format]!, lines);
    }
    const held = last || wanted !== undefined ? 0 : heldBack(rest);
    reader!.push(held === 0 ? rest : rest.slice(0, rest.length - held));
    waiting = held === 0 ? "" : rest.slice(rest.length - held);
  };

  const nextPart = (text: string) => (wanted === undefined ? formatChange(text, 0, current!) : null);

  const open = (): void => {
    const detected = wanted ?? detectFormat(beginning);
    const factory = detected === null ? undefined : textReaders[detected];
    if (detected !== null && factory !== undefined) {
      format = detected;
      start(detected, factory, 0);
      read(beginning, false);
    } else refused = beginning.slice(0, 2000);
    beginning = "";
  };

  const take = (text: string): void => {
    if (reader !== null) read(text, false);
    else {
      beginning += text;
      if (beginning.length >= DETECTION_LENGTH) open();
    }
  };

  return {
    push: (bytes) => {
      for (let at = 0; at < bytes.length && refused === null; at += PIECE)
        take(decoder.push(bytes.subarray(at, at + PIECE)));
    },
    end: () => {
      if (refused === null) take(decoder.end());
      if (reader === null && refused === null) open();
      if (reader !== null) {
        read("", true);
        reader.end();
      }
      const unfit = decoder.unfit();
      if (format !== null && counted.records() === 0 && counted.anomalies.size === 0) {
        counted.sink.anomaly(noRecords(format));
      }
      if (refused !== null) counted.sink.anomaly(refusal(refused));
      else if (unfit !== null) counted.sink.anomaly(westernLines(unfit));
      done(summaryOf(file, format, decoder.encoding(), counted));
    },
  };
}

function lineEnds(text: string): number {
  const count = (sign: string): number => {
    let found = 0;
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found += 1;
    return found;
  };
  return count("\n") || count("\r");
}

/** Places of a later part of a file, in terms of the whole. */
function laterPart({ sink, records }: CountingSink, lines: number): RecordSink {
  const before = records();
  return {
    record: (record) => {
      const { origin } = record;
      sink.record({
        ...record,
        origin: { ...origin, number: origin.number + before, line: origin.line + lines },
      });
    },
    anomaly: (anomaly) => {
      const number = anomaly.record === undefined ? {} : { record: anomaly.record + before };
      sink.anomaly({ ...anomaly, ...number, line: anomaly.line + lines });
    },
  };
}

const noRecords = (format: RecordFormat): Anomaly => ({
  code: "no-records",
  message: `The file has the frame of ${format} and no record in it; export it again.`,
  line: 1,
});

function refusal(beginning: string): Anomaly {
  const start = beginning.trim();
  if (start === "") return { code: "empty-file", message: "The file is empty; export it again.", line: 1 };
  const message = `The file, which begins with ${JSON.stringify(start.slice(0, 60))}, ${rubbish}.`;
  return { code: "unknown-format", message, line: 1, raw: beginning };
}

function westernLines({ count, first }: UnfitLines): Anomaly {
  const what = count === 1 ? "One line is not UTF-8 and was" : `${count} lines are not UTF-8 and were`;
  return {
    code: "not-utf-8",
    message: `${what} read as Windows-1252, the first in line ${first}; look at accents there.`,
    line: first,
  };
}
