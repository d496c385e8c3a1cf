/** A search whose process is killed in the middle goes on where it was, and ends with what an uninterrupted one has. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { inventedWorks, startAllFakes } from "@coppice/sources/fakes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { coppice, copyOf, startCoppice, temporaryFolder } from "../fixtures/coppice-process.ts";

let fakes: Awaited<ReturnType<typeof startAllFakes>>;
let home: string;

beforeAll(async () => {
  fakes = await startAllFakes({ works: inventedWorks(1_200, { word: "zebra" }) });
  home = await temporaryFolder();
  await coppice(["--version"]);
}, 120_000);
afterAll(async () => {
  await Promise.all(Object.values(fakes).map((fake) => fake.close()));
  await rm(home, { recursive: true, force: true });
});

const env = { COPPICE_EMAIL: "", NCBI_API_KEY: "" };
const searching = (review: string) => [
  "search",
  review,
  "--query",
  "zebra[tiab]",
  "--base-url",
  `pubmed=${fakes.pubmed.address}`,
];

async function recordsOf(review: string): Promise<readonly string[]> {
  const runs = join(review, "searches", "runs");
  const folders = await readdir(runs);
  expect(folders).toHaveLength(1);
  const packed = await readFile(join(runs, folders[0]!, "records.json.gz"));
  const records: readonly { readonly PMID: string }[] = JSON.parse(gunzipSync(packed).toString("utf8"));
  return records.map(({ PMID }) => PMID);
}

it("a search that is killed goes on where it was, with the same records as one that was not", async () => {
  const whole = await copyOf(home, "whole");
  const before = fakes.pubmed.requests.length;
  expect((await coppice(searching(whole), { env })).code).toBe(0);
  const asked = fakes.pubmed.requests.length - before;

  const broken = await copyOf(home, "broken");
  const start = fakes.pubmed.requests.length;
  const child = startCoppice(searching(broken), { env });
  const closed = new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_, by) => resolve(by)));
  // Counted and part of the records fetched, and more to come.
  await expect
    .poll(() => fakes.pubmed.requests.length - start, { timeout: 60_000, interval: 5 })
    .toBeGreaterThanOrEqual(Math.ceil(asked / 2));
  child.kill("SIGKILL");
  expect(await closed).toBe("SIGKILL");

  const again = fakes.pubmed.requests.length;
  const resumed = await coppice(searching(broken), { env });
  expect([resumed.code, resumed.stdout]).toEqual([0, expect.stringContaining("complete")]);
  expect(await recordsOf(broken)).toEqual(await recordsOf(whole));
  // What had come is not asked for again.
  expect(fakes.pubmed.requests.length - again).toBeLessThan(asked);
}, 120_000);
