import type { CslName } from "../record/csl-item.ts";
import { plainText } from "../record/html-text.ts";
import { nameFrom } from "../record/person-name.ts";

/** "A. B. Author-One": initials with points before one or two words, as IEEE writes names. */
const INITIALS_FIRST =
  /^((?:\p{Lu}\p{Ll}?\.[ -]?){1,4}) ?(\p{Lu}[\p{L}'\u2019-]+(?: \p{L}[\p{L}'\u2019-]+)?)$/u;
/** "Liu R.", "van der Berg J.-A.": as Embase writes names. */
const DOTTED_LAST = /\s(?:\p{Lu}\p{Ll}?\.-?){1,5}$/u;

/** A name of a file whose names have commas; without a comma it is divided only where points mark the initials. */
function oneName(text: string): CslName | undefined {
  if (text.includes(",") || text.startsWith("{")) return nameFrom(text);
  const first = INITIALS_FIRST.exec(text);
  if (first !== null) return { family: first[2]!, given: first[1]!.trim() };
  return nameFrom(text, DOTTED_LAST.test(text) ? "initials-last" : "family-first");
}

/** The names of one field: several where semicolons part them. */
export function namesIn(value: string): readonly CslName[] {
  const text = plainText(value.includes("\n") ? value.replaceAll("\n", " ") : value);
  if (!text.includes(";")) {
    const name = oneName(text);
    return name === undefined ? [] : [name];
  }
  return text
    .split(";")
    .map((part) => oneName(part.trim()))
    .filter((name) => name !== undefined);
}
