/** `coppice check-retractions` and `coppice open-access`: processes that ask fakes over real sockets. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Fake,
  fakeCorpus,
  fakeCrossref,
  inventedWorks,
  smallSearch,
  startAllFakes,
  startFake,
} from "@coppice/sources/fakes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coppice, temporaryFolder } from "../fixtures/coppice-process.ts";

const works = inventedWorks(40);
const dois = works.flatMap(({ doi }) => (doi === undefined ? [] : [doi]));
let crossref: Fake;
let fakes: Awaited<ReturnType<typeof startAllFakes>>;
let home: string;
let listed: string;

beforeAll(async () => {
  const corpus = fakeCorpus(works);
  const notices = [{ of: dois[0]!, by: dois[3]!, type: "retraction" }];
  crossref = await startFake(fakeCrossref({ corpus, backend: smallSearch(corpus.works), notices }));
  fakes = await startAllFakes({ works });
  home = await temporaryFolder();
  listed = join(home, "dois.txt");
  await writeFile(listed, `${dois.slice(0, 3).join("\n")}\n`);
}, 120_000);
afterAll(async () => {
  await Promise.all([crossref, ...Object.values(fakes)].map((fake) => fake.close()));
  await rm(home, { recursive: true, force: true });
});

const env = { COPPICE_EMAIL: "" };
const email = ["--email", "somebody@university.edu"];

describe("coppice check-retractions", () => {
  const retractions = (...words: readonly string[]) =>
    coppice(["check-retractions", ...words, ...email, "--base-url", crossref.address], { env });

  it("names what was retracted and exits with 1", async () => {
    const { code, stdout } = await retractions(listed);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`RETRACTED ${dois[0]!.toLowerCase()} .*retraction`));
    expect(stdout).toContain("1 retracted and 0 with a concern, of 3 known to Crossref and 3 asked.");
  });

  it("prints JSON, and exits with 0 where all is well", async () => {
    const fine = join(home, "fine.ris");
    await writeFile(fine, `TY  - JOUR\nTI  - One\nDO  - ${dois[1]}\nER  - \n`);
    const { code, stdout } = await retractions(fine, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ retracted: false, concern: false, notices: [] }]);
  });

  it("asks nobody with --offline, and refuses a file without a DOI", async () => {
    const before = crossref.requests.length;
    const offline = await retractions(listed, "--offline");
    expect(offline.code).toBe(1);
    expect(offline.stderr).toContain("requests are switched off (--offline)");
    expect(crossref.requests).toHaveLength(before);
    const none = join(home, "none.ris");
    await writeFile(none, "TY  - JOUR\nTI  - One\nER  - \n");
    const { code, stderr } = await retractions(none);
    expect([code, stderr]).toEqual([2, expect.stringContaining("has no record with a DOI")]);
  });
});

describe("coppice open-access", () => {
  const access = (...words: readonly string[]) =>
    coppice(["open-access", ...words, "--base-url", fakes.unpaywall.address], { env });

  it("says of each where it may be read", async () => {
    const { code, stdout } = await access(listed, ...email);
    expect(code).toBe(0);
    expect(stdout).toMatch(/may be read without paying, of 3 known to Unpaywall and 3 asked\.$/m);
  });

  it("is refused with --offline, and without an address of whoever asks", async () => {
    const before = fakes.unpaywall.requests.length;
    expect((await access(listed, ...email, "--offline")).code).toBe(1);
    const { code, stderr } = await access(listed);
    expect([code, stderr]).toEqual([1, expect.stringContaining("--email")]);
    expect(fakes.unpaywall.requests).toHaveLength(before);
  });
});
