import { afterEach, describe, expect, it } from "vitest";
import { type FakeWork, fakeCorpus } from "../../fakes/corpus/fake-work.ts";
import { inventedWorks } from "../../fakes/corpus/invented-works.ts";
import { smallSearch } from "../../fakes/corpus/small-search.ts";
import type { ScriptedFault } from "../../fakes/server/fault.ts";
import { type Fake, startFake } from "../../fakes/server/start-fake.ts";
import { virtualClock } from "../../fakes/server/virtual-clock.ts";
import { type EutilsOptions, fakeEutils } from "../../fakes/services/eutils.ts";
import { memoryArchive } from "../http/archive.ts";
import type { HttpSettings } from "../http/http-settings.ts";
import { politeHttp } from "../http/polite-http.ts";
import { memoryJobStore } from "../job/job-store.ts";
import { recordsOf, runSearch } from "../job/run-search.ts";
import { defaultSources } from "../source-settings.ts";
import { pubmedSearch } from "./pubmed-search.ts";

let open: Fake[] = [];
afterEach(async () => {
  await Promise.all(open.map((fake) => fake.close()));
  open = [];
});

/** A service on a fake, and the fake. */
async function pubmedOver(
  works: readonly FakeWork[],
  options: {
    readonly faults?: readonly ScriptedFault[];
    readonly eutils?: Partial<EutilsOptions>;
    readonly settings?: Partial<HttpSettings>;
    readonly key?: string;
  } = {},
) {
  const clock = virtualClock();
  const corpus = fakeCorpus(works);
  const backend = smallSearch(corpus.works);
  const fake = await startFake(fakeEutils({ corpus, backend, clock, ...options.eutils }), {
    clock,
    faults: options.faults ?? [],
  });
  open.push(fake);
  const archive = memoryArchive();
  const controller = new AbortController();
  const http = politeHttp(
    { agent: "coppice/test", contact: "someone@example.org", silence: 2000, ...options.settings },
    { clock, archive, signal: controller.signal },
  );
  const service = {
    http,
    settings: {
      ...defaultSources.pubmed,
      baseUrl: fake.address,
      ...(options.key === undefined ? {} : { key: options.key, pace: defaultSources.pubmed.keyedPace! }),
    },
  };
  return { fake, clock, archive, service, controller, client: pubmedSearch(service) };
}

type Over = Awaited<ReturnType<typeof pubmedOver>>;

