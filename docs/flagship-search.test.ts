/**
 * Writes `flagship-search.md` from the flagship's search document (with `npx vitest run docs/flagship-search.test.ts -u`), and holds
 * it to that.
 */
import { resolve } from "node:path";
import {
  type EngineId,
  engineName,
  parseStrategy,
  type Strategy,
  translateStrategy,
} from "@coppice/identify";
import { type SearchStrategy, searchText } from "@coppice/model";
import { loadMesh, loadReview } from "@coppice/project";
import { expect, it } from "vitest";

const TEN: readonly EngineId[] = [
  "pubmed",
  "ovid-medline",
  "ovid-embase",
  "embase",
  "cochrane",
  "cinahl",
  "wos",
  "scopus",
  "clinicaltrials",
  "europepmc",
];

async function searchOf(id: string): Promise<SearchStrategy> {
  const { review } = await loadReview(resolve("reviews/ivig-neuromuscular"));
  const search = review?.searches.find((each) => each.id === id);
  if (search === undefined) throw new Error(`the flagship has no search with the id ${id}`);
  return search;
}

function translated(strategy: Strategy, engine: EngineId): string {
  const { lines, warnings } = translateStrategy(strategy, engine, { mesh: loadMesh() });
  const written = lines.map(({ number, text }) => `${number}  ${text}`).join("\n");
  const told = warnings.map(
    ({ severity, lines: about, message }) => `- ${severity}, line ${about.join(", ")}: ${message}`,
  );
  return `### ${engineName(engine)}\n\n\`\`\`text\n${written}\n\`\`\`\n\n${told.join("\n") || "Nothing changes."}`;
}

it("the flagship's search is translated into ten databases without an error", async () => {
  const { strategy, problems } = parseStrategy(searchText(await searchOf("medline")), "pubmed");
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const search2004 = await searchOf("review-2004");
  const old = parseStrategy(searchText(search2004), "pubmed");
  expect(old.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const engine of TEN) {
    const { lines, warnings } = translateStrategy(strategy, engine, { mesh: loadMesh() });
    expect(warnings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(lines).toHaveLength(strategy.lines.length);
  }
  const page = `# The flagship's search in ten databases

This page is made by \`docs/flagship-search.test.ts\` from \`reviews/ivig-neuromuscular/searches/medline.yaml\` and \`review-2004.yaml\`: one line for intravenous immunoglobulin and
eleven for the diseases. Rows of the crosswalk to Emtree and CINAHL come from published strategies and have not been checked by anybody with access; each such heading says so.

## As it is planned

${TEN.map((engine) => translated(strategy, engine)).join("\n\n")}

## As the 2004 review searched

The review says that each disease term was searched together with "intravenous immunoglobulin" in MEDLINE, 1966 to 2003, and EMBASE, 1974 to 2003, and that bibliographies were
followed. Written out, and no more than that:

\`\`\`text
${searchText(search2004)}
\`\`\`

Its faults, in the order of what they lose:

${(search2004.faults ?? []).map(({ fault, effect }) => `- **${fault}** ${effect}`).join("\n")}

${translated(old.strategy, "embase")}
`;
  await expect(page).toMatchFileSnapshot("flagship-search.md");
});
