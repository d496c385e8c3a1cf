import type { ReviewIndex } from "./review-index.ts";

/**
 * Remembers values that depend on a review alone, per review and key. The same document can stand in two reviews, so
 * the review is part of the key; when it is let go, so are its values.
 */
export function perReview<K, V>(): (index: ReviewIndex, key: K, make: () => V) => V {
  const reviews = new WeakMap<ReviewIndex, Map<K, V>>();
  return (index, key, make) => {
    let known = reviews.get(index);
    if (known === undefined) {
      known = new Map();
      reviews.set(index, known);
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    known.set(key, made);
    return made;
  };
}
