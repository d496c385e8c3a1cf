/**
 * What the arrival of a key is. A key that is held down comes again after half a second, and then some thirty times a second: "press" is a
 * press, or the first that a held key sends by itself; "repeat" came too soon after the same key to be a press; "held" is the repeat that
 * shows that the key is held, told once: what the last "press" did, the person did not ask for.
 */
export type Arrival = "press" | "repeat" | "held";

/** ms. Nobody presses a key twice within it, and no keyboard repeats more slowly. */
const TOO_SOON = 100;

/** `at`: ms on any clock that only goes forward. */
export function arrivals(): (key: string, at: number) => Arrival {
  let last = { key: "", at: Number.NEGATIVE_INFINITY, repeats: 0 };
  return (key, at) => {
    const soon = key === last.key && at - last.at < TOO_SOON;
    last = { key, at, repeats: soon ? last.repeats + 1 : 0 };
    if (!soon) return "press";
    return last.repeats === 2 ? "held" : "repeat";
  };
}
