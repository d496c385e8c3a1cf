/** Writes `duplicates.md` from the hard cases of the matcher (with `npx vitest run docs/duplicates.test.ts -u`), and holds it to them. */
import { type BibliographicRecord, explainLink, explainRefusal, explainRelation } from "@coppice/identify";
import { expect, it } from "vitest";
import { cited } from "../packages/identify/src/duplicates/cited.fixture.ts";
import { type HardCase, outcome } from "../packages/identify/src/duplicates/hard-case.fixture.ts";
import { keptCases } from "../packages/identify/src/duplicates/hard-cases-kept.fixture.ts";
import { mergedCases } from "../packages/identify/src/duplicates/hard-cases-merged.fixture.ts";

function citation({ csl }: BibliographicRecord): string {
  const authors = (csl.author ?? []).map(
    ({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(" "),
  );
  const year = csl.issued?.["date-parts"]?.[0][0];
  const place = [csl.volume, csl.issue === undefined ? undefined : `(${csl.issue})`].filter(Boolean).join("");
  return [
    authors.join(", "),
    csl.title ?? "(no title)",
    [csl["container-title"], year].filter((part) => part !== undefined).join(" "),
    [place, csl.page].filter((part) => part !== undefined && part !== "").join(":"),
    csl.DOI === undefined ? "" : `doi ${csl.DOI}`,
    csl.abstract === undefined ? "" : "(with abstract)",
  ]
    .filter((part) => part !== "")
    .join(". ");
}

function explained([says, a, b]: HardCase): string {
  const [x, y] = [cited(a), cited(b)];
  const { clusters, relations, review } = outcome(a, b);
  const [link] = clusters.flatMap(({ links }) => links);
  const [relation] = relations;
  const [doubt] = review;
  const why =
    link !== undefined
      ? explainLink(link, x, y)
      : relation !== undefined
        ? `Kept apart and related. ${explainRelation(relation)}`
        : doubt !== undefined
          ? `Kept apart and asked about. ${explainRefusal(doubt, x, y)}`
          : "Kept apart.";
  const heading = says.replace(/^\w/, (first) => first.toUpperCase());
  return `### ${heading}\n\n- ${citation(x)}\n- ${citation(y)}\n\n> ${why}`;
}

/** Cases about which there is something to say: what is merely kept apart explains nothing. */
const told = (cases: readonly HardCase[], wants: readonly string[]) =>
  cases.filter(([, , , want]) => wants.includes(typeof want === "object" ? "flag" : want)).map(explained);

it("the page on duplicates says of each hard case what the matcher does, and why", async () => {
  const merges = told(mergedCases, ["merge"]);
  const refusals = told(keptCases, ["flag", "review"]);
  expect(merges.length).toBeGreaterThanOrEqual(10);
  expect(refusals.length).toBeGreaterThanOrEqual(10);
  const page = `# Duplicates, explained

This page is made by \`docs/duplicates.test.ts\` from the cases that the matcher is tested with. They are modelled on what was met in real libraries; the papers
in them are invented. What is merged says what agreed and what would split it; what is kept apart says why.

## Merged

${merges.join("\n\n")}

## Kept apart

${refusals.join("\n\n")}
`;
  await expect(page).toMatchFileSnapshot("duplicates.md");
});
