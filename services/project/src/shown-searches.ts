import { detectSyntax, type EngineId, engineName, parseStrategy, translateStrategy } from "@coppice/identify";
import { type Review, type SearchStrategy, searchText } from "@coppice/model";
import type { ShownSearch } from "@coppice/report";
import { loadMesh } from "./load-mesh.ts";

/** The databases that systematic reviews of treatments search, each in one place. */
const ENGINES: readonly EngineId[] = [
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

/** The searches of a review in the syntaxes of ten databases, with all that each translation changes. */
export function shownSearches({ searches }: Pick<Review, "searches">): readonly ShownSearch[] {
  return searches.map(shown);
}

function shown(search: SearchStrategy): ShownSearch {
  const text = searchText(search);
  const { strategy } = parseStrategy(text, search.syntax ?? detectSyntax(text));
  const day = search.dated === undefined ? "Not run yet." : `Run on ${search.dated}.`;
  return {
    id: search.id,
    title: [search.database, search.platform].filter((part) => part !== undefined).join(", "),
    notes: [
      ...(search.note === undefined ? [day] : [search.note]),
      ...(search.limits === undefined ? [] : [`Limits: ${search.limits}.`]),
    ],
    text,
    faults: search.faults ?? [],
    translations: ENGINES.map((engine) => {
      const { lines, warnings } = translateStrategy(strategy, engine, { mesh: loadMesh() });
      return {
        name: engineName(engine),
        text: lines.map((line) => `${line.number}  ${line.text}`).join("\n"),
        changes: warnings.map(
          ({ severity, lines: about, message }) =>
            `${severity}, ${about.length === 1 ? "line" : "lines"} ${about.join(", ")}: ${message}`,
        ),
      };
    }),
  };
}
