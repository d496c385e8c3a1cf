import { describe, expect, it } from "vitest";
import { fakeCorpus } from "../../fakes/corpus/fake-work.ts";
import { inventedWorks } from "../../fakes/corpus/invented-works.ts";
import { smallSearch } from "../../fakes/corpus/small-search.ts";
import type { ScriptedFault } from "../../fakes/server/fault.ts";
import { virtualClock } from "../../fakes/server/virtual-clock.ts";
import { fakeCrossref } from "../../fakes/services/crossref.ts";
import { fakeEuropepmc } from "../../fakes/services/europepmc.ts";
import { fakeEutils } from "../../fakes/services/eutils.ts";
import { fakeOpenalex } from "../../fakes/services/openalex.ts";
import { fakeOpencitations } from "../../fakes/services/opencitations.ts";
import { fakeSemanticScholar } from "../../fakes/services/semantic-scholar.ts";
import { codes, type Over, over } from "../over-fakes.fixture.ts";
import { chaseCitations } from "./chase.ts";
import { type ChaseStore, memoryChaseStore } from "./chase-store.ts";
import type { CitationSource } from "./citation-source.ts";
import {
  crossrefCitations,
  europepmcCitations,
  openalexCitations,
  opencitationsCitations,
  pubmedCitations,
  semanticScholarCitations,
} from "./citation-sources.ts";

const corpus = fakeCorpus(inventedWorks(120, { references: 4 }));
const backend = smallSearch(corpus.works);
const work = (n: number) => corpus.works[n - 1]!;
const seeds = [
  { pmid: work(60).pmid },
  { pmid: work(80).pmid },
  { doi: corpus.works.find(({ pmid, doi }) => doi !== undefined && Number(pmid) > 1_000_089)!.doi! },
];
const seedWorks = [work(60), work(80), corpus.byDoi.get(seeds[2]!.doi!.toLowerCase())!];

/** Numbers of all works within some steps of the seeds, as the corpus has them. */
function around(steps: number): ReadonlySet<string> {
  const met = new Set(seedWorks.map(({ pmid }) => pmid));
  let edge = [...met];
  for (let step = 0; step < steps; step++) {
    const next = edge.flatMap((pmid) => [
      ...corpus.byPmid.get(pmid)!.cites.filter((cited) => corpus.byPmid.has(cited)),
      ...(corpus.citedBy.get(pmid) ?? []).map((each) => each.pmid),
    ]);
    edge = [...new Set(next)].filter((pmid) => !met.has(pmid));
    for (const pmid of edge) met.add(pmid);
  }
  return new Set([...met].filter((pmid) => !seedWorks.some((seed) => seed.pmid === pmid)));
}

interface Sources {
  readonly all: readonly CitationSource[];
  readonly overs: readonly Over[];
}

async function sources(faults: readonly ScriptedFault[] = []): Promise<Sources> {
  const clock = virtualClock();
  const pubmed = await over("pubmed", fakeEutils({ corpus, backend, clock }), { clock });
  const europepmc = await over("europepmc", fakeEuropepmc({ corpus, backend: doiSearch }), { clock });
  const openalex = await over("openalex", fakeOpenalex({ corpus, backend }), { clock, faults });
  const scholar = await over("semantic-scholar", fakeSemanticScholar({ corpus, backend }), { clock });
  const crossref = await over("crossref", fakeCrossref({ corpus, backend }), { clock });
  const citations = await over("opencitations", fakeOpencitations({ corpus }), { clock });
  return {
    all: [
      pubmedCitations(pubmed.service),
      europepmcCitations(europepmc.service),
      openalexCitations(openalex.service),
      semanticScholarCitations(scholar.service),
      crossrefCitations(crossref.service),
      opencitationsCitations(citations.service),
    ],
    overs: [pubmed, europepmc, openalex, scholar, crossref, citations],
  };
}

/** Europe PMC finds a DOI by its field. */
const doiSearch = {
  search: (query: string) => {
    const doi = /DOI:"([^"]+)"/.exec(query)?.[1];
    const found = doi === undefined ? undefined : corpus.byDoi.get(doi.toLowerCase());
    return { ...backend.search(query), works: found === undefined ? [] : [found] };
  },
};

const chase = (all: readonly CitationSource[], generations: number, store: ChaseStore = memoryChaseStore()) =>
  chaseCitations(seeds, { sources: all, store, generations });

