export type { Service } from "./asking.ts";
export {
  type Chase,
  type ChasedWork,
  type ChaseOptions,
  type CitationEdge,
  chaseCitations,
  type LinkCount,
} from "./chase/chase.ts";
export { chasable, citationSource } from "./chase/chase-sources.ts";
export { type ChaseStore, type FollowedLink, fileChaseStore, memoryChaseStore } from "./chase/chase-store.ts";
export type { CitationSource, Direction, Followed, WorkNumbers } from "./chase/citation-source.ts";
export { numbersOf, workKey } from "./chase/citation-source.ts";
export { clinicaltrialsStudy } from "./clinicaltrials/clinicaltrials.ts";
export { crossrefStatus, crossrefWorkOf, type WorkStatus } from "./crossref/crossref.ts";
export { type CrossrefWork, crossrefRecord } from "./crossref/crossref-record.ts";
export { type EuropepmcLink, europepmcLinks } from "./europepmc/europepmc.ts";
export { type AnswerFacts, type Archive, type ArchivedAnswer, memoryArchive } from "./http/archive.ts";
export { type Clock, systemClock } from "./http/clock.ts";
export { folderArchive } from "./http/folder-archive.ts";
export type { Pace } from "./http/host-queue.ts";
export type { HttpEvent } from "./http/http-event.ts";
export type { HttpSettings, HttpTools } from "./http/http-settings.ts";
export {
  type AnswerFault,
  type Ask,
  type Asked,
  type HttpAnswer,
  type PoliteHttp,
  politeHttp,
} from "./http/polite-http.ts";
export {
  fileJobStore,
  type JobEntry,
  type JobHead,
  type JobStep,
  type JobStore,
  memoryJobStore,
} from "./job/job-store.ts";
export { type RunOptions, type RunProgress, recordsOf, runSearch, type SearchRun } from "./job/run-search.ts";
export type { Counted, JobState, ReadRecords, SearchClient } from "./job/search-client.ts";
export { openalexCiting, openalexWorkOf, openalexWorks } from "./openalex/openalex.ts";
export { type OpenalexWork, openalexRecord } from "./openalex/openalex-record.ts";
export { type OpenCitation, openCitations } from "./opencitations/opencitations.ts";
export type { Result } from "./problem.ts";
export { type EfetchOf, efetch, type Fetched } from "./pubmed/efetch.ts";
export { elink, type LinkName } from "./pubmed/elink.ts";
export { type EsearchOptions, type EsearchResult, esearch } from "./pubmed/esearch.ts";
export {
  type CitationMatch,
  type DatabaseState,
  ecitmatch,
  einfo,
  epost,
  espell,
  esummary,
  type PrintedCitation,
  type Summary,
} from "./pubmed/other-utilities.ts";
export { type PubmedSearchOptions, pubmedSearch } from "./pubmed/pubmed-search.ts";
export {
  type AppliedFile,
  type FileApplied,
  listPubmedFiles,
  memoryPubmedFileStore,
  type PubmedFile,
  type PubmedFileStore,
  updatePubmedFiles,
} from "./pubmed-files/pubmed-files.ts";
export { type ImportedRun, type ImportFacts, importRun } from "./runs/import-run.ts";
export { runDocument } from "./runs/run-document.ts";
export {
  closeRunFolder,
  openRunFolder,
  RECORDS_FILE,
  type RunFolder,
  runsFolder,
} from "./runs/run-folder.ts";
export { sourceOf, strategyQuery } from "./runs/strategy-query.ts";
export { searchable, searchClient } from "./search-clients.ts";
export { paperLinks, papersOf } from "./semantic-scholar/semantic-scholar.ts";
export { type Paper, paperRecord } from "./semantic-scholar/semantic-scholar-record.ts";
export {
  defaultSources,
  type SourceId,
  type SourceSettings,
  type SourcesSettings,
  sourcesWith,
} from "./source-settings.ts";
export { type OpenAccess, openAccess } from "./unpaywall/unpaywall.ts";
