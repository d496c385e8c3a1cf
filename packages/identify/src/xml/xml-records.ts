import type { Anomaly } from "../read/anomaly.ts";
import type { RecordSink, TextReader, TextReaderOptions } from "../read/text-reader.ts";
import type { RecordFormat, RecordOrigin } from "../record/bibliographic-record.ts";
import type { CslType } from "../record/csl-item.ts";
import { type Draft, newDraft, recordOf } from "../tagged/record-draft.ts";
import { outerXml, type XmlElement } from "./xml-element.ts";
import { createXmlRecordReader, type MarkupAnomaly, type XmlRecordFormat } from "./xml-record-reader.ts";

/** An XML format: where its records are, and how one is read. */
export interface XmlFormat {
  readonly format: RecordFormat;
  /** The type that a record has until something in it says another. */
  readonly type: CslType;
  readonly xml: XmlRecordFormat;
  readonly read: (draft: Draft, element: XmlElement) => void;
  /** What an element is that is no record; null for a record. */
  readonly event?: (element: XmlElement) => Anomaly | null;
}

/** Oddities after which something may stand where nothing looks for it. */
const STRUCTURAL = new Set([
  "loose-text",
  "record-too-long",
  "stray-end-tag",
  "stray-markup",
  "too-deep",
  "truncated-record",
  "unclosed-element",
  "unclosed-record",
]);

/** The first oddity of the structure gets the whole record as it was understood, so that nothing is lost in silence. */
function withRaw(oddities: readonly MarkupAnomaly[], element: XmlElement): readonly MarkupAnomaly[] {
  const first = oddities.find(({ code }) => STRUCTURAL.has(code));
  if (first === undefined) return oddities;
  return oddities.map((oddity) => (oddity === first ? { ...oddity, raw: outerXml(element) } : oddity));
}

/** Makes the reader of an XML format: numbers the records, and gives what is odd in one before the record itself. */
export function createXmlRecords(
  sink: RecordSink,
  { file }: TextReaderOptions,
  { format, type, xml, read, event }: XmlFormat,
): TextReader {
  let number = 0;
  return createXmlRecordReader(xml, {
    anomaly: sink.anomaly,
    element(element, found) {
      const oddities = withRaw(found, element);
      const instead = event?.(element) ?? null;
      if (instead !== null) {
        for (const oddity of oddities) sink.anomaly(oddity);
        sink.anomaly(instead);
        return;
      }
      number += 1;
      const record = number;
      const place = { format, number, line: element.line };
      const origin: RecordOrigin = file === undefined ? place : { ...place, file };
      for (const oddity of oddities) sink.anomaly({ ...oddity, record });
      const draft = newDraft(type, origin, (code, message, line, raw) =>
        sink.anomaly(
          raw === undefined ? { code, message, line, record } : { code, message, line, record, raw },
        ),
      );
      read(draft, element);
      if (element.children.length === 0)
        draft.report(
          "empty-record",
          `The record <${element.name}> holds nothing.`,
          element.line,
          element.text.trim(),
        );
      sink.record(recordOf(draft));
    },
  });
}
