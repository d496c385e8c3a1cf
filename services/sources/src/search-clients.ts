import type { Service } from "./asking.ts";
import { clinicaltrialsSearch } from "./clinicaltrials/clinicaltrials.ts";
import { crossrefSearch } from "./crossref/crossref.ts";
import { europepmcSearch } from "./europepmc/europepmc.ts";
import type { PoliteHttp } from "./http/polite-http.ts";
import type { SearchClient } from "./job/search-client.ts";
import { openalexSearch } from "./openalex/openalex.ts";
import { pubmedSearch } from "./pubmed/pubmed-search.ts";
import { semanticScholarSearch } from "./semantic-scholar/semantic-scholar.ts";
import type { SourceId, SourcesSettings } from "./source-settings.ts";

const CLIENTS: Readonly<Partial<Record<SourceId, (service: Service) => SearchClient>>> = {
  pubmed: pubmedSearch,
  europepmc: europepmcSearch,
  clinicaltrials: clinicaltrialsSearch,
  openalex: openalexSearch,
  crossref: crossrefSearch,
  "semantic-scholar": semanticScholarSearch,
};

/** Services that can be searched. */
export const searchable = Object.keys(CLIENTS) as readonly SourceId[];

/** The client of a service; null for one that is looked things up in and not searched. */
export function searchClient(
  source: SourceId,
  http: PoliteHttp,
  settings: SourcesSettings,
): SearchClient | null {
  return CLIENTS[source]?.({ http, settings: settings[source] }) ?? null;
}
