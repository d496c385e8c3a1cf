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

/** The terms of the 2004 review: each was searched together with "intravenous immunoglobulin", and nothing else is reported. */
const TERMS_2004 = [
  "Guillain-Barré syndrome",
  "chronic inflammatory demyelinating polyneuropathy",
  "multifocal motor neuropathy",
  "IgM anti-MAG demyelinating neuropathy",
  "myasthenia gravis",
  "Lambert-Eaton myasthenic syndrome",
  "stiff person syndrome",
  "dermatomyositis",
  "polymyositis",
  "inclusion body myositis",
  "multiple sclerosis",
  "optic neuritis",
];

const FAULTS = `- **One name for the treatment.** Not found: IVIg, IGIV, immune globulin, gammaglobulin, the plural, trade names; and papers that say "immunoglobulin" and "intravenous" apart.
- **One name for each disease.** Not found: Landry's paralysis, Miller Fisher syndrome, CIDP, polyradiculoneuropathy, Eaton-Lambert syndrome, stiff man syndrome, retrobulbar neuritis, "anti-MAG" under any other wording.
- **No headings.** Records that were indexed with the disease and name it otherwise in title and abstract are lost; so were most before abstracts began (1975).
- **No fields.** Which fields were searched is not said: without one PubMed maps the words itself, and what it adds changes from year to year, so that the search cannot be run again as it was.
- **No filter, no registry, no CENTRAL.** Controlled studies were picked by reading; unpublished trials could not be found.
- **No count and no date of the day.** Neither hits nor the day of each search are reported (PRISMA-S items 13 and 15), and the lines are not given (item 8).`;

const search2004 = [
  ...TERMS_2004.map((term, at) => `#${at + 1} "${term}" AND "intravenous immunoglobulin"`),
  `#${TERMS_2004.length + 1} ${TERMS_2004.map((_, at) => `#${at + 1}`).join(" OR ")}`,
  `#${TERMS_2004.length + 2} #${TERMS_2004.length + 1} AND 1966:2003[dp]`,
].join("\n");

async function flagshipSearch(): Promise<string> {
  const { review } = await loadReview(resolve("reviews/ivig-neuromuscular"));
  const search = review?.searches.find(({ id }) => id === "medline");
  if (search === undefined) throw new Error("the flagship has no search with the id medline");
  return search.lines.map(({ id, query }) => `#${id} ${query}`).join("\n");
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
  const source = await flagshipSearch();
  const { strategy, problems } = parseStrategy(source, "pubmed");
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const old = parseStrategy(search2004, "pubmed");
  expect(old.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const engine of TEN) {
    const { lines, warnings } = translateStrategy(strategy, engine, { mesh: loadMesh() });
    expect(warnings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(lines).toHaveLength(strategy.lines.length);
  }
  const page = `# The flagship's search in ten databases

This page is made by \`docs/flagship-search.test.ts\` from \`reviews/ivig-neuromuscular/searches/medline.yaml\`: one line for intravenous immunoglobulin and
eleven for the diseases. Rows of the crosswalk to Emtree and CINAHL come from published strategies and have not been checked by anybody with access; each such heading says so.

## As it is planned

${TEN.map((engine) => translated(strategy, engine)).join("\n\n")}

## As the 2004 review searched

The review says that each disease term was searched together with "intravenous immunoglobulin" in MEDLINE, 1966 to 2003, and EMBASE, 1974 to 2003, and that bibliographies were
followed. Written out, and no more than that:

\`\`\`text
${search2004}
\`\`\`

Its faults, in the order of what they lose:

${FAULTS}

${translated(old.strategy, "embase")}
`;
  await expect(page).toMatchFileSnapshot("flagship-search.md");
});
