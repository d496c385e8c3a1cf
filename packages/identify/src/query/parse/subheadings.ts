import { meshSubheading } from "../mesh/subheadings.ts";

const IN_LETTERS = /^[a-z][a-z &,'-]*$/i;

/** The full name in lower case where the two letters are known, else what was written in lower case. */
export function subheadingName(written: string): string {
  const key = written.trim().replace(/\s+/g, " ").toLowerCase();
  const found = IN_LETTERS.test(key) ? meshSubheading(key) : undefined;
  return found === undefined ? key : found.name.toLowerCase();
}

/** Whether it is a subheading of MeSH, by its letters or by its name. */
export function isSubheading(written: string): boolean {
  return IN_LETTERS.test(written.trim()) && meshSubheading(written) !== undefined;
}
