import type { Service } from "../asking.ts";
import type { PoliteHttp } from "../http/polite-http.ts";
import type { SourceId, SourcesSettings } from "../source-settings.ts";
import type { CitationSource } from "./citation-source.ts";
import {
  crossrefCitations,
  europepmcCitations,
  openalexCitations,
  opencitationsCitations,
  pubmedCitations,
  semanticScholarCitations,
} from "./citation-sources.ts";

const SOURCES: Readonly<Partial<Record<SourceId, (service: Service) => CitationSource>>> = {
  pubmed: pubmedCitations,
  europepmc: europepmcCitations,
  openalex: openalexCitations,
  "semantic-scholar": semanticScholarCitations,
  crossref: crossrefCitations,
  opencitations: opencitationsCitations,
};

/** Services that know citations. */
export const chasable = Object.keys(SOURCES) as readonly SourceId[];

export function citationSource(
  source: SourceId,
  http: PoliteHttp,
  settings: SourcesSettings,
): CitationSource | null {
  return SOURCES[source]?.({ http, settings: settings[source] }) ?? null;
}
