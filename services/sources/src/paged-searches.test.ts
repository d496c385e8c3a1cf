import { describe, expect, it } from "vitest";
import { fakeCorpus } from "../fakes/corpus/fake-work.ts";
import { inventedStudies } from "../fakes/corpus/invented-studies.ts";
import { inventedWorks } from "../fakes/corpus/invented-works.ts";
import { smallSearch } from "../fakes/corpus/small-search.ts";
import type { FakeService } from "../fakes/server/fake-service.ts";
import { fakeClinicaltrials } from "../fakes/services/clinicaltrials.ts";
import { fakeCrossref } from "../fakes/services/crossref.ts";
import { fakeEuropepmc } from "../fakes/services/europepmc.ts";
import { fakeOpenalex } from "../fakes/services/openalex.ts";
import { fakeSemanticScholar } from "../fakes/services/semantic-scholar.ts";
import type { Service } from "./asking.ts";
import { clinicaltrialsSearch } from "./clinicaltrials/clinicaltrials.ts";
import { crossrefSearch } from "./crossref/crossref.ts";
import { europepmcSearch } from "./europepmc/europepmc.ts";
import { memoryJobStore } from "./job/job-store.ts";
import type { SearchClient } from "./job/search-client.ts";
import { openalexSearch } from "./openalex/openalex.ts";
import { codes, over, recordsOver, runOver } from "./over-fakes.fixture.ts";
import { semanticScholarSearch } from "./semantic-scholar/semantic-scholar.ts";
import type { SourceId } from "./source-settings.ts";

const corpus = fakeCorpus(inventedWorks(230, { word: "zebra" }));
const backend = smallSearch(corpus.works);
const withDoi = corpus.works.filter(({ doi }) => doi !== undefined).length;

interface Case {
  readonly source: SourceId;
  readonly speaks: () => FakeService;
  readonly client: (service: Service) => SearchClient;
  readonly query: string;
  readonly count: number;
  /** What the count is called in an answer, and a field of a record that cannot be missing. */
  readonly countField: string;
  readonly field: string;
  /** Where the missing field is reported. */
  readonly path: string;
  readonly idOf: (record: Awaited<ReturnType<typeof recordsOver>>[number]) => string | undefined;
}

const cases: readonly Case[] = [
  {
    source: "europepmc",
    speaks: () => fakeEuropepmc({ corpus, backend }),
    client: (service) => europepmcSearch(service, { pageSize: 50 }),
    query: "zebra",
    count: 230,
    countField: "hitCount",
    field: '"source":"MED",',
    path: "resultList.result[0].source",
    idOf: ({ csl }) => csl.PMID,
  },
  {
    source: "clinicaltrials",
    speaks: () => fakeClinicaltrials({ studies: inventedStudies(230, "zebra") }),
    client: (service) => clinicaltrialsSearch(service, { pageSize: 50 }),
    query: "zebra AND dyspnoea",
    count: 230,
    countField: "totalCount",
    field: '"nctId":"NCT90000001",',
    path: "studies[0].protocolSection.identificationModule.nctId",
    idOf: ({ csl }) => String(csl.number),
  },
  {
    source: "openalex",
    speaks: () => fakeOpenalex({ corpus, backend }),
    client: (service) => openalexSearch(service, { pageSize: 50 }),
    query: "zebra",
    count: 230,
    countField: "count",
    field: '"id":"https://openalex.org/W1000001",',
    path: "results[0].id",
    idOf: ({ csl }) => csl.PMID,
  },
  {
    source: "crossref",
    speaks: () => fakeCrossref({ corpus, backend }),
    client: (service) => crossrefSearch(service, { pageSize: 50 }),
    query: "zebra",
    count: withDoi,
    countField: "total-results",
    field: '"DOI":"10.99999/invented.1000001",',
    path: "message.items[0].DOI",
    idOf: ({ csl }) => csl.DOI,
  },
  {
    source: "semantic-scholar",
    speaks: () => fakeSemanticScholar({ corpus, backend, pageSize: 50 }),
    client: semanticScholarSearch,
    query: "zebra",
    count: 230,
    countField: "total",
    field: '"title":"',
    path: "data[0].title",
    idOf: ({ csl }) => csl.PMID,
  },
];

