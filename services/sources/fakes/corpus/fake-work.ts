/** A work that the fakes know, in what all of them need of it. */
export interface FakeWork {
  readonly pmid: string;
  readonly doi?: string;
  readonly title: string;
  readonly abstract?: string;
  readonly year: number;
  readonly journal: string;
  readonly authors: readonly { readonly family: string; readonly given: string }[];
  /** Day on which PubMed took it in, `YYYY/MM/DD`. */
  readonly entered: string;
  /** PubMed numbers of works that it cites. */
  readonly cites: readonly string[];
  /** Cited works that are in no database, as text. */
  readonly citesText?: readonly string[];
  /** The record as PubMed gives it, where it is a real one. */
  readonly xml?: string;
}

/** All works of the fakes, in ascending order of their numbers, and who cites whom. */
export interface FakeCorpus {
  readonly works: readonly FakeWork[];
  readonly byPmid: ReadonlyMap<string, FakeWork>;
  readonly byDoi: ReadonlyMap<string, FakeWork>;
  readonly citedBy: ReadonlyMap<string, readonly FakeWork[]>;
}

export function fakeCorpus(works: readonly FakeWork[]): FakeCorpus {
  const byPmid = new Map<string, FakeWork>();
  for (const work of works) byPmid.set(work.pmid, work);
  const sorted = [...byPmid.values()].sort((a, b) => Number(a.pmid) - Number(b.pmid));
  const byDoi = new Map<string, FakeWork>();
  const citedBy = new Map<string, FakeWork[]>();
  for (const work of sorted) {
    if (work.doi !== undefined) byDoi.set(work.doi.toLowerCase(), work);
    for (const cited of work.cites) {
      const list = citedBy.get(cited);
      if (list === undefined) citedBy.set(cited, [work]);
      else list.push(work);
    }
  }
  return { works: sorted, byPmid, byDoi, citedBy };
}
