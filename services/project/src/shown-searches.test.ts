import { fileURLToPath } from "node:url";
import { lintStrategy, parseStrategy } from "@coppice/identify";
import { datumValue, searchText } from "@coppice/model";
import { renderSearchPage } from "@coppice/report";
import { describe, expect, it } from "vitest";
import { loadMesh } from "./load-mesh.ts";
import { loadReview } from "./load-review.ts";
import { shownSearches } from "./shown-searches.ts";

const flagship = fileURLToPath(new URL("../../../reviews/ivig-neuromuscular", import.meta.url));

async function review() {
  const { review: read } = await loadReview(flagship);
  return read!;
}

async function lint(id: string) {
  const search = (await review()).searches.find((each) => each.id === id)!;
  return lintStrategy(parseStrategy(searchText(search), search.syntax ?? "pubmed"), { mesh: loadMesh() })
    .findings;
}

describe("the flagship's searches", () => {
  it("are each shown in ten databases, the 2004 search with its faults", async () => {
    const shown = shownSearches(await review());
    expect(shown.map(({ id }) => id).sort()).toEqual(["embase", "medline", "review-2004"]);
    for (const { translations } of shown) {
      expect(translations).toHaveLength(10);
      for (const { name, text } of translations) expect(text, name).not.toBe("");
    }
    const old = shown.find(({ id }) => id === "review-2004")!;
    expect(old.faults.length).toBeGreaterThan(3);
    const html = renderSearchPage("A <title>", shown);
    expect(html).toContain("A &lt;title&gt;");
    expect(html).toContain("<strong>One name for the treatment.</strong>");
    expect(html.match(/<details>/g)).toHaveLength(30);
    expect(html).not.toMatch(/<script|https?:\/\/(?!pubmed)/);
  });

  it("hold no error that a peer reviewer would find", async () => {
    expect((await lint("medline")).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("are faulted where the 2004 search names no field", async () => {
    const codes = new Set((await lint("review-2004")).map(({ code }) => code));
    expect([...codes]).toEqual(expect.arrayContaining(["S06", "T01"]));
  });

  it("must find every report that the review has a PMID of", async () => {
    const { searches, studies } = await review();
    const pmids = studies.flatMap(({ reports }) =>
      reports.flatMap(({ pmid }) => (pmid === undefined ? [] : [String(datumValue(pmid))])),
    );
    const wanted = searches.find(({ id }) => id === "medline")?.mustFind ?? [];
    expect([...wanted].sort()).toEqual([...new Set(pmids)].sort());
  });
});
