import type { Anomaly } from "../read/anomaly.ts";
import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordFormat, RecordOrigin } from "../record/bibliographic-record.ts";
import { LineMachine, type TagSyntax } from "./line-machine.ts";

/** The fields of one record as they stand in the file, by turns. */
export interface TaggedFields {
  readonly tags: readonly string[];
  readonly values: readonly string[];
  readonly lines: readonly number[];
}

/** Reports something about the record at hand. */
export type Report = (code: string, message: string, line: number, raw?: string) => void;

/** A tagged format: its lines, where its records begin and end, and what its tags mean. */
export interface TaggedFormat {
  readonly format: RecordFormat;
  /** A new one for each file, since files differ in how they set their tags. */
  readonly syntax: () => TagSyntax;
  /** Whether the field is the first of a new record, given the tags of the record that is open. */
  readonly begins: (tag: string, value: string, open: readonly string[], afterBlank: boolean) => boolean;
  /** Whether the field ends its record and says nothing else. */
  readonly closes: (tag: string) => boolean;
  /** Whether the field, straight after the end of a record, still belongs to it. */
  readonly trails?: (tag: string) => boolean;
  /** Whether the field belongs to the frame of the file and to no record. */
  readonly frames?: (tag: string) => boolean;
  /** Whether a line outside of records is numbering, a heading of the vendor or a link, and so says nothing. */
  readonly isFrameLine: (text: string) => boolean;
  readonly build: (
    fields: TaggedFields,
    origin: RecordOrigin,
    report: Report,
    frame: ReadonlyMap<string, string>,
  ) => BibliographicRecord;
}

/** A record longer than this is ended, so that a file that never ends its record cannot fill the memory. */
const LONGEST_RECORD = 1 << 27;

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Makes the reader of a tagged format. */
export function taggedReader(format: TaggedFormat): TextReaderFactory {
  return (sink, { file }) => {
    let tags: string[] = [];
    let values: string[] = [];
    let lines: number[] = [];
    let length = 0;
    let number = 0;
    let ended = false;
    const frame = new Map<string, string>();

    const finish = (): void => {
      ended = false;
      if (tags.length === 0) return;
      number += 1;
      const place = { format: format.format, number, line: lines[0]! };
      const origin: RecordOrigin = file === undefined ? place : { ...place, file };
      const anomalies: Anomaly[] = [];
      const report: Report = (code, message, line, raw) =>
        anomalies.push(
          raw === undefined
            ? { code, message, line, record: number }
            : { code, message, line, record: number, raw },
        );
      const record = format.build({ tags, values, lines }, origin, report, frame);
      tags = [];
      values = [];
      lines = [];
      length = 0;
      for (const anomaly of anomalies) sink.anomaly(anomaly);
      sink.record(record);
    };

    const machine = new LineMachine(format.syntax(), {
      closes: (tag) => format.closes(tag) || (ended && format.trails?.(tag) === true),
      field(tag, value, line, afterBlank) {
        if (ended && (afterBlank || format.trails?.(tag) !== true)) finish();
        if (format.closes(tag)) {
          ended = true;
          if (value !== "")
            sink.anomaly({
              code: "text-outside-record",
              message: `"${shortened(value)}" stands after the end of a record (${tag}) and was left out.`,
              line,
              raw: value,
            });
          return;
        }
        if (format.frames?.(tag) === true) {
          finish();
          frame.set(tag, value);
          return;
        }
        if (!ended && tags.length > 0 && format.begins(tag, value, tags, afterBlank)) finish();
        tags.push(tag);
        values.push(value);
        lines.push(line);
        length += value.length + 8;
        if (length > LONGEST_RECORD) {
          sink.anomaly({
            code: "long-record",
            message: `The record that begins in line ${lines[0]} has no end within ${LONGEST_RECORD} characters; it was ended here.`,
            line,
          });
          finish();
        }
      },
      loose(text, line) {
        if (ended) finish();
        if (format.isFrameLine(text)) return;
        sink.anomaly({
          code: "text-outside-record",
          message: `"${shortened(text)}" belongs to no record and was left out.`,
          line,
          raw: text,
        });
      },
    });
    return {
      push: (text) => machine.push(text),
      end: () => {
        machine.end();
        finish();
      },
    };
  };
}
