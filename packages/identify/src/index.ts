export { bibtexReader } from "./bibtex/bibtex-reader.ts";
export { writeBibtex } from "./bibtex/write-bibtex.ts";
export { deduplicate, withMergedFields } from "./duplicates/deduplicate.ts";
export type {
  DeduplicateOptions,
  DeduplicateResult,
  Deduplication,
  DuplicateCluster,
  DuplicateDecision,
  DuplicateLink,
  ExistingCluster,
  IdentifiedRecord,
  MergedField,
  PublicationLink,
  ReviewPair,
} from "./duplicates/duplicate-cluster.ts";
export { type DuplicateFinder, duplicateFinder } from "./duplicates/duplicate-finder.ts";
export {
  type CitedRecord,
  explainLink,
  explainRefusal,
  explainRelation,
  splitters,
} from "./duplicates/explain.ts";
export type { ComparedField, FieldAgreement } from "./duplicates/weights.ts";
export { clinicaltrialsJsonReader } from "./json/clinicaltrials-json-reader.ts";
export { cslJsonReader } from "./json/csl-json-reader.ts";
export { type WriteCslJsonOptions, writeCslJson } from "./json/write-csl-json.ts";
export { type Compiled, compileMatcher, type Matcher } from "./match/matcher.ts";
export type { MatchNote } from "./match/plan.ts";
export { type IndexSearch, type RecordIndex, recordIndex } from "./match/record-index.ts";
export { type StandingQueries, standingQueries } from "./match/standing-queries.ts";
export type { MatchOptions, MatchProblem } from "./match/strategy-plan.ts";
export {
  type Expectation,
  type MissedRecord,
  type PartWorth,
  type StrategyTest,
  type StrategyTestResult,
  type StrategyUnderTest,
  type TestRecord,
  testStrategy,
} from "./match/strategy-test.ts";
export { eachExpression } from "./query/expressions.ts";
export { CHECKS, type Check, type LintCode, type PressElement } from "./query/lint/checks.ts";
export type { Finding, Fix, Lint, NotChecked } from "./query/lint/finding.ts";
export type { LintOptions, SearchedCorpus, WordCounts } from "./query/lint/lint-options.ts";
export { lintStrategy } from "./query/lint/lint-strategy.ts";
export { searchedCorpus } from "./query/lint/searched-corpus.ts";
export { meshThesaurus } from "./query/mesh/mesh-thesaurus.ts";
export { explodeSubheading, meshSubheading, meshSubheadings } from "./query/mesh/subheadings.ts";
export type { MeshDescriptor, MeshSubheading, MeshThesaurus } from "./query/mesh/thesaurus.ts";
export { detectSyntax } from "./query/parse/detect-syntax.ts";
export { type ParsedStrategy, parseStrategy } from "./query/parse/parse-strategy.ts";
export type { StrategyToken } from "./query/parse/token.ts";
export { printStrategy } from "./query/print/print-strategy.ts";
export type { Strategy, StrategyLine, Syntax } from "./query/strategy.ts";
export type { SyntaxProblem } from "./query/syntax-problem.ts";
export { CROSSWALK, type CrosswalkRow } from "./query/translate/crosswalk.ts";
export { type Concept, ENGINE_IDS, type EngineId, type HeadingConcept } from "./query/translate/engine.ts";
export { engineName, engineNamed } from "./query/translate/engines/engines.ts";
export { type FieldPattern, fieldPattern, headingPattern } from "./query/translate/field-pattern.ts";
export { SEARCH_FILTERS } from "./query/translate/filters/filters.ts";
export type { FilterText, SearchFilter } from "./query/translate/filters/search-filter.ts";
export {
  type TranslatedLine,
  type Translation,
  translateStrategy,
} from "./query/translate/translate-strategy.ts";
export type { TranslationOptions } from "./query/translate/translating.ts";
export type { TranslationWarning } from "./query/translate/warning.ts";
export type { Anomaly } from "./read/anomaly.ts";
export { detectFormat } from "./read/detect-format.ts";
export {
  type FileSummary,
  type RecordReader,
  type RecordReaderOptions,
  recordReader,
} from "./read/record-reader.ts";
export type { RecordSink, TextReader, TextReaderFactory, TextReaderOptions } from "./read/text-reader.ts";
export type {
  AbstractSection,
  Accession,
  AnswerFormat,
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
export { dateFrom } from "./record/date.ts";
export { plainText, richText } from "./record/html-text.ts";
export { doiFrom, pmcidFrom, pmidFrom, registrationsIn } from "./record/identifiers.ts";
export { nameFrom } from "./record/person-name.ts";
export { type FullRecordOptions, fullRecordText } from "./show/full-record.ts";
export type { ColumnField } from "./table/column-names.ts";
export { csvReader, csvReaderWith } from "./table/csv-reader.ts";
export { type ColumnGuess, guessColumns, type TableGuess } from "./table/guess-columns.ts";
export { isTable } from "./table/is-table.ts";
export type { TableOptions } from "./table/table-records.ts";
export { type CsvOptions, writeCsv } from "./table/write-csv.ts";
export { readXlsx } from "./table/xlsx/read-xlsx.ts";
export { writeXlsx } from "./table/xlsx/write-xlsx.ts";
export { nbibReader } from "./tagged/nbib-reader.ts";
export { ovidReader } from "./tagged/ovid-reader.ts";
export { referReader } from "./tagged/refer-reader.ts";
export { refworksReader } from "./tagged/refworks-reader.ts";
export { risReader } from "./tagged/ris-reader.ts";
export { wosReader } from "./tagged/wos-reader.ts";
export { writeNbib } from "./tagged/write-nbib.ts";
export { writeRis } from "./tagged/write-ris.ts";
export { endnoteXmlReader } from "./xml/endnote-xml-reader.ts";
export { ictrpXmlReader } from "./xml/ictrp-xml-reader.ts";
export { type PubmedXmlReaderOptions, pubmedXmlReader } from "./xml/pubmed-xml-reader.ts";
export { textOf } from "./xml/rich-text.ts";
export { attributeOf, childOf, descendantOf, outerXml, type XmlElement } from "./xml/xml-element.ts";
export { type FoundElements, xmlElements } from "./xml/xml-elements.ts";
