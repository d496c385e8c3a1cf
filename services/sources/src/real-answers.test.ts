/** Real answers of services, where they lie beside the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fakeCorpus } from "../fakes/corpus/fake-work.ts";
import { inventedStudies } from "../fakes/corpus/invented-studies.ts";
import { inventedWorks } from "../fakes/corpus/invented-works.ts";
import { smallSearch } from "../fakes/corpus/small-search.ts";
import { fakeClinicaltrials } from "../fakes/services/clinicaltrials.ts";
import { fakeCrossref } from "../fakes/services/crossref.ts";
import { fakeOpenalex } from "../fakes/services/openalex.ts";
import { fakeSemanticScholar } from "../fakes/services/semantic-scholar.ts";
import { clinicaltrialsStudy } from "./clinicaltrials/clinicaltrials.ts";
import { crossrefSearch, crossrefWorkOf } from "./crossref/crossref.ts";
import { crossrefRecord } from "./crossref/crossref-record.ts";
import { openalexSearch } from "./openalex/openalex.ts";
import { codes, over } from "./over-fakes.fixture.ts";
import { paperLinks, papersOf, semanticScholarSearch } from "./semantic-scholar/semantic-scholar.ts";

const real = new URL("../../../../shared/data/apis/", import.meta.url);
const corpus = fakeCorpus(inventedWorks(20));
const backend = smallSearch(corpus.works);

/** The body of a real answer; some files wrap it with its request. */
function bodyOf(file: string): unknown {
  const read = JSON.parse(readFileSync(new URL(file, real), "utf8"));
  return read.response === undefined ? read : read.response.body;
}

const statusOf = (file: string): number =>
  JSON.parse(readFileSync(new URL(file, real), "utf8")).response.status;

const answer = (body: unknown, status = 200) =>
  ({
    kind: "status",
    reply: { status, body: typeof body === "string" ? body : JSON.stringify(body) },
  }) as const;

const crossref = async (file: string) =>
  over("crossref", fakeCrossref({ corpus, backend }), { faults: [answer(bodyOf(file), statusOf(file))] });
const scholar = async (...files: readonly string[]) =>
  over("semantic-scholar", fakeSemanticScholar({ corpus, backend }), {
    faults: files.map((file) => answer(bodyOf(file), statusOf(file))),
  });

describe.skipIf(!existsSync(real))("real answers (skipped where the data are not there)", () => {
  it("of Crossref: a work", async () => {
    const { service } = await crossref("crossref/work-by-doi.json");
    const work = await crossrefWorkOf(service, "10.1371/journal.pone.0033693");
    expect(work).toMatchObject({ ok: true, problems: [] });
    const record = crossrefRecord(work.ok ? work.value : ({} as never), 1);
    expect(record.csl).toMatchObject({
      DOI: "10.1371/journal.pone.0033693",
      type: "article-journal",
      "container-title": "PLoS ONE",
    });
    expect(record.csl.author?.length).toBeGreaterThan(1);
    expect(record.relations?.filter(({ kind }) => kind === "cites")).toHaveLength(70);
  });

  it.each([
    "crossref/works-cursor-page1.json",
    "crossref/works-cursor-page2.json",
    "crossref/filter-works.json",
  ])("of Crossref: %s", async (file) => {
    const { service } = await crossref(file);
    const search = crossrefSearch(service);
    const step = await search.step("widget", "*", { cursor: "*", listed: [], received: new Set() });
    expect(step).toMatchObject({ ok: true, problems: [] });
    expect(step.ok && step.value.received?.length).toBeGreaterThan(0);
  });

  it("of Crossref: updates, and its refusals", async () => {
    const items = (bodyOf("crossref/works-update-to.json") as { message: { items: unknown[] } }).message
      .items;
    const works = items.map((item) => crossrefRecord(item as never, 1));
    expect(works.some(({ relations }) => relations?.some(({ kind }) => kind === "erratum-for"))).toBe(true);
    const gone = await crossrefWorkOf(
      (await crossref("crossref/work-not-found-404.json")).service,
      "10.1371/notarealdoi",
    );
    expect(codes(gone.problems)).toEqual(["not-found"]);
    const { service } = await crossref("crossref/works-cursor-invalid-404.json");
    const expired = await crossrefSearch(service).step("widget", "thing", {
      cursor: "thing",
      listed: [],
      received: new Set(),
    });
    expect(codes(expired.problems)).toEqual(["cursor-expired"]);
  });

  it("of Semantic Scholar: links, batches with holes, bulk searches, refusals", async () => {
    const links = await paperLinks(
      (await scholar("semantic-scholar/citations-page1.json", "semantic-scholar/citations-page2.json"))
        .service,
      "CorpusID:14514057",
      "citations",
    );
    // The third page is the fake's own, which does not know the paper.
    expect(codes(links.problems)).toEqual(["not-found"]);
    const batch = await papersOf((await scholar("semantic-scholar/batch-with-null.json")).service, [
      "a",
      "b",
    ]);
    expect(batch.ok && batch.value[0]).toBeNull();
    expect(batch.ok && batch.value[1]?.externalIds?.["DOI"]).toBe("10.2139/ssrn.288970");
    const last = await semanticScholarSearch(
      (await scholar("semantic-scholar/search-bulk-last.json")).service,
    ).step("kubernetes", '{"token":"x"}', { cursor: "", listed: [], received: new Set() });
    expect(last).toMatchObject({ ok: true, value: { cursor: null, expected: 2674 } });
    const forbidden = await papersOf((await scholar("semantic-scholar/forbidden-403.json")).service, ["a"]);
    expect(codes(forbidden.problems)).toEqual(["http-403"]);
  });

  it("of OpenAlex: works as they came through R, in which a list of one is a scalar, are read or reported", async () => {
    const works = bodyOf("openalex/works-sample-3.json") as readonly unknown[];
    const page = { meta: { count: works.length, next_cursor: null }, results: works };
    const on = await over("openalex", fakeOpenalex({ corpus, backend }), { faults: [answer(page)] });
    const step = await openalexSearch(on.service).step("x", "*", {
      cursor: "*",
      listed: [],
      received: new Set(),
    });
    expect(step.ok).toBe(true);
    const received = step.ok ? (step.value.received ?? []) : [];
    const changed = step.problems.filter(({ code }) => code === "changed-response");
    expect(received.length + changed.length).toBe(works.length);
    expect(received.length).toBeGreaterThan(0);
  });

  it("of ClinicalTrials.gov: every study", async () => {
    const folder = new URL("clinicaltrials-v2/", real);
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    for (const file of files) {
      const on = await over("clinicaltrials", fakeClinicaltrials({ studies: inventedStudies(1) }), {
        faults: [answer(bodyOf(`clinicaltrials-v2/${file}`))],
      });
      const nct = file.replace(".json", "");
      expect(await clinicaltrialsStudy(on.service, nct)).toMatchObject({
        ok: true,
        value: { csl: { number: nct } },
      });
    }
  });
});
