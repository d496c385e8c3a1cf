import type { RecordSink, TextReader, TextReaderOptions } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordFormat, RecordOrigin } from "../record/bibliographic-record.ts";
import type { Report } from "../tagged/tagged-reader.ts";
import { isObject, type JsonObject, objectsAt, parseObject } from "./json-object.ts";
import { createJsonSplitter } from "./json-splitter.ts";

/** A JSON format: where its records are, and how one is read. */
export interface JsonFormat {
  readonly format: RecordFormat;
  /** Keys under which a list of records may stand in an object. */
  readonly lists: readonly string[];
  readonly isRecord: (object: JsonObject) => boolean;
  readonly read: (object: JsonObject, origin: RecordOrigin, report: Report) => BibliographicRecord;
  /** The object in the form of today; null where it is in it already. */
  readonly modern?: (object: JsonObject) => JsonObject | null;
  /** Looks at the object around the list. */
  readonly page?: (object: JsonObject, report: Report, line: number) => void;
}

const shortened = (text: string): string => {
  // What is shown is looked for in the beginning alone: the text may be millions of characters.
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};

/** Makes the reader of a JSON format: one object, a list, an object with a list, or one object a line. */
export function createJsonRecords(
  sink: RecordSink,
  { file }: TextReaderOptions,
  { format, lists, isRecord, read, modern, page }: JsonFormat,
): TextReader {
  let number = 0;
  /** An element that is none of this format counts as a record that could not be read. */
  function notARecord(raw: string, line: number): void {
    sink.anomaly({
      code: "not-a-record",
      message: `"${shortened(raw)}" is no record of this format; it was left out.`,
      line,
      recordsNotRead: 1,
      raw,
    });
  }

  const reportTo =
    (record: number | undefined): Report =>
    (code, message, line, raw) =>
      sink.anomaly({
        code,
        message,
        line,
        ...(record === undefined ? {} : { record }),
        ...(raw === undefined ? {} : { raw }),
      });

  function add(object: JsonObject, line: number): void {
    number += 1;
    const place = { format, number, line };
    const origin: RecordOrigin = file === undefined ? place : { ...place, file };
    sink.record(read(object, origin, reportTo(number)));
  }

  function element(text: string, line: number): boolean {
    const parsed = parseObject(text);
    if (parsed === null) return false;
    const object = modern?.(parsed) ?? parsed;
    if (isRecord(object)) {
      add(object, line);
      return true;
    }
    // A page among pages.
    const list = lists.find((key) => Array.isArray(object[key]));
    if (list === undefined) {
      notARecord(text, line);
      return true;
    }
    for (const item of objectsAt(object, list))
      if (isRecord(item)) add(item, line);
      else notARecord(JSON.stringify(item), line);
    return true;
  }

  const splitter = createJsonSplitter(new Set(lists), {
    element,
    bad: (text, line, isElement) =>
      sink.anomaly({
        code: "bad-json",
        message: `"${shortened(text)}" is no JSON, or not that of a record; it was left out.`,
        line,
        ...(isElement ? { recordsNotRead: 1 } : {}),
        raw: text,
      }),
    page(text, line) {
      const object = parseObject(text);
      if (object !== null && isObject(object)) page?.(object, reportTo(undefined), line);
    },
  });
  return splitter;
}
