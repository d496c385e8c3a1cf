/** Number of single-letter insertions, deletions and replacements between two words. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * The known names most like a mistyped one, the nearest first: those that begin with it or contain it, or differ by a
 * third of its letters at most. At most `count` (3).
 */
function nearestNames(name: string, known: readonly string[], count = 3): readonly string[] {
  const wanted = name.toLowerCase();
  const cost = (each: string) => {
    const word = each.toLowerCase();
    if (wanted !== "" && word.includes(wanted)) return word.startsWith(wanted) ? 0.1 : 0.2;
    return editDistance(wanted, word);
  };
  return known
    .map((each) => ({ each, cost: cost(each) }))
    .filter((candidate) => candidate.cost <= Math.max(1, Math.ceil(wanted.length / 3)))
    .sort((a, b) => a.cost - b.cost || (a.each < b.each ? -1 : 1))
    .slice(0, count)
    .map((candidate) => candidate.each);
}

/** `; did you mean X or Y?`, or the whole list where it is short, or nothing. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearestNames(name, known);
  if (near.length > 0) return `did you mean ${near.join(" or ")}?`;
  if (known.length === 0) return "there is none to choose from";
  const listed = known.slice(0, 12).join(", ");
  return `write one of ${listed}${known.length > 12 ? ` and ${known.length - 12} more` : ""}`;
}
