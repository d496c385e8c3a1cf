import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fakeCorpus } from "../../fakes/corpus/fake-work.ts";
import { inventedWorks } from "../../fakes/corpus/invented-works.ts";
import { smallSearch } from "../../fakes/corpus/small-search.ts";
import type { ScriptedFault } from "../../fakes/server/fault.ts";
import { virtualClock } from "../../fakes/server/virtual-clock.ts";
import { fakeEutils } from "../../fakes/services/eutils.ts";
import { codes, over } from "../over-fakes.fixture.ts";
import { efetch } from "./efetch.ts";
import { elink } from "./elink.ts";
import { esearch } from "./esearch.ts";
import { ecitmatch, einfo, epost, espell, esummary } from "./other-utilities.ts";

const corpus = fakeCorpus(inventedWorks(60));
const work = corpus.works[40]!;

async function pubmed(faults: readonly ScriptedFault[] = []) {
  const clock = virtualClock();
  const fake = fakeEutils({
    corpus,
    backend: smallSearch(corpus.works),
    clock,
    historyLife: 60_000,
    vanished: [corpus.works[3]!.pmid],
  });
  return over("pubmed", fake, { clock, faults });
}

const value = <T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly problems: readonly { readonly message: string }[] },
): T => {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.value;
};

describe("the utilities", () => {
  it("keep a result on the server and fetch from it, until it expires", async () => {
    const { service, clock } = await pubmed();
    const { history, count } = value(await esearch(service, "invented[tiab]", { history: true, most: 0 }));
    expect(count).toBe(60);
    const fetched = value(await efetch(service, { history: history!, start: 10, most: 20 }));
    expect(fetched.records).toHaveLength(20);
    clock.pass(61_000);
    const late = await efetch(service, { history: history!, start: 0, most: 20 });
    expect(late).toMatchObject({ ok: false, problems: [{ code: "history-expired" }] });
  });

  it("are refused beyond the first 9,999, in words", async () => {
    const { service } = await pubmed();
    expect(codes((await esearch(service, "invented[tiab]", { start: 15_000 })).problems)).toEqual([
      "beyond-limit",
    ]);
  });

  it("put numbers on the server, and refuse none", async () => {
    const { service } = await pubmed();
    const history = value(await epost(service, [work.pmid, corpus.works[5]!.pmid]));
    expect(value(await efetch(service, { history, start: 0, most: 10 })).records).toHaveLength(2);
    expect(await epost(service, [])).toMatchObject({ ok: false, problems: [{ code: "service-error" }] });
  });

  it("tell what is linked to each record apart", async () => {
    const { service } = await pubmed();
    const pmids = corpus.works.slice(30, 50).map(({ pmid }) => pmid);
    const links = value(await elink(service, pmids, "pubmed_pubmed_refs"));
    for (const pmid of pmids)
      expect(new Set(links.get(pmid))).toEqual(new Set(corpus.byPmid.get(pmid)!.cites));
    const citing = value(await elink(service, [corpus.works[2]!.pmid], "pubmed_pubmed_citedin"));
    expect(citing.get(corpus.works[2]!.pmid)).toEqual(
      (corpus.citedBy.get(corpus.works[2]!.pmid) ?? []).map(({ pmid }) => pmid),
    );
  });

  it("give summaries, and name what has none", async () => {
    const { service } = await pubmed();
    const result = await esummary(service, [work.pmid, corpus.works[3]!.pmid]);
    expect(value(result)).toEqual([
      {
        pmid: work.pmid,
        title: work.title,
        journal: work.journal,
        published: String(work.year),
        types: ["Journal Article"],
        ...(work.doi === undefined ? {} : { doi: work.doi }),
      },
    ]);
    expect(codes(result.problems)).toEqual(["unknown-record"]);
  });

  it("correct a spelling, and leave a right one", async () => {
    const { service } = await pubmed();
    expect(value(await espell(service, "imunoglobulin"))).toBe("immunoglobulin");
    expect(value(await espell(service, "oxygen"))).toBeNull();
  });

  it("tell the state of the database", async () => {
    const { service } = await pubmed();
    expect(value(await einfo(service))).toMatchObject({
      count: 60,
      links: ["pubmed_pubmed_citedin", "pubmed_pubmed_refs"],
    });
  });

  it("match printed citations", async () => {
    const { service } = await pubmed();
    const unique = corpus.works.find(
      (each) =>
        corpus.works.filter(
          ({ journal, year, authors }) =>
            journal === each.journal && year === each.year && authors[0]?.family === each.authors[0]?.family,
        ).length === 1,
    )!;
    const printed = { journal: unique.journal, year: unique.year, author: unique.authors[0]!.family };
    expect(
      value(
        await ecitmatch(service, [
          { ...printed, key: "a" },
          { journal: "Nowhere", key: "b" },
        ]),
      ),
    ).toMatchObject([
      { key: "a", kind: "found", pmid: unique.pmid },
      { key: "b", kind: "not-found" },
    ]);
  });

  it("go by POST where the address would be long", async () => {
    const { service, fake } = await pubmed();
    await esearch(service, `invented[tiab] OR ${"oxygen[tiab] OR ".repeat(200)} placebo[tiab]`);
    expect(fake.requests.map(({ method }) => method)).toEqual(["POST"]);
  });
});

const real = new URL("../../../../../shared/data/apis/ncbi-eutils/", import.meta.url);

describe.skipIf(!existsSync(real))(
  "real answers of the utilities (skipped where the data are not there)",
  () => {
    const answering = async (file: string) =>
      pubmed([{ kind: "rewrite", change: () => readFileSync(new URL(file, real), "utf8") }]);

    it("of esearch: numbers, history, translation, and nothing found", async () => {
      expect(value(await esearch((await answering("esearch1.xml")).service, "biopython"))).toMatchObject({
        count: 63,
        translation: '"biopython"[All Fields]',
      });
      expect(
        value(await esearch((await answering("esearch2.xml")).service, "x", { history: true })),
      ).toMatchObject({
        count: 42_249,
        history: { queryKey: "1", webEnv: "MCID_6927d6e7fee3e90f880ec190" },
      });
      const nothing = await esearch((await answering("esearch8.xml")).service, "abcXYZ");
      expect(value(nothing)).toMatchObject({ count: 0, ids: [] });
      expect(codes(nothing.problems)).toEqual(["phrase-not-found", "message"]);
    });

    it("of epost, espell, einfo and elink, and their errors", async () => {
      expect(value(await epost((await answering("epost1.xml")).service, ["1"]))).toEqual({
        queryKey: "1",
        webEnv: "MCID_692851c130aec64bed0a8c2a",
      });
      for (const file of ["epost2.xml", "epost3.xml"])
        expect(codes((await epost((await answering(file)).service, ["1"])).problems)).toEqual([
          "service-error",
        ]);
      expect(value(await espell((await answering("espell.xml")).service, "biopythooon"))).toBe("biopython");
      expect(value(await einfo((await answering("einfo2.xml")).service))).toMatchObject({
        count: 39_730_388,
        build: "Build-2025.11.27.06.33",
      });
      const links = value(
        await elink((await answering("elink4.xml")).service, ["12242737"], "pubmed_pubmed"),
      );
      expect(links.get("12242737")?.length).toBeGreaterThan(50);
    });

    it.each([1, 2, 4, 5, 6, 7])("of efetch %i", async (n) => {
      const result = await efetch((await answering(`pubmed${n}.xml`)).service, { ids: ["1"] });
      expect(value(result).records.length).toBeGreaterThan(0);
    });
  },
);
