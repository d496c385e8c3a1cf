export type { Anomaly } from "./read/anomaly.ts";
export type { RecordSink, TextReader, TextReaderFactory, TextReaderOptions } from "./read/text-reader.ts";
export type {
  AbstractSection,
  Accession,
  BibliographicRecord,
  OtherField,
  PublicationRelation,
  RecordFormat,
  RecordOrigin,
  RelationKind,
  SubjectHeading,
  Substance,
} from "./record/bibliographic-record.ts";
export type {
  CslDate,
  CslDateField,
  CslDateParts,
  CslItem,
  CslName,
  CslNameField,
  CslTextField,
  CslType,
} from "./record/csl-item.ts";
