import type { LintContext } from "./lint-context.ts";
import { termKey } from "./term-index.ts";

/** British spellings in what might be a type; MEDLINE's are American. */
const american = (key: string): string =>
  key.replace(/randomis/g, "randomiz").replace(/programme/g, "program");

const titled = (key: string): string =>
  key.replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1));

/** H05: types that cannot match, types searched as headings, and headings "as Topic" in place of types. */
export function checkPublicationTypes({
  texts,
  headings,
  options,
  syntax,
  isExcluded,
  termSpan,
  report,
}: LintContext): void {
  const { mesh } = options;
  const types = new Set<string>();
  for (const text of texts) {
    if (text.fields[0] !== "publication-type" || text.fields.length > 1 || text.span === undefined) continue;
    if (text.words.some((word) => word.some((part) => typeof part !== "string"))) continue;
    const key = termKey(text.words);
    types.add(key);
    // Other databases have types of their own.
    if (syntax !== "pubmed" && syntax !== "ovid" && syntax !== "cochrane") continue;
    const span = termSpan(text);
    const better = american(key);
    if (better !== key) {
      report("H05", span, `No record has the type "${key}": MEDLINE spells it "${better}".`, {
        fix: { span, text: text.quoted ? `"${better}"` : better },
      });
      continue;
    }
    const found = mesh?.find(key);
    if (mesh === undefined || (found !== undefined && mesh.isPublicationType(found.ui))) continue;
    report(
      "H05",
      span,
      found === undefined
        ? `"${key}" is no type of publication in MeSH ${mesh.year}, so nothing has it as a type. Use a type's name, or search it as text.`
        : `"${found.name}" is a heading and no type of publication. Search it as a heading.`,
      // Ovid finds single words of types as well.
      syntax === "ovid" && found === undefined ? { severity: "warning" } : {},
    );
  }
  if (mesh === undefined) return;
  for (const heading of headings) {
    if (heading.vocabulary !== "mesh" || heading.span === undefined || isExcluded(heading)) continue;
    const found = mesh.find(heading.name);
    if (found === undefined) continue;
    if (mesh.isPublicationType(found.ui)) {
      report(
        "H05",
        heading.span,
        `"${found.name}" is a type of publication. Search it as one: as a heading it finds less in most databases.`,
        { severity: "warning" },
      );
      continue;
    }
    const topic = /^(.{3,80}) as Topic$/.exec(found.name)?.[1];
    const type = topic === undefined ? undefined : mesh.find(titled(topic.replace(/s$/, "")));
    if (type !== undefined && mesh.isPublicationType(type.ui) && !types.has(type.name.toLowerCase()))
      report(
        "H05",
        heading.span,
        `"${found.name}" is for works about them; the studies themselves have the type "${type.name}", which is not searched.`,
        { severity: "warning" },
      );
  }
}