async function run({ client, clock }: Over, query: string, store = memoryJobStore(), signal?: AbortSignal) {
  const result = await runSearch(client, query, {
    store,
    now: clock.now,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.value;
}

const codesOf = (problems: readonly { readonly code: string }[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

async function recordsIn(over: Over, answer: Awaited<ReturnType<typeof run>>) {
  const ids: string[] = [];
  for await (const record of recordsOf(over.client, answer, over.archive)) ids.push(record.csl.PMID ?? "");
  return ids;
}

describe("a search of PubMed", () => {
  it("fetches a small result in one list and one batch, and never asks faster than three times a second", async () => {
    const over = await pubmedOver(inventedWorks(150, { word: "zebra" }));
    const answer = await run(over, "zebra[tiab]");
    expect(answer).toMatchObject({ count: 150, received: 150, complete: true, finished: true, problems: [] });
    expect(answer.translation).toBe("zebra[tiab]");
    expect(over.fake.requests.map(({ path, method }) => `${method} ${path}`)).toEqual([
      "GET esearch.fcgi",
      "GET esearch.fcgi",
      "POST efetch.fcgi",
      "GET esearch.fcgi",
    ]);
    expect(over.fake.requests.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(await recordsIn(over, answer)).size).toBe(150);
  });

  it("fetches 25,000 records past the limit of 10,000, through 429, 500, a cut-off answer and a moved count, and names each", async () => {
    const works = inventedWorks(25_000, { word: "zebra" });
    const isSearch = (path: string) => path === "esearch.fcgi";
    const over = await pubmedOver(works, {
      faults: [
        {
          kind: "status",
          reply: {
            status: 429,
            headers: { "Retry-After": "2" },
            body: '{"error":"API rate limit exceeded"}',
          },
          when: ({ number }) => number === 2,
        },
        {
          kind: "status",
          reply: { status: 429, body: '{"error":"API rate limit exceeded"}' },
          when: ({ number }) => number === 30,
        },
        {
          kind: "status",
          reply: { status: 500, body: "Internal server trouble" },
          when: ({ path }) => path === "efetch.fcgi",
        },
        { kind: "cut-off", when: ({ path, number }) => path === "efetch.fcgi" && number > 60 },
        {
          kind: "rewrite",
          change: (body) =>
            body.replace(/<Count>(\d+)</, (_, count: string) => `<Count>${Number(count) + 3}<`),
          when: ({ path, parameters }) => isSearch(path) && (parameters.get("term") ?? "").includes("edat"),
        },
      ],
    });
    const answer = await run(over, "zebra[tiab]");
    expect(over.fake.faults.left()).toBe(0);
    expect(answer).toMatchObject({ count: 25_000, received: 25_000, complete: true, finished: true });
    expect(codesOf(answer.problems)).toEqual({
      "rate-limited": 2,
      "server-error": 1,
      "cut-off-answer": 1,
      // Once where the half says more than its share, and once where that half is counted again.
      "count-moved": 2,
    });
    const ids = await recordsIn(over, answer);
    expect(new Set(ids)).toEqual(new Set(works.map(({ pmid }) => pmid)));
    expect(ids).toHaveLength(25_000);
    expect(
      over.fake.requests.every(
        ({ path, parameters }) => !isSearch(path) || Number(parameters.get("retstart") ?? 0) === 0,
      ),
    ).toBe(true);
  });

  it("goes on where it was killed, and asks for nothing twice", async () => {
    const works = inventedWorks(3000, { word: "zebra" });
    const store = memoryJobStore();
    const over = await pubmedOver(works, {
      faults: [{ kind: "reset", when: ({ number }) => number > 8, times: 6 }],
    });
    const first = await run(over, "zebra", store);
    expect(first).toMatchObject({ finished: false, complete: false, received: 1200 });
    expect(first.problems.at(-1)).toMatchObject({ code: "gave-up" });
    const asked = over.fake.requests.length;
    const second = await run(over, "zebra", store);
    expect(second).toMatchObject({ finished: true, complete: true, received: 3000, begun: first.begun });
    expect(codesOf(second.problems)).toEqual({ "taken-up-again": 1 });
    // 9 batches of 200 that had not come, and the count at the end.
    expect(over.fake.requests.length - asked).toBe(10);
    expect(await recordsIn(over, second)).toHaveLength(3000);
  });

  it("refuses to go on with the steps of another search", async () => {
    const over = await pubmedOver(inventedWorks(10));
    const store = memoryJobStore();
    await run(over, "oxygen", store);
    const result = await runSearch(over.client, "placebo", { store, now: over.clock.now });
    expect(result).toMatchObject({ ok: false, problems: [{ code: "other-run" }] });
  });

  it("cuts one day that is too large by PubMed numbers", async () => {
    const works = inventedWorks(400).map((work) => ({ ...work, entered: "2010/06/15" }));
    const over = await pubmedOver(works);
    const client = pubmedSearch(over.service, { sliceSize: 150 });
    const answer = await run({ ...over, client }, "invented[tiab]");
    expect(answer).toMatchObject({ count: 400, received: 400, complete: true, problems: [] });
    expect(
      over.fake.requests.some(({ parameters }) => (parameters.get("term") ?? "").includes("[pmid]")),
    ).toBe(true);
  });

  it("lists records that PubMed counts and has no more, and does not call them missing", async () => {
    const over = await pubmedOver(inventedWorks(50), { eutils: { vanished: ["1000003", "1000009"] } });
    const answer = await run(over, "invented[tiab]");
    expect(answer).toMatchObject({ count: 50, received: 48, complete: true });
    expect(answer.problems).toMatchObject([{ code: "vanished-records" }]);
    expect(answer.problems[0]?.message).toContain("1000009, 1000003");
  });

  it("calls a run incomplete where the list is shorter than the count and stays so", async () => {
    const over = await pubmedOver(inventedWorks(50), {
      faults: [
        {
          kind: "rewrite",
          times: 99,
          change: (body) => body.replace(/<Count>\d+</, "<Count>60<"),
          when: ({ parameters }) => !(parameters.get("term") ?? "").includes("edat"),
        },
      ],
    });
    const answer = await run(over, "invented[tiab]");
    expect(answer).toMatchObject({ count: 60, received: 50, complete: false, finished: true });
    expect(Object.keys(codesOf(answer.problems))).toEqual(["short-list", "count-moved", "incomplete"]);
  });

  it("tells of words, phrases and fields that PubMed does not know", async () => {
    const over = await pubmedOver(inventedWorks(20));
    const answer = await run(over, '(qwertz OR "no such phrase"[tiab]) OR oxygen[xyz]');
    expect(codesOf(answer.problems)).toEqual({
      "phrase-not-found": 1,
      "field-not-found": 1,
      "quoted-phrase-not-found": 1,
    });
  });

  it("reports an answer of another shape with its path, keeps it, and stops to be taken up again", async () => {
    const over = await pubmedOver(inventedWorks(20), {
      faults: [{ kind: "rewrite", change: (body) => body.replaceAll("Count>", "Total>") }],
    });
    const answer = await run(over, "invented[tiab]");
    expect(answer).toMatchObject({ finished: false, complete: false });
    const [problem] = answer.problems;
    expect(problem).toMatchObject({
      code: "changed-response",
      where: { file: "000001", pointer: "eSearchResult.Count" },
    });
    expect(new TextDecoder().decode(await over.archive.read("000001"))).toContain("<Total>20</Total>");
  });

  it("names an error that comes with status 200, and asks again only where that may help", async () => {
    const backend = "<eSearchResult><ERROR>Search Backend failed: timed out</ERROR></eSearchResult>";
    const database = "<eSearchResult><ERROR>Invalid db name specified: pubmad</ERROR></eSearchResult>";
    const over = await pubmedOver(inventedWorks(20), {
      faults: [
        { kind: "rewrite", change: () => backend },
        { kind: "rewrite", change: () => database },
      ],
    });
    const answer = await run(over, "invented[tiab]");
    expect(answer.problems.map(({ code }) => code)).toEqual(["service-error", "service-error"]);
    expect(over.fake.requests).toHaveLength(2);
  });

  it("asks faster with a key, and keeps the key to itself", async () => {
    const slow = await pubmedOver(inventedWorks(2000));
    await run(slow, "invented[tiab]");
    const fast = await pubmedOver(inventedWorks(2000), { key: "s3cret-key" });
    const store = memoryJobStore();
    const answer = await run(fast, "invented[tiab]", store);
    expect(fast.clock.now()).toBeLessThan(slow.clock.now() - 2000);
    expect(
      fast.fake.requests.every(
        ({ status, parameters }) => status === 200 && parameters.get("api_key") === "s3cret-key",
      ),
    ).toBe(true);
    const kept = JSON.stringify([answer, await store.entries(), await fast.archive.entries()]);
    expect(kept).not.toContain("s3cret-key");
    expect(kept).not.toContain("someone@example.org");
  });

  it("keeps the key out of the archive where the service repeats it", async () => {
    const over = await pubmedOver(inventedWorks(20), {
      key: "s3cret-key",
      faults: [
        {
          kind: "status",
          reply: { status: 429, body: '{"error":"API rate limit exceeded","api-key":"s3cret-key"}' },
        },
      ],
    });
    await run(over, "invented[tiab]");
    const texts = await Promise.all(
      (await over.archive.entries()).map(async ({ id }) =>
        new TextDecoder().decode(await over.archive.read(id)),
      ),
    );
    expect(texts[0]).toContain("[removed]");
    expect(texts.join()).not.toContain("s3cret-key");
  });
});
