import type { Pace } from "./http/host-queue.ts";

/** Services that Coppice can ask. */
export type SourceId =
  | "pubmed"
  | "pubmed-files"
  | "europepmc"
  | "clinicaltrials"
  | "openalex"
  | "crossref"
  | "semantic-scholar"
  | "unpaywall"
  | "opencitations";

/** What is to be known of a service before it is asked. Every figure may be set otherwise, for they change. */
export interface SourceSettings {
  /** As people call it. */
  readonly name: string;
  /** Ends with a slash. */
  readonly baseUrl: string;
  readonly pace: Pace;
  /** The pace where a key is given. */
  readonly keyedPace?: Pace;
  /** Environment variable that holds the key, where the service gives any. */
  readonly keyVariable?: string;
  readonly key?: string;
}

const pace = (perSecond: number, concurrency = 1): Pace => ({ perSecond, burst: 1, concurrency });

/**
 * Limits as documented in 2025 and 2026: E-utilities 3 requests a second, 10 with a key; ClinicalTrials.gov about 50 a minute;
 * Semantic Scholar 100 in 5 minutes in a pool shared by all without a key, 1 a second with one.
 */
export const defaultSources: Readonly<Record<SourceId, SourceSettings>> = {
  pubmed: {
    name: "PubMed",
    baseUrl: "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
    pace: pace(3),
    keyedPace: pace(10, 2),
    keyVariable: "NCBI_API_KEY",
  },
  "pubmed-files": { name: "PubMed files", baseUrl: "https://ftp.ncbi.nlm.nih.gov/pubmed/", pace: pace(2) },
  europepmc: {
    name: "Europe PMC",
    baseUrl: "https://www.ebi.ac.uk/europepmc/webservices/rest/",
    pace: pace(3),
  },
  clinicaltrials: {
    name: "ClinicalTrials.gov",
    baseUrl: "https://clinicaltrials.gov/api/v2/",
    pace: pace(0.8),
  },
  openalex: {
    name: "OpenAlex",
    baseUrl: "https://api.openalex.org/",
    pace: pace(8, 2),
    keyVariable: "OPENALEX_API_KEY",
  },
  crossref: { name: "Crossref", baseUrl: "https://api.crossref.org/", pace: pace(5) },
  "semantic-scholar": {
    name: "Semantic Scholar",
    baseUrl: "https://api.semanticscholar.org/graph/v1/",
    pace: pace(1 / 3),
    keyedPace: pace(1),
    keyVariable: "S2_API_KEY",
  },
  unpaywall: { name: "Unpaywall", baseUrl: "https://api.unpaywall.org/v2/", pace: pace(5) },
  opencitations: {
    name: "OpenCitations",
    baseUrl: "https://api.opencitations.net/index/v2/",
    pace: pace(3),
    keyVariable: "OPENCITATIONS_TOKEN",
  },
};

export type SourcesSettings = Readonly<Record<SourceId, SourceSettings>>;

/**
 * Settings with other addresses and the keys of an environment.
 * @param baseUrls address of a service by its id; a slash is added where it has none
 */
export function sourcesWith(
  baseUrls: Readonly<Partial<Record<SourceId, string>>> = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): SourcesSettings {
  const entries = Object.entries(defaultSources).map(([id, settings]) => {
    const base = baseUrls[id as SourceId];
    const key = settings.keyVariable === undefined ? undefined : environment[settings.keyVariable];
    return [
      id,
      {
        ...settings,
        ...(base === undefined ? {} : { baseUrl: base.endsWith("/") ? base : `${base}/` }),
        ...(key === undefined || key === ""
          ? {}
          : { key, ...(settings.keyedPace === undefined ? {} : { pace: settings.keyedPace }) }),
      },
    ];
  });
  return Object.fromEntries(entries) as SourcesSettings;
}
