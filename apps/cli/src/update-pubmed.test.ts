/** `coppice update-pubmed`: a process that reads PubMed's files from a fake over a real socket. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { inventedWorks, startAllFakes } from "@coppice/sources/fakes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coppice, temporaryFolder } from "../fixtures/coppice-process.ts";

// The second file of the fakes holds the later half, and deletes the first work of the baseline.
const works = inventedWorks(60, { word: "zebra" });
let fakes: Awaited<ReturnType<typeof startAllFakes>>;
let home: string;

beforeAll(async () => {
  fakes = await startAllFakes({ works });
  home = await temporaryFolder();
}, 120_000);
afterAll(async () => {
  await Promise.all(Object.values(fakes).map((fake) => fake.close()));
  await rm(home, { recursive: true, force: true });
});

const update = (folder: string, ...words: readonly string[]) =>
  coppice(
    ["update-pubmed", join(home, folder), "--base-url", fakes["pubmed-files"].address, "--json", ...words],
    { env: { COPPICE_EMAIL: "" } },
  );

async function kept(folder: string): Promise<readonly string[]> {
  const records: readonly { readonly PMID: string }[] = JSON.parse(
    await readFile(join(home, folder, "records.json"), "utf8"),
  );
  return records.map(({ PMID }) => PMID);
}

describe("coppice update-pubmed", () => {
  it("keeps what the search finds, takes out what was deleted, and reads no file twice", async () => {
    const first = await update("whole", "--query", "zebra[tiab]", "--baseline");
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ upToDate: true, kept: works.length - 1 });
    expect(await kept("whole")).toEqual(works.slice(1).map(({ pmid }) => pmid));
    const again = await update("whole", "--query", "zebra[tiab]", "--baseline");
    expect(JSON.parse(again.stdout)).toMatchObject({ applied: [], kept: works.length - 1 });
  });

  it("reads the updates alone without --baseline", async () => {
    expect((await update("updates", "--query", "zebra[tiab]")).code).toBe(0);
    expect(await kept("updates")).toEqual(works.slice(Math.ceil(works.length / 2)).map(({ pmid }) => pmid));
  });

  it("refuses another search in the same folder, a search that cannot be read, and --offline", async () => {
    await update("taken", "--query", "zebra[tiab]");
    const other = await update("taken", "--query", "oxygen[tiab]");
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("of another search")]);
    expect((await update("none", "--query", "#3")).code).toBe(2);
    const before = fakes["pubmed-files"].requests.length;
    const offline = await update("offline", "--query", "zebra[tiab]", "--offline");
    expect([offline.code, offline.stderr]).toEqual([1, expect.stringContaining("--offline")]);
    expect(fakes["pubmed-files"].requests).toHaveLength(before);
  });
});
