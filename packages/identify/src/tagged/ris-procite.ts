import { handlerOf, type Target } from "./field-targets.ts";
import type { Draft } from "./record-draft.ts";

/** ProCite writes fields that RIS lacks as notes with their name: "N1  - Call Number: QL 12". */
const LABELS: Readonly<Record<string, Target>> = {
  "Author, Monographic": "other",
  "Author, Subsidiary": "contributor",
  "Call Number": "call-number",
  "Extent of Work": "page-count",
  History: "references",
  "ISSN/ISBN": "serial",
  ISBN: "serial",
  ISSN: "serial",
  Language: "language",
  "Location in Work": "first-page",
  "Proceedings Title": "container-title",
  Scale: "scale",
  "Series Editor": "collection-editor",
  "Series Title": "collection-title",
  "Series Volume ID": "collection-number",
  "Series Volume Identification": "collection-number",
  Size: "dimensions",
  Version: "version",
  "Volume ID": "volume",
};

/** The types for which ProCite means the note by the field; elsewhere they stay notes. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  "Extent of Work": ["thesis"],
  "Location in Work": ["paper-conference", "article-journal"],
  "Series Title": ["chapter", "book", "paper-conference", "article-journal"],
  "Series Editor": ["chapter", "book", "paper-conference"],
  "Series Volume ID": ["chapter", "book"],
  "Series Volume Identification": ["chapter", "book"],
  "Volume ID": ["chapter", "book", "paper-conference"],
};

const WRITTEN_BY_PROCITE =
  /^(?:Record ID|Connective Phrase|Author Role|Medium Designator|Packaging Method|Call Number|Series Volume ID): /;

/** Whether the record is one that ProCite wrote. */
export const isProCite = (tags: readonly string[], values: readonly string[]): boolean =>
  tags.some((tag, i) => tag === "N1" && WRITTEN_BY_PROCITE.test(values[i]!));

/** Reads a labelled note of ProCite; false where it is an ordinary note. */
export function proCiteNote(draft: Draft, value: string, line: number): boolean {
  const colon = value.indexOf(": ");
  if (colon === -1) return false;
  const label = value.slice(0, colon);
  const target = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  if (label === "Notes" || label === "Record ID") {
    if (label === "Notes") handlerOf("note")(draft, value.slice(colon + 2), "N1", line);
    else handlerOf("other")(draft, value, "N1", line);
    return true;
  }
  if (target === undefined || ONLY[label]?.includes(draft.csl.type) === false) return false;
  if (target === "volume" && draft.csl.volume !== undefined && draft.csl.edition === undefined) {
    // Where the volume has its own note, VL is the edition.
    draft.csl.edition = draft.csl.volume;
    delete draft.csl.volume;
  }
  handlerOf(target)(draft, value.slice(colon + 2), "N1", line);
  return true;
}
