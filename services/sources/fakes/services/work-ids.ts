import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";

/** Numbers under which the fakes of other services know a work. */
export const openalexOf = (work: FakeWork): string => `W${work.pmid}`;

/** Forty hexadecimal digits. */
export const paperIdOf = (work: FakeWork): string => work.pmid.padStart(40, "0");

export function workByOpenalex(corpus: FakeCorpus, id: string): FakeWork | undefined {
  return corpus.byPmid.get(id.replace(/^.*\//, "").replace(/^W/i, ""));
}

/** A work by `doi:`, `pmid:`, `PMID:`, `DOI:`, an address of a DOI, or a number of a service. */
export function workBy(corpus: FakeCorpus, id: string): FakeWork | undefined {
  const text = decodeURIComponent(id);
  const doi = /^(?:doi:|https?:\/\/doi\.org\/)?(10\..+)$/i.exec(text)?.[1];
  if (doi !== undefined) return corpus.byDoi.get(doi.toLowerCase());
  const pmid = /^(?:pmid:|W)?0*(\d+)$/i.exec(text)?.[1];
  return pmid === undefined ? undefined : corpus.byPmid.get(pmid);
}

export const citedWorks = (corpus: FakeCorpus, work: FakeWork): readonly FakeWork[] =>
  work.cites.flatMap((pmid) => corpus.byPmid.get(pmid) ?? []);

export const citingWorks = (corpus: FakeCorpus, work: FakeWork): readonly FakeWork[] =>
  corpus.citedBy.get(work.pmid) ?? [];
