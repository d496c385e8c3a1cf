/** The flagship's search under test, through the command, on the titles of the studies that it must find. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { datumValue } from "@coppice/model";
import { loadReview } from "@coppice/project";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coppice, flagship, temporaryFolder } from "../fixtures/coppice-process.ts";

interface Tested {
  readonly known: number;
  readonly found: number;
  readonly absent: readonly string[];
  readonly missed: readonly { readonly id: string; readonly title: string }[];
}

let home: string;
let library: string;

/** Records of the review's own reports: it holds their titles and years, no abstracts and no headings. */
beforeAll(async () => {
  home = await temporaryFolder();
  library = join(home, "library.nbib");
  const { review } = await loadReview(flagship);
  const records = review!.studies.flatMap(({ reports }) =>
    reports.flatMap(({ pmid, citation }) => {
      const { title, year } = (datumValue(citation) ?? {}) as { title?: string; year?: number };
      if (pmid === undefined || title === undefined) return [];
      return [`PMID- ${datumValue(pmid)}\nTI  - ${title}\nDP  - ${year}\nPT  - Journal Article\n`];
    }),
  );
  await writeFile(library, records.join("\n"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function tested(id: string): Promise<Tested> {
  const { stdout } = await coppice([
    "test-search",
    join(flagship, "searches", `${id}.yaml`),
    library,
    "--json",
  ]);
  return JSON.parse(stdout);
}

describe("the flagship's search", () => {
  it("finds by title alone every study whose title names the treatment", async () => {
    const { known, found, absent, missed } = await tested("medline");
    expect(absent).toEqual([]);
    expect(known).toBeGreaterThan(50);
    expect(found + missed.length).toBe(known);
    expect(missed.filter(({ title }) => /globulin|ivig/i.test(title))).toEqual([]);
  });

  it("is looked over without an error", async () => {
    const { code, stdout } = await coppice(["lint-search", join(flagship, "searches", "medline.yaml")]);
    expect(code).toBe(0);
    expect(stdout).toContain("0 errors");
  });

  it("is refused where the document is no search", async () => {
    const { code, stderr } = await coppice(["test-search", join(flagship, "protocol.yaml"), library]);
    expect(code).toBe(2);
    expect(stderr).toContain("is a protocol; give a document of kind search.");
  });
});
