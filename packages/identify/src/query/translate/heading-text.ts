import type { MeshDescriptor, MeshThesaurus } from "../mesh/thesaurus.ts";
import { foldText } from "../words.ts";

/** More terms than this for one heading are no search that a database takes gladly. */
const MOST_TERMS = 60;

export interface HeadingText {
  readonly terms: readonly string[];
  /** Terms that were left out beyond {@link MOST_TERMS}. */
  readonly left: number;
}

/** As people write it: `Dermatitis, Allergic Contact` is allergic contact dermatitis. */
function naturalOrder(name: string): string {
  const parts = name.split(", ");
  return parts.length === 1 ? name : parts.toReversed().join(" ");
}

/** Words that a search box reads as anything else than words are left out. */
const asWords = (term: string): string =>
  naturalOrder(term)
    .replace(/[^\p{L}\p{N}\s'-]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

const key = (term: string): string =>
  ` ${foldText(term)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

/**
 * What a heading is called in texts: its name and entry terms in the order of speech and, where it is exploded, those of what stands
 * under it. A term that holds another one as a phrase adds nothing and is left out; the heading itself never is.
 */
export function headingText(name: string, explode: boolean, mesh: MeshThesaurus | undefined): HeadingText {
  const first = asWords(name);
  const descriptor = mesh?.find(name);
  const others = descriptor === undefined || mesh === undefined ? [] : termsOf(descriptor, explode, mesh);
  const kept = new Map([[key(first), first]]);
  const byLength = [...new Set(others.map(asWords))].sort((a, b) => a.length - b.length);
  for (const term of byLength) {
    const wanted = key(term);
    if (wanted.trim().length < 3 || holdsAnother(wanted, kept)) continue;
    kept.set(wanted, term);
  }
  const terms = [...kept.values()];
  return { terms: terms.slice(0, MOST_TERMS), left: Math.max(0, terms.length - MOST_TERMS) };
}

function termsOf(descriptor: MeshDescriptor, explode: boolean, mesh: MeshThesaurus): readonly string[] {
  const own = [descriptor.name, ...descriptor.entryTerms];
  if (!explode) return own;
  const below = mesh.explode(descriptor.ui).filter((ui) => ui !== descriptor.ui);
  return [
    ...own,
    ...below.flatMap((ui) => {
      const narrower = mesh.find(ui);
      return narrower === undefined ? [] : [narrower.name, ...narrower.entryTerms];
    }),
  ];
}

/** Whether any run of its words is a term already: all runs are looked up, for terms are short and there may be thousands. */
function holdsAnother(term: string, kept: ReadonlyMap<string, string>): boolean {
  const words = term.trim().split(" ");
  for (let start = 0; start < words.length; start++)
    for (let end = start + 1; end <= words.length; end++)
      if (kept.has(` ${words.slice(start, end).join(" ")} `)) return true;
  return false;
}
