/** The places of the items that share a key, by key, in the order in which the keys first come. */
export function placesBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item, place: number) => Key,
): ReadonlyMap<Key, readonly number[]> {
  const groups = new Map<Key, number[]>();
  for (const [place, item] of items.entries()) {
    const key = keyOf(item, place);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [place]);
    else members.push(place);
  }
  return groups;
}
