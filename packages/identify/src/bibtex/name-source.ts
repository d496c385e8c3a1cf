import type { CslName } from "../record/csl-item.ts";
import { latexSource } from "./latex-source.ts";

/** Braces where BibTeX would take the part apart: commas, "and", a small first letter that is no particle. */
function guarded(part: string, isFamily: boolean): string {
  const source = latexSource(part);
  const small = isFamily && /^(?:\p{Ll}|.*\s\p{Ll})/u.test(part);
  return small || /[,;=]|(?:^|\s)and(?:\s|$)/i.test(part) ? `{${source}}` : source;
}

function nameSource(name: CslName): string {
  if (name.literal !== undefined)
    return name.literal === "others" ? "others" : `{${latexSource(name.literal)}}`;
  const particle = name["non-dropping-particle"];
  const family = [
    ...(particle === undefined ? [] : [latexSource(particle)]),
    guarded(name.family ?? "", true),
  ].join(" ");
  const given = guarded(name.given ?? "", false);
  return name.suffix === undefined
    ? `${family}, ${given}`
    : `${family}, ${guarded(name.suffix, false)}, ${given}`;
}

/** A list of names as BibTeX reads it. */
export const namesSource = (names: readonly CslName[]): string => names.map(nameSource).join(" and ");
