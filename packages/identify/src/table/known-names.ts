import type { CslName } from "../record/csl-item.ts";

/** So many names are remembered; then the memory begins anew. */
const MOST = 20_000;

let known = new Map<string, CslName>();

/** The text as a string of its own: a piece of a file keeps the whole file in memory as long as it lives. */
const own = (text: string): string => ` ${text}`.slice(1);

/**
 * The name that `read` makes of a text. It is remembered, since most authors of a library sign several of its records: one object
 * stands for all of them. The answer never depends on what was read before.
 */
export function knownName(text: string, read: (text: string) => CslName | undefined): CslName | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const key = own(text);
  const name = read(key);
  if (name === undefined) return undefined;
  if (known.size >= MOST) known = new Map();
  known.set(key, name);
  return name;
}
