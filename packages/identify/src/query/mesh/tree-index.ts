import { lineStarts, textBetween } from "./lines.ts";

/** The poly-hierarchy: places in the order of their numbers, and what stands there. */
export interface TreeIndex {
  /** Numbers of a descriptor's places. */
  placesOf(descriptor: number): readonly string[];
  /** The descriptor at a place. */
  at(place: string): number | undefined;
  /** Descriptors at or below a place. */
  under(place: string): readonly number[];
  /** Descriptors directly below a place. */
  childrenOf(place: string): readonly number[];
}

const TAB = 9;

/**
 * Reads lines of a tree number, a tab, and the ordinal of a descriptor, sorted by tree number; there are as many descriptors as `size`.
 * The numbers stay in the bytes.
 */
export function treeIndex(bytes: Uint8Array, size: number): TreeIndex {
  const starts = lineStarts(bytes);
  const tabs = new Int32Array(starts.length);
  const owners = new Int32Array(starts.length);
  // The places of a descriptor are chained from the last to the first.
  const last = new Int32Array(size).fill(-1);
  const before = new Int32Array(starts.length).fill(-1);
  for (let i = 0; i < starts.length; i++) {
    const end = i + 1 < starts.length ? starts[i + 1]! - 1 : bytes.length;
    let at = starts[i]!;
    while (at < end && bytes[at] !== TAB) at += 1;
    tabs[i] = at;
    let owner = 0;
    for (at += 1; at < end; at++) owner = owner * 10 + bytes[at]! - 48;
    owners[i] = owner;
    before[i] = last[owner]!;
    last[owner] = i;
  }
  const numberOf = (index: number): string => textBetween(bytes, starts[index]!, tabs[index]!);
  const indexOf = (number: string): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numberOf(middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const below = (place: string, isWanted: (number: string) => boolean): number[] => {
    const prefix = `${place}.`;
    const found: number[] = [];
    for (let i = indexOf(prefix); i < starts.length; i++) {
      const number = numberOf(i);
      if (!number.startsWith(prefix)) break;
      if (isWanted(number)) found.push(owners[i]!);
    }
    return found;
  };
  const at = (place: string): number | undefined => {
    const index = indexOf(place);
    return index < starts.length && numberOf(index) === place ? owners[index] : undefined;
  };
  return {
    placesOf(descriptor) {
      const found: string[] = [];
      for (let i = last[descriptor] ?? -1; i !== -1; i = before[i]!) found.push(numberOf(i));
      return found.reverse();
    },
    at,
    under(place) {
      const own = at(place);
      const found = below(place, () => true);
      return own === undefined ? found : [own, ...found];
    },
    childrenOf: (place) => below(place, (number) => !number.includes(".", place.length + 1)),
  };
}
