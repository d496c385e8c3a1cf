import { describe, expect, it } from "vitest";
import { inventedWorks } from "../../fakes/corpus/invented-works.ts";
import { pubmedArticleSet } from "../../fakes/corpus/pubmed-xml.ts";
import type { ScriptedFault } from "../../fakes/server/fault.ts";
import { type FakePubmedFile, fakePubmedFiles } from "../../fakes/services/pubmed-files.ts";
import { codes, over } from "../over-fakes.fixture.ts";
import { memoryPubmedFileStore, updatePubmedFiles } from "./pubmed-files.ts";

const works = inventedWorks(30);
const revised = { ...works[4]!, title: "A revised title" };
const version2 = pubmedArticleSet([{ ...works[7]!, title: "Second version" }]).replace(
  'Version="1"',
  'Version="2"',
);
const version1 = pubmedArticleSet([{ ...works[7]!, title: "First version, come late" }]);

const files: readonly FakePubmedFile[] = [
  { folder: "baseline", name: "pubmed26n0001.xml.gz", xml: pubmedArticleSet(works.slice(0, 20)) },
  {
    folder: "baseline",
    name: "pubmed26n0002.xml.gz",
    xml: pubmedArticleSet([...works.slice(20), works[4]!, revised]),
  },
  {
    folder: "updatefiles",
    name: "pubmed26n0003.xml.gz",
    xml: version2.replace(
      "\n</PubmedArticleSet>",
      `<DeleteCitation><PMID Version="1">${works[0]!.pmid}</PMID></DeleteCitation>\n</PubmedArticleSet>`,
    ),
  },
  { folder: "updatefiles", name: "pubmed26n0004.xml.gz", xml: version1 },
];

async function updated(
  of: readonly FakePubmedFile[],
  store = memoryPubmedFileStore(),
  faults: readonly ScriptedFault[] = [],
) {
  const on = await over("pubmed-files", fakePubmedFiles(of), { faults });
  return { store, on, result: await updatePubmedFiles(on.service, store) };
}

const titleOf = (store: ReturnType<typeof memoryPubmedFileStore>, i: number) =>
  store.records().get(works[i]!.pmid)?.csl.title;

describe("PubMed's baseline and update files", () => {
  it("are applied in their order: the last of a number wins, the higher version stays, deletions remove", async () => {
    const { store, result, on } = await updated(files);
    expect(result).toMatchObject({ upToDate: true, problems: [] });
    expect(result.applied.map(({ put, older, deleted }) => [put, older, deleted])).toEqual([
      [20, 0, 0],
      [12, 0, 0],
      [1, 0, 1],
      [0, 1, 0],
    ]);
    expect(store.records().size).toBe(29);
    expect(titleOf(store, 0)).toBeUndefined();
    expect(titleOf(store, 4)).toBe("A revised title");
    expect(titleOf(store, 7)).toBe("Second version");
    expect(on.fake.requests.every(({ path }) => !path.includes("dtd"))).toBe(true);
  });

  it("change nothing when they are applied again, and only new ones are fetched", async () => {
    const { store } = await updated(files);
    const before = JSON.stringify([...store.records()]);
    const again = await updated(files, store);
    expect(again.result).toMatchObject({ upToDate: true, applied: [] });
    expect(again.on.fake.requests.map(({ path }) => path)).toEqual(["baseline/", "updatefiles/"]);
    // As after a process that died before it noted the files.
    const unnoted = { ...store, applied: async () => [] };
    await updatePubmedFiles(again.on.service, unnoted);
    expect(JSON.stringify([...store.records()])).toBe(before);
  });

  it("are fetched again where the sum is wrong, and given up with the reason where it stays so", async () => {
    const once = await updated(files, undefined, [
      {
        kind: "rewrite",
        change: () => "MD5(x)= 0123456789abcdef0123456789abcdef",
        when: ({ path }) => path.endsWith("0002.xml.gz.md5"),
      },
    ]);
    expect(once.result.upToDate).toBe(false);
    expect(codes(once.result.problems)).toEqual([
      ...Array.from({ length: 6 }, () => "checksum-mismatch"),
      "gave-up",
    ]);
    expect(once.result.applied).toHaveLength(1);
    const later = await updated(files, once.store);
    expect(later.result).toMatchObject({ upToDate: true });
    expect(later.result.applied).toHaveLength(3);
  });

  it("get over a file that breaks off", async () => {
    const { result, store } = await updated(files, undefined, [
      { kind: "cut-off", when: ({ path }) => path.endsWith("0001.xml.gz") },
    ]);
    expect(codes(result.problems)).toEqual(["checksum-mismatch"]);
    expect(store.records().size).toBe(29);
  });

  it("say which file is missing", async () => {
    const { result } = await updated(files.filter(({ name }) => !name.includes("0002")));
    expect(codes(result.problems)).toEqual(["file-missing"]);
  });
});
