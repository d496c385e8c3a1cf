import { describe, expect, it } from "vitest";
import { fakeCorpus } from "../fakes/corpus/fake-work.ts";
import { inventedStudies } from "../fakes/corpus/invented-studies.ts";
import { inventedWorks } from "../fakes/corpus/invented-works.ts";
import { smallSearch } from "../fakes/corpus/small-search.ts";
import { fakeClinicaltrials } from "../fakes/services/clinicaltrials.ts";
import { fakeCrossref } from "../fakes/services/crossref.ts";
import { fakeOpenalex } from "../fakes/services/openalex.ts";
import { fakeUnpaywall } from "../fakes/services/unpaywall.ts";
import { clinicaltrialsStudy } from "./clinicaltrials/clinicaltrials.ts";
import { crossrefSearch, crossrefStatus } from "./crossref/crossref.ts";
import { openalexSearch } from "./openalex/openalex.ts";
import { abstractOf } from "./openalex/openalex-record.ts";
import { codes, over, runOver } from "./over-fakes.fixture.ts";
import { openAccess } from "./unpaywall/unpaywall.ts";

const corpus = fakeCorpus(inventedWorks(120));
const backend = smallSearch(corpus.works);
const [first, second, third, fourth] = corpus.works
  .filter(({ doi }) => doi !== undefined)
  .map((work) => ({ ...work, doi: work.doi! }));

describe("Crossref on what became of a work", () => {
  const notices = [
    { of: first!.doi, by: third!.doi, type: "retraction" },
    { of: second!.doi, by: fourth!.doi, type: "expression_of_concern" },
  ];
  const status = async (doi: string) =>
    crossrefStatus((await over("crossref", fakeCrossref({ corpus, backend, notices }))).service, doi);

  it("finds a retraction and a concern, each once though two places tell it, and the day of looking", async () => {
    expect(await status(first!.doi)).toMatchObject({
      ok: true,
      value: {
        retracted: true,
        concern: false,
        notices: [{ type: "retraction", doi: third!.doi }],
        checked: expect.stringMatching(/^2026-01-15T/),
      },
    });
    expect(await status(second!.doi)).toMatchObject({ value: { retracted: false, concern: true } });
    expect(await status(third!.doi)).toMatchObject({
      value: { retracted: false, concern: false, notices: [] },
    });
    expect(codes((await status("10.99999/none")).problems)).toEqual(["not-found"]);
  });

  it("slows down when the headers say so, in the middle of a run", async () => {
    const on = await over(
      "crossref",
      fakeCrossref({ corpus, backend, rate: (number) => (number < 3 ? 10 : 1) }),
    );
    const run = await runOver(crossrefSearch(on.service, { pageSize: 20 }), "invented", on);
    expect(run.complete).toBe(true);
    expect(on.fake.requests.every(({ status: code }) => code === 200)).toBe(true);
    const times = on.fake.requests.map(({ at }) => at);
    expect(times.at(-1)! - times.at(-2)!).toBeGreaterThanOrEqual(1000);
    expect(times[1]! - times[0]!).toBeLessThan(500);
  });
});

describe("OpenAlex", () => {
  it("puts an abstract together by its places", () => {
    expect(abstractOf({ the: [0, 3], cat: [1], saw: [2], dog: [4] })).toBe("the cat saw the dog");
    expect(abstractOf(null)).toBeUndefined();
  });

  it("ends a run when the credits of the day are used up, and says until when", async () => {
    const on = await over("openalex", fakeOpenalex({ corpus, backend, credits: 25 }));
    const run = await runOver(openalexSearch(on.service, { pageSize: 20 }), "invented", on);
    expect(run).toMatchObject({ finished: false, received: 40 });
    expect(codes(run.problems)).toEqual(["rate-limited", "wait-too-long"]);
  });
});

describe("Unpaywall", () => {
  const look = async (doi: string, settings = {}) =>
    openAccess((await over("unpaywall", fakeUnpaywall({ corpus }), { settings })).service, doi);

  it("tells where a work is open, and that another is not", async () => {
    const open = corpus.works.find(({ pmid, doi }) => doi !== undefined && Number(pmid) % 2 === 0)!;
    const closed = corpus.works.find(({ pmid, doi }) => doi !== undefined && Number(pmid) % 2 === 1)!;
    expect(await look(open.doi!)).toMatchObject({
      ok: true,
      value: { isOpen: true, status: "green", best: { license: "cc-by" }, locations: 1 },
    });
    expect(await look(closed.doi!)).toMatchObject({ ok: true, value: { isOpen: false, locations: 0 } });
    expect(codes((await look("10.99999/none")).problems)).toEqual(["not-found"]);
  });

  it("wants an address that can be written to", async () => {
    expect(codes((await look(first!.doi, { contact: "me@example.com" })).problems)).toEqual([
      "contact-refused",
    ]);
    expect(codes((await look(first!.doi, { contact: undefined })).problems)).toEqual(["contact-missing"]);
  });
});

describe("ClinicalTrials.gov", () => {
  const service = async () =>
    (
      await over(
        "clinicaltrials",
        fakeClinicaltrials({ studies: inventedStudies(3), oldNumbers: { NCT00000001: "NCT90000002" } }),
      )
    ).service;

  it("gives one study, follows an old number, and says that there is none", async () => {
    expect(await clinicaltrialsStudy(await service(), "NCT90000001")).toMatchObject({
      ok: true,
      value: { csl: { number: "NCT90000001" } },
    });
    expect(await clinicaltrialsStudy(await service(), "NCT00000001")).toMatchObject({
      ok: true,
      value: { csl: { number: "NCT90000002" } },
    });
    expect(codes((await clinicaltrialsStudy(await service(), "NCT12345678")).problems)).toEqual([
      "not-found",
    ]);
  });
});
