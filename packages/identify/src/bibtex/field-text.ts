import type { EntryField } from "./entry-fields.ts";
import { latexText } from "./latex-text.ts";

/** Reports an oddity of the field that is being read. */
export type FieldReport = (code: string, message: string, field: EntryField) => void;

/** LaTeX without CSL's styles, in one line. */
export const plainLatex = (source: string, macros: ReadonlyMap<string, string>): string =>
  latexText(source, macros)
    .replace(/<\/?(?:i|b|sup|sub)>/g, "")
    .replaceAll("\n", " ");

/** A value in which LaTeX's signs stand only where an exporter escaped what needs no escape. */
export function verbatimLatex(source: string): string {
  const trimmed = source.trim().replace(/\s+/g, " ");
  if (!/[\\{}]/.test(trimmed)) return trimmed;
  return trimmed
    .replace(/^\\url\s*\{([\s\S]*)\}$/, "$1")
    .replaceAll("$\\backslash$", "\\")
    .replace(/\\text(?:less|greater|asciitilde|underscore)(?:\{\}| )?/g, (name) =>
      name.includes("less") ? "<" : name.includes("greater") ? ">" : name.includes("tilde") ? "~" : "_",
    )
    .replace(/\\([~^])\{\}/g, "$1")
    .replace(/\\([_%&#$~^-])/g, "$1")
    .replace(/[{}]/g, "");
}