describe.each(cases)(
  "a search of $source",
  ({ source, speaks, client, query, count, countField, field, path, idOf }) => {
    /** Another page than the first, and no other request. */
    const isPage = ({ parameters }: { readonly parameters: URLSearchParams }) =>
      ["cursorMark", "pageToken", "cursor", "token"].some((name) => {
        const value = parameters.get(name);
        return value !== null && value !== "*";
      });
    const isFirst = ({
      path: at,
      parameters,
    }: {
      readonly path: string;
      readonly parameters: URLSearchParams;
    }) => at !== "version" && !isPage({ parameters });

    it("counts first, then fetches every page, and every record comes once", async () => {
      const on = await over(source, speaks());
      const searching = client(on.service);
      expect(await searching.count(query)).toMatchObject({ ok: true, value: { count } });
      const run = await runOver(searching, query, on);
      expect(run).toMatchObject({ count, received: count, complete: true, finished: true, problems: [] });
      const records = await recordsOver(searching, run, on);
      expect(new Set(records.map(idOf)).size).toBe(count);
      for (const { csl, origin } of records) {
        expect(csl.title).toContain("zebra");
        expect(csl.author?.length).toBeGreaterThan(0);
        expect(csl.issued?.["date-parts"]?.[0][0]).toBeGreaterThan(1989);
        expect(origin.database).toBe(records[0]?.origin.database);
      }
      expect(on.fake.requests.every(({ status }) => status === 200)).toBe(true);
    });

    it("finds nothing without a problem", async () => {
      const on = await over(source, speaks());
      const run = await runOver(client(on.service), "qwertz", on);
      expect(run).toMatchObject({ count: 0, received: 0, complete: true, problems: [] });
    });

    it("gets over 429, 500, broken, cut off and slow answers, and names them", async () => {
      const on = await over(source, speaks(), {
        faults: [
          { kind: "status", reply: { status: 429, headers: { "Retry-After": "7" }, body: "slow down" } },
          { kind: "status", reply: { status: 429, body: "slow down" } },
          { kind: "status", reply: { status: 500, body: "oh" } },
          { kind: "break", when: isPage },
          { kind: "cut-off", when: isPage },
          { kind: "reset", when: isPage },
          { kind: "drip", when: isPage },
        ],
      });
      const searching = client(on.service);
      const run = await runOver(searching, query, on);
      expect(run).toMatchObject({ count, received: count, complete: true });
      expect([...codes(run.problems)].sort()).toEqual(
        [
          "broken-connection",
          "broken-connection",
          "cut-off-answer",
          "rate-limited",
          "rate-limited",
          "server-error",
        ].filter(
          // The version is asked for beside the search, and its trouble is not the run's.
          (_, i) => source !== "clinicaltrials" || i < 3,
        ),
      );
      expect(on.fake.faults.left()).toBe(0);
      expect(await recordsOver(searching, run, on)).toHaveLength(count);
    });

    it("takes a page that is sent twice once, and says so", async () => {
      let first = "";
      const on = await over(source, speaks(), {
        faults: [
          {
            kind: "rewrite",
            when: isFirst,
            change: (body) => {
              first = body;
              return body;
            },
          },
          {
            kind: "rewrite",
            when: isPage,
            // The records of the first page under the cursor of the second.
            change: (body) => {
              const next = /"(?:nextCursorMark|nextPageToken|next_cursor|next-cursor|token)":"[^"]*"/;
              return first.replace(next, next.exec(body)?.[0] ?? "");
            },
          },
        ],
      });
      const run = await runOver(client(on.service), query, on);
      expect(run).toMatchObject({ count, received: count - 50, complete: false });
      expect(codes(run.problems)).toEqual(["repeated-records", "incomplete"]);
      expect(run.problems[1]?.message).toContain("50 are missing");
    });

    it("calls a run incomplete where the count is higher than what comes", async () => {
      const on = await over(source, speaks(), {
        faults: [
          {
            kind: "rewrite",
            times: 99,
            when: isFirst,
            change: (body) =>
              body.replace(new RegExp(`"${countField}":\\d+`), `"${countField}":${count + 5}`),
          },
          {
            kind: "rewrite",
            times: 99,
            when: isPage,
            change: (body) =>
              body.replace(new RegExp(`"${countField}":\\d+`), `"${countField}":${count + 5}`),
          },
        ],
      });
      const run = await runOver(client(on.service), query, on);
      expect(run).toMatchObject({ count: count + 5, received: count, complete: false });
      expect(codes(run.problems)).toEqual(["incomplete"]);
    });

    it("reports a record of another shape by its path, keeps the answer, and takes the others", async () => {
      const on = await over(source, speaks(), {
        faults: [
          {
            kind: "rewrite",
            when: isFirst,
            change: (body) =>
              source === "semantic-scholar"
                ? body.replace('"title":"', '"title":7,"titel":"')
                : body.replace(field, ""),
          },
        ],
      });
      const searching = client(on.service);
      const run = await runOver(searching, query, on);
      expect(run).toMatchObject({ count, received: count - 1, complete: false, finished: true });
      const changed = run.problems.find(({ code }) => code === "changed-response");
      expect(changed?.where.pointer).toBe(path);
      expect(changed?.message).toContain(`kept as ${changed?.where.file}`);
      expect(await recordsOver(searching, run, on)).toHaveLength(count - 1);
    });

    it("stops at an answer of another shape, and goes on from there when it is mended", async () => {
      const on = await over(source, speaks(), {
        faults: [
          {
            kind: "rewrite",
            when: isPage,
            change: (body) => body.replace(/"(?:result|studies|results|items|data)":/, '"things":'),
          },
        ],
      });
      const store = memoryJobStore();
      const searching = client(on.service);
      const broken = await runOver(searching, query, on, store);
      expect(broken).toMatchObject({ finished: false, received: 50 });
      expect(codes(broken.problems)).toContain("changed-response");
      if (broken.finished) return;
      expect(broken.received).toBe(50);
      const mended = await runOver(searching, query, on, store);
      expect(mended).toMatchObject({ finished: true, received: count });
    });

    it("is cut down to what is new since a day", async () => {
      const on = await over(source, speaks());
      const searching = client(on.service);
      const since = await searching.count(searching.since(query, "2015-01-01"));
      expect(since.ok && since.value.count).toBeLessThan(count);
      expect(since.ok && since.value.count).toBeGreaterThan(0);
    });
  },
);
