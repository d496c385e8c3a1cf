import { type Clock, systemClock } from "../src/http/clock.ts";
import type { SourceId } from "../src/source-settings.ts";
import { type FakeWork, fakeCorpus } from "./corpus/fake-work.ts";
import { inventedStudies } from "./corpus/invented-studies.ts";
import { pubmedArticleSet } from "./corpus/pubmed-xml.ts";
import type { SearchBackend } from "./corpus/search-backend.ts";
import { smallSearch } from "./corpus/small-search.ts";
import type { FakeService } from "./server/fake-service.ts";
import { type Fake, startFake } from "./server/start-fake.ts";
import { fakeClinicaltrials } from "./services/clinicaltrials.ts";
import { fakeCrossref } from "./services/crossref.ts";
import { fakeEuropepmc } from "./services/europepmc.ts";
import { fakeEutils } from "./services/eutils.ts";
import { fakeOpenalex } from "./services/openalex.ts";
import { fakeOpencitations } from "./services/opencitations.ts";
import { fakePubmedFiles } from "./services/pubmed-files.ts";
import { fakeSemanticScholar } from "./services/semantic-scholar.ts";
import { fakeUnpaywall } from "./services/unpaywall.ts";

export interface AllFakesOptions {
  readonly works: readonly FakeWork[];
  /** Entries of ClinicalTrials.gov, in its layout. Default: 60 invented ones. */
  readonly studies?: readonly Readonly<Record<string, unknown>>[];
  /** Default: a small search of words, phrases and dates. */
  readonly backend?: (works: readonly FakeWork[]) => SearchBackend;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Port of the first; the others take the next ones. Default: free ones. */
  readonly port?: number;
}

/** Starts a fake of every service, over the same works. */
export async function startAllFakes(options: AllFakesOptions): Promise<Readonly<Record<SourceId, Fake>>> {
  const clock = options.clock ?? systemClock;
  const corpus = fakeCorpus(options.works);
  const backend = (options.backend ?? smallSearch)(corpus.works);
  const half = Math.ceil(corpus.works.length / 2);
  const services: Readonly<Record<SourceId, FakeService>> = {
    pubmed: fakeEutils({ corpus, backend, clock }),
    "pubmed-files": fakePubmedFiles([
      {
        folder: "baseline",
        name: "pubmed26n0001.xml.gz",
        xml: pubmedArticleSet(corpus.works.slice(0, half)),
      },
      {
        folder: "updatefiles",
        name: "pubmed26n0002.xml.gz",
        xml: pubmedArticleSet(
          corpus.works.slice(half),
          corpus.works.slice(0, 1).map(({ pmid }) => pmid),
        ),
      },
    ]),
    europepmc: fakeEuropepmc({ corpus, backend }),
    clinicaltrials: fakeClinicaltrials({ studies: options.studies ?? inventedStudies(60) }),
    openalex: fakeOpenalex({ corpus, backend }),
    crossref: fakeCrossref({ corpus, backend }),
    "semantic-scholar": fakeSemanticScholar({ corpus, backend }),
    unpaywall: fakeUnpaywall({ corpus }),
    opencitations: fakeOpencitations({ corpus }),
  };
  const started: [string, Fake][] = [];
  for (const [i, [id, service]] of Object.entries(services).entries())
    started.push([
      id,
      await startFake(service, { clock, ...(options.port === undefined ? {} : { port: options.port + i }) }),
    ]);
  return Object.fromEntries(started) as Record<SourceId, Fake>;
}
