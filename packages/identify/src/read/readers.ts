import { bibtexReader } from "../bibtex/bibtex-reader.ts";
import { clinicaltrialsJsonReader } from "../json/clinicaltrials-json-reader.ts";
import { cslJsonReader } from "../json/csl-json-reader.ts";
import type { RecordFormat } from "../record/bibliographic-record.ts";
import { csvReader } from "../table/csv-reader.ts";
import { nbibReader } from "../tagged/nbib-reader.ts";
import { ovidReader } from "../tagged/ovid-reader.ts";
import { referReader } from "../tagged/refer-reader.ts";
import { refworksReader } from "../tagged/refworks-reader.ts";
import { risReader } from "../tagged/ris-reader.ts";
import { wosReader } from "../tagged/wos-reader.ts";
import { endnoteXmlReader } from "../xml/endnote-xml-reader.ts";
import { ictrpXmlReader } from "../xml/ictrp-xml-reader.ts";
import { pubmedXmlReader } from "../xml/pubmed-xml-reader.ts";
import type { TextReaderFactory } from "./text-reader.ts";

/** The reader of each format of text. */
export const textReaders: Readonly<Partial<Record<RecordFormat, TextReaderFactory>>> = {
  bibtex: bibtexReader,
  "clinicaltrials-json": clinicaltrialsJsonReader,
  "csl-json": cslJsonReader,
  csv: csvReader,
  "endnote-xml": endnoteXmlReader,
  "ictrp-xml": ictrpXmlReader,
  nbib: nbibReader,
  ovid: ovidReader,
  "pubmed-xml": pubmedXmlReader,
  refer: referReader,
  refworks: refworksReader,
  ris: risReader,
  wos: wosReader,
};
