import type { FakeWork } from "./fake-work.ts";

/** What a search in PubMed's language finds, and what PubMed would say of the query. */
export interface Found {
  readonly works: readonly FakeWork[];
  /** The query as it was understood. */
  readonly translation: string;
  /** Words that no work has. */
  readonly phrasesNotFound: readonly string[];
  /** Phrases in quotation marks that no work has. */
  readonly quotedPhrasesNotFound: readonly string[];
  readonly fieldsNotFound: readonly string[];
}

/** Finds works by a query. */
export interface SearchBackend {
  readonly search: (query: string) => Found;
}
