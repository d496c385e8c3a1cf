import { lineStarts, sectionsOf, textBetween } from "./lines.ts";
import { type TermIndex, termIndex, termKey } from "./term-index.ts";
import type { MeshDescriptor, MeshThesaurus } from "./thesaurus.ts";
import { type TreeIndex, treeIndex } from "./tree-index.ts";

const NONE: readonly string[] = [];
const NO_DESCRIPTORS: readonly MeshDescriptor[] = [];

const listed = (column: string): readonly string[] => (column === "" ? NONE : column.split("|"));

const TAB = 9;
/** UIs are short or long: `D000001`, `D000068102`. */
const SHORT_UI = 7;
const LONG_UI = 10;

/** The last index whose value is not above the one looked for. */
function lastNotAbove(values: Int32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}

const NO_BYTES = new Uint8Array(0);

/**
 * The thesaurus in the UTF-8 text that `scripts/write-mesh.mjs` writes: a line with the year, and sections parted by empty lines:
 * descriptors (UI, name, entry terms, further forms), tree numbers with the ordinal of their descriptor, pharmacological actions with
 * the UIs of those that have them. Indexes are made when they are first needed.
 */
export function meshThesaurus(bytes: Uint8Array): MeshThesaurus {
  const [head = NO_BYTES, lines = NO_BYTES, trees = NO_BYTES, actions = NO_BYTES] = sectionsOf(bytes);
  const year = /\bMeSH (\d{4})\b/.exec(textBetween(head, 0, 100))?.[1];
  if (year === undefined || lines.length === 0)
    throw new Error(
      "This is no thesaurus that scripts/write-mesh.mjs wrote: its first line names no year of MeSH.",
    );
  const starts = lineStarts(lines);
  let terms: TermIndex | undefined;
  let tree: TreeIndex | undefined;
  let names: readonly string[] | undefined;
  let byAction: ReadonlyMap<string, readonly string[]> | undefined;
  const known = new Map<number, MeshDescriptor>();

  const theTree = (): TreeIndex => {
    tree ??= treeIndex(trees, starts.length);
    return tree;
  };

  const endOfUi = (ordinal: number): number =>
    starts[ordinal]! + (lines[starts[ordinal]! + SHORT_UI] === TAB ? SHORT_UI : LONG_UI);
  const uiOf = (ordinal: number): string => textBetween(lines, starts[ordinal]!, endOfUi(ordinal));

  function descriptor(ordinal: number): MeshDescriptor {
    let found = known.get(ordinal);
    if (found === undefined) {
      const end = ordinal + 1 < starts.length ? starts[ordinal + 1]! - 1 : lines.length;
      const line = textBetween(lines, starts[ordinal]!, end);
      const [ui = "", name = "", entryTerms = ""] = line.split("\t");
      found = { ui, name, treeNumbers: theTree().placesOf(ordinal), entryTerms: listed(entryTerms) };
      known.set(ordinal, found);
    }
    return found;
  }

  /** Lines are in the order of the UIs. */
  function ordinalOf(ui: string): number | undefined {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (uiOf(middle) < ui) low = middle + 1;
      else high = middle;
    }
    return low < starts.length && uiOf(low) === ui ? low : undefined;
  }

  function withKey(key: string): MeshDescriptor | undefined {
    terms ??= termIndex(lines);
    let first: number | undefined;
    for (const at of terms.find(key)) {
      const ordinal = lastNotAbove(starts, at);
      // A name comes right after the UI; any other term after the name.
      if (at === endOfUi(ordinal) + 1) return descriptor(ordinal);
      first ??= ordinal;
    }
    return first === undefined ? undefined : descriptor(first);
  }

  function relatives(ui: string, ofPlace: (place: string) => readonly number[]): readonly MeshDescriptor[] {
    const ordinal = ordinalOf(ui);
    if (ordinal === undefined) return NO_DESCRIPTORS;
    const found = new Set(theTree().placesOf(ordinal).flatMap(ofPlace));
    return [...found].sort((a, b) => a - b).map(descriptor);
  }

  return {
    year,
    size: starts.length,
    find(term) {
      const ordinal = ordinalOf(term.trim().toUpperCase());
      if (ordinal !== undefined) return descriptor(ordinal);
      const key = termKey(term);
      if (key === "") return undefined;
      const found = withKey(key);
      if (found !== undefined) return found;
      const words = key.split(" ");
      // Longer ones are no inversions that anybody would write.
      if (words.length > 16) return undefined;
      for (let i = 1; i < words.length; i++) {
        const turned = withKey([...words.slice(i), ...words.slice(0, i)].join(" "));
        if (turned !== undefined) return turned;
      }
      return undefined;
    },
    beginningWith(words) {
      const key = termKey(words);
      if (key === "") return NO_DESCRIPTORS;
      names ??= Array.from(starts, (_, ordinal) => {
        const from = endOfUi(ordinal) + 1;
        return termKey(textBetween(lines, from, lines.indexOf(TAB, from)));
      });
      const found: MeshDescriptor[] = [];
      names.forEach((name, ordinal) => {
        if (name.startsWith(key)) found.push(descriptor(ordinal));
      });
      return found;
    },
    explode(ui) {
      const ordinal = ordinalOf(ui);
      if (ordinal === undefined) return [ui];
      const places = theTree().placesOf(ordinal);
      const found = new Set([ordinal, ...places.flatMap((place) => theTree().under(place))]);
      return [...found].map(uiOf);
    },
    narrower: (ui) => relatives(ui, (place) => theTree().childrenOf(place)),
    broader: (ui) =>
      relatives(ui, (place) => {
        const above = theTree().at(place.slice(0, Math.max(0, place.lastIndexOf("."))));
        return above === undefined ? [] : [above];
      }),
    isPublicationType: (ui) => {
      const ordinal = ordinalOf(ui);
      return (
        ordinal !== undefined &&
        theTree()
          .placesOf(ordinal)
          .some((place) => place.startsWith("V"))
      );
    },
    withAction(ui) {
      byAction ??= new Map(
        textBetween(actions, 0, actions.length)
          .split("\n")
          .map((line) => {
            const [action = "", uis = ""] = line.split("\t");
            return [action, listed(uis)] as const;
          }),
      );
      return byAction.get(ui) ?? NONE;
    },
  };
}
