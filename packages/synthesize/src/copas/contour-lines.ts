/** Lines of equal height on a rectangular grid, from linear interpolation along the edges of its cells. */

export interface ContourLine {
  readonly level: number;
  readonly points: readonly (readonly [number, number])[];
}

type Edge = string;

interface Crossing {
  readonly point: readonly [number, number];
  /** The other crossings it is joined to, inside the cells on its two sides. */
  readonly joined: Edge[];
}

/** The contour lines of heights[i][j] at (x[i], y[j]) for one level; a closed line ends where it began. */
export function contourLines(
  x: readonly number[],
  y: readonly number[],
  heights: readonly (readonly number[])[],
  level: number,
): readonly ContourLine[] {
  const above = (i: number, j: number): boolean => heights[i]![j]! >= level;
  const share = (a: number, b: number): number => (level - a) / (b - a);
  const crossings = new Map<Edge, Crossing>();
  /** The crossing of the edge from (i, j) to its neighbour to the right or above; null when there is none. */
  const crossing = (i: number, j: number, direction: "right" | "up"): Edge | null => {
    const [i2, j2] = direction === "right" ? [i + 1, j] : [i, j + 1];
    if (above(i, j) === above(i2, j2)) return null;
    const key = `${i},${j},${direction}`;
    if (!crossings.has(key)) {
      const t = share(heights[i]![j]!, heights[i2]![j2]!);
      crossings.set(key, {
        point: [x[i]! + t * (x[i2]! - x[i]!), y[j]! + t * (y[j2]! - y[j]!)],
        joined: [],
      });
    }
    return key;
  };
  const join = (a: Edge, b: Edge): void => {
    crossings.get(a)!.joined.push(b);
    crossings.get(b)!.joined.push(a);
  };
  for (let i = 0; i + 1 < x.length; i++) {
    for (let j = 0; j + 1 < y.length; j++) {
      const below = crossing(i, j, "right");
      const left = crossing(i, j, "up");
      const top = crossing(i, j + 1, "right");
      const right = crossing(i + 1, j, "up");
      const met = [below, left, top, right].filter((edge) => edge !== null);
      if (met.length === 2) join(met[0]!, met[1]!);
      if (met.length !== 4) continue;
      // A saddle: the height in the middle tells which corners belong together.
      const middle =
        (heights[i]![j]! + heights[i + 1]![j]! + heights[i]![j + 1]! + heights[i + 1]![j + 1]!) / 4;
      const likeFirst = middle >= level === above(i, j);
      join(below!, likeFirst ? right! : left!);
      join(top!, likeFirst ? left! : right!);
    }
  }
  return trace(crossings).map((points) => ({ level, points }));
}

/** Follows the joined crossings, open lines from their ends first. */
function trace(crossings: ReadonlyMap<Edge, Crossing>): readonly (readonly (readonly [number, number])[])[] {
  const seen = new Set<Edge>();
  const lines: (readonly (readonly [number, number])[])[] = [];
  const follow = (start: Edge): void => {
    const points: (readonly [number, number])[] = [];
    let at: Edge | undefined = start;
    while (at !== undefined) {
      seen.add(at);
      const here: Crossing = crossings.get(at)!;
      points.push(here.point);
      at = here.joined.find((next) => !seen.has(next));
    }
    const closed = crossings.get(start)!.joined.length === 2;
    lines.push(closed ? [...points, points[0]!] : points);
  };
  for (const [edge, { joined }] of crossings) if (joined.length === 1 && !seen.has(edge)) follow(edge);
  for (const edge of crossings.keys()) if (!seen.has(edge)) follow(edge);
  return lines;
}

/**
 * About n round numbers that cover a range: multiples of 1, 2 or 5 times a power of ten. The unit is the one nearest to a
 * n-th of the range, larger ones preferred by half (as R's `pretty` is documented).
 */
export function roundLevels(low: number, high: number, n: number): readonly number[] {
  const size = (high - low) / n;
  if (!(size > 0)) return [low];
  const base = 10 ** Math.floor(Math.log10(size));
  let unit = base;
  if (2 * base - size < 1.5 * (size - unit)) unit = 2 * base;
  if (5 * base - size < 2.75 * (size - unit)) unit = 5 * base;
  if (10 * base - size < 1.5 * (size - unit)) unit = 10 * base;
  const first = Math.floor(low / unit + 1e-7);
  const last = Math.ceil(high / unit - 1e-7);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * unit);
}
