/** `coppice search` and `coppice chase` as a person runs them: processes that ask fakes over real sockets. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { inventedWorks, startAllFakes } from "@coppice/sources/fakes";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyOf, coppice as run, temporaryFolder } from "../fixtures/coppice-process.ts";

const works = inventedWorks(450, { word: "zebra" });
let fakes: Awaited<ReturnType<typeof startAllFakes>>;
let home: string;
let review: string;

beforeAll(async () => {
  fakes = await startAllFakes({ works });
  await run(["--version"]);
}, 120_000);
afterAll(() => Promise.all(Object.values(fakes).map((fake) => fake.close())));

beforeEach(async () => {
  home = await temporaryFolder();
  review = await copyOf(home, "review");
});
afterEach(() => rm(home, { recursive: true, force: true }));

const withoutContact = { COPPICE_EMAIL: "", NCBI_API_KEY: "" };
const pubmed = () => ["--base-url", `pubmed=${fakes.pubmed.address}`];
const coppice = (...words: readonly string[]) => run(words, { env: withoutContact });

async function runIn(folder: string) {
  const runs = join(folder, "searches", "runs");
  const [id = ""] = await readdir(runs);
  return { id, path: join(runs, id), text: await readFile(join(runs, id, "run.yaml"), "utf8") };
}

describe("coppice search", () => {
  it("counts first and fetches nothing with --dry-run", async () => {
    const { code, stdout, stderr } = await coppice(
      "search",
      review,
      "--query",
      "zebra[tiab]",
      "--dry-run",
      ...pubmed(),
    );
    expect([code, stderr]).toEqual([0, "pubmed: 450 records at pubmed\n"]);
    expect(stdout).toContain("450");
    await expect(readdir(join(review, "searches", "runs"))).rejects.toThrow();
  });

  it("stores a run in the review: its document, its records, and every answer; the review stays sound", async () => {
    const { code, stdout } = await coppice("search", review, "--query", "zebra[tiab]", ...pubmed());
    expect(code).toBe(0);
    expect(stdout).toContain("complete");
    const { path, text, id } = await runIn(review);
    expect(id).toMatch(/^\d{4}-\d\d-\d\d-pubmed$/);
    expect(text).toContain("kind: search-run");
    expect(text).toContain("count: 450");
    expect(text).toContain("complete: true");
    const records = JSON.parse(gunzipSync(await readFile(join(path, "records.json.gz"))).toString("utf8"));
    expect(new Set(records.map((record: { PMID: string }) => record.PMID))).toEqual(
      new Set(works.map(({ pmid }) => pmid)),
    );
    expect((await readdir(join(path, "answers"))).length).toBeGreaterThan(5);
    expect((await coppice("check", review)).code).toBe(0);
    const imported = await coppice("import", join(path, "records.json.gz"), "--json");
    expect(JSON.parse(imported.stdout)[0]).toMatchObject({ format: "csl-json", records: 450, anomalies: [] });
  });

  it("asks nobody with --offline, and nobody far away without a contact", async () => {
    const offline = await coppice("search", review, "--query", "zebra", "--offline", ...pubmed());
    expect(offline.code).toBe(1);
    expect(offline.stderr).toContain("requests are switched off (--offline)");
    const far = await coppice("search", review, "--query", "zebra");
    expect(far.code).toBe(1);
    expect(far.stderr).toContain("set COPPICE_EMAIL or give --email");
  });

  it("runs a strategy of the review with its lines written out, and says what a person has to run", async () => {
    const lines =
      '  - { id: "1", query: "zebra[tiab]" }\n  - { id: "2", query: "oxygen[tiab]" }\n  - { id: "3", query: "#1 AND #2" }\n';
    await writeFile(
      join(review, "medline.yaml"),
      `kind: search\nid: medline\ndatabase: MEDLINE\nplatform: PubMed\nlines:\n${lines}`,
    );
    await writeFile(
      join(review, "embase.yaml"),
      `kind: search\nid: embase\ndatabase: Embase\nplatform: Embase.com\nlines:\n${lines}`,
    );
    const { code, stdout, stderr } = await coppice(
      "search",
      review,
      "--dry-run",
      "--json",
      "--strategy",
      "medline",
      "--strategy",
      "embase",
      ...pubmed(),
    );
    expect(code).toBe(0);
    expect(stderr).toContain("embase: Embase.com has no open interface");
    const count = works.filter(({ title }) => /oxygen/i.test(title)).length;
    expect(JSON.parse(stdout)).toMatchObject([
      { name: "medline", query: "(zebra[tiab]) AND (oxygen[tiab])", count },
    ]);
  });

  it("takes an export for a run and holds its count against what the platform showed", async () => {
    const ris = join(home, "embase.ris");
    await writeFile(ris, "TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nTI  - Two\nER  - \n");
    const words = [
      "search",
      review,
      "--import",
      ris,
      "--database",
      "Embase",
      "--platform",
      "Embase.com",
      "--query",
      "zebra:ti,ab",
      "--dated",
      "2026-11-20",
    ];
    expect((await coppice(...words, "--count", "2")).code).toBe(0);
    const short = await coppice(...words, "--count", "5");
    expect(short.code).toBe(1);
    expect(short.stderr).toContain("The platform showed 5 hits and the export has 2 records: 3 are missing.");
    expect((await readdir(join(review, "searches", "runs"))).sort()).toEqual([
      "2026-11-20-embase",
      "2026-11-20-embase-2",
    ]);
    expect((await coppice("check", review)).code).toBe(0);
  });
});

describe("coppice chase", () => {
  it("follows three seeds and writes what it found, with the way to each", async () => {
    const seeds = join(home, "seeds.txt");
    const chosen = [works[200]!, works[300]!, works[400]!];
    await writeFile(seeds, chosen.map(({ pmid }) => `${pmid}\n`).join(""));
    const out = join(home, "chase");
    const { code, stdout } = await coppice(
      "chase",
      seeds,
      "--source",
      "openalex",
      "--source",
      "semantic-scholar",
      "--out",
      out,
      "--base-url",
      `openalex=${fakes.openalex.address}`,
      "--base-url",
      `semantic-scholar=${fakes["semantic-scholar"].address}`,
      "--backward",
      "--source",
      "crossref",
      "--base-url",
      `crossref=${fakes.crossref.address}`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain("3 of 3 seeds found");
    const edges = (await readFile(join(out, "edges.csv"), "utf8")).trim().split(/\r?\n/);
    const cited = new Set(chosen.flatMap(({ cites }) => cites));
    const found = new Set(edges.slice(1).map((row) => /pmid:(\d+)/.exec(row.split(",")[1] ?? "")?.[1]));
    expect(found).toEqual(cited);
    const records = JSON.parse(await readFile(join(out, "works.json"), "utf8"));
    // A seed that another cites is no find.
    expect(records).toHaveLength(
      [...cited].filter((pmid) => chosen.every((seed) => seed.pmid !== pmid)).length,
    );
  });
});