describe("citation chasing", () => {
  it("finds all that three seeds cite and are cited by, each publication once, whatever the source", async () => {
    const { all } = await sources();
    const found = await chase(all, 1);
    expect(found.problems).toEqual([]);
    expect(found).toMatchObject({ complete: true, seedsFound: found.seeds });
    expect(new Set(found.works.map(({ numbers }) => numbers.pmid))).toEqual(around(1));
    expect(found.works).toHaveLength(around(1).size);
    const [first] = found.works;
    expect(first?.sources.length).toBeGreaterThan(3);
    expect(first?.record.csl.title).toBeDefined();
  });

  it("follows what it found for a second generation, and says for each from which seed it came, by which source", async () => {
    const { all } = await sources();
    const found = await chase(all, 2);
    expect(new Set(found.works.map(({ numbers }) => numbers.pmid))).toEqual(around(2));
    const direct = around(1);
    for (const { numbers, generation } of found.works)
      expect(generation).toBe(direct.has(numbers.pmid!) ? 1 : 2);
    const keys = new Set(found.works.map(({ id }) => id));
    for (const edge of found.edges) {
      expect(edge.seeds.length).toBeGreaterThan(0);
      expect(found.seeds).toEqual(expect.arrayContaining([...edge.seeds]));
      expect(
        keys.has(edge.to) ||
          found.seeds.includes(edge.to) ||
          seedWorks.some(({ pmid }) => edge.to === `pmid:${pmid}`),
      ).toBe(true);
    }
    const cited = work(60).cites[0]!;
    expect(found.edges).toContainEqual({
      from: `pmid:${work(60).pmid}`,
      seeds: [`pmid:${work(60).pmid}`],
      source: "openalex",
      direction: "backward",
      generation: 1,
      to: `pmid:${cited}`,
    });
  });

  it("tells how many references a source lists and how many have a record", async () => {
    const { all } = await sources();
    const withText = corpus.works.find(
      ({ cites, citesText }) => cites.length > 0 && citesText !== undefined,
    )!;
    const found = await chaseCitations([{ pmid: withText.pmid }], {
      sources: all,
      store: memoryChaseStore(),
      directions: ["backward"],
    });
    const count = (source: string) => found.counts.find((each) => each.source === source);
    expect(count("europepmc")).toMatchObject({
      known: true,
      listed: withText.cites.length + 1,
      resolved: withText.cites.length,
    });
    expect(count("semantic-scholar")).toMatchObject({
      listed: withText.cites.length + 1,
      resolved: withText.cites.length,
    });
    expect(count("openalex")).toMatchObject({
      listed: withText.cites.length,
      resolved: withText.cites.length,
    });
  });

  it("says which seeds no source knows", async () => {
    const { all } = await sources();
    const found = await chaseCitations([...seeds, { doi: "10.99999/nowhere" }, { pmid: "42" }], {
      sources: all.filter(({ source }) => source === "openalex" || source === "semantic-scholar"),
      store: memoryChaseStore(),
    });
    expect(found.seeds).toHaveLength(5);
    expect(found.seedsFound).toHaveLength(3);
    expect(found.complete).toBe(true);
  });

  it("goes on where a source failed, and asks for nothing twice", async () => {
    const store = memoryChaseStore();
    const { all, overs } = await sources([{ kind: "reset", times: 12 }]);
    const first = await chase(all, 1, store);
    expect(first.complete).toBe(false);
    expect(codes(first.problems)).toContain("gave-up");
    const asked = overs.map(({ fake }) => fake.requests.length);
    const second = await chase(all, 1, store);
    expect(second).toMatchObject({ complete: true, problems: [] });
    expect(new Set(second.works.map(({ numbers }) => numbers.pmid))).toEqual(around(1));
    const again = overs.map(({ fake }, i) => fake.requests.length - asked[i]!);
    expect(again.filter((count) => count > 0)).toHaveLength(1);
  });

  it("stops at the limit of a generation and says so", async () => {
    const { all } = await sources();
    const found = await chaseCitations(seeds, {
      sources: all,
      store: memoryChaseStore(),
      generations: 2,
      most: 4,
    });
    expect(codes(found.problems)).toEqual(["too-many-works"]);
    expect(found.complete).toBe(false);
  });
});
