import { FAMILIES, SUBHEADINGS } from "./subheading-table.ts";
import type { MeshSubheading } from "./thesaurus.ts";

const ALL: readonly MeshSubheading[] = SUBHEADINGS.trim()
  .split("\n")
  .map((row) => {
    const [ui = "", abbreviation = "", ...words] = row.split(" ");
    const retired = words.at(-1) === "-";
    return { ui, abbreviation, retired, name: (retired ? words.slice(0, -1) : words).join(" ") };
  });

const folded = (term: string): string =>
  term
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const BY_TERM = new Map(
  ALL.flatMap((subheading) =>
    [subheading.ui, subheading.abbreviation, subheading.name].map(
      (term) => [folded(term), subheading] as const,
    ),
  ),
);

/** A subheading with all that stands under it in one of the families, itself first. */
type Branch = readonly MeshSubheading[];

function branches(): ReadonlyMap<string, readonly Branch[]> {
  const byUi = new Map<string, MeshSubheading[][]>();
  const open: { readonly depth: number; readonly branch: MeshSubheading[] }[] = [];
  for (const row of FAMILIES.trim().split("\n")) {
    const name = row.trimStart();
    const depth = row.length - name.length;
    const subheading = BY_TERM.get(folded(name))!;
    while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop();
    const branch: MeshSubheading[] = [];
    open.push({ depth, branch });
    for (const above of open) above.branch.push(subheading);
    byUi.set(subheading.ui, [...(byUi.get(subheading.ui) ?? []), branch]);
  }
  return byUi;
}

const BRANCHES = branches();

/** Finds a subheading by name, two-letter abbreviation or UI; case does not matter, and "&" is "and". */
export function meshSubheading(term: string): MeshSubheading | undefined {
  return BY_TERM.get(folded(term));
}

/** The subheading and all that stands under it in any of the families, each once, as PubMed's [sh] searches. */
export function explodeSubheading(subheading: MeshSubheading): readonly MeshSubheading[] {
  return [...new Set([subheading, ...(BRANCHES.get(subheading.ui) ?? []).flat()])];
}

/** All subheadings, the retired ones too, by name. */
export const meshSubheadings: readonly MeshSubheading[] = ALL;
