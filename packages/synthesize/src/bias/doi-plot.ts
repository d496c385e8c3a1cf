import { normalQuantile, sumOf } from "@coppice/numeric";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { failure, type Result, sound, success } from "../result.ts";

export interface DoiPoint {
  /** The study's effect, on the scale of analysis. */
  readonly yi: number;
  /** Normal quantile of the study's place among the ranked effects; the plot shows its size, smallest at the top. */
  readonly z: number;
}

export interface LfkIndex {
  /** 0 for symmetry; positive when the limb of the larger effects is the heavier one. */
  readonly index: number;
  /** Furuya-Kanamori's limits: none up to 1 in size, minor up to 2, major beyond. */
  readonly asymmetry: "none" | "minor" | "major";
}

/**
 * The points of a Doi plot, in the order of `effects` (Furuya-Kanamori, Barendregt & Doi 2018, Int J Evid Based Healthc 16:195).
 * Studies are ranked by effect, each as N = 100 max(v)/v people; z is the normal quantile of (mid-rank - 0.5)/sum(N). Studies of
 * the same effect share their mid-rank, so that the order of the rows does not matter. Needs 3 studies.
 */
export function doiPlotData(effects: readonly Effect[]): Result<readonly DoiPoint[]> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const { v, k } = data.value;
  if (k < 3) return tooFewStudies(k, 3);
  const largest = Math.max(...v);
  const people = v.map((each) => (100 * largest) / each);
  const all = sumOf(people);
  if (!Number.isFinite(all)) return outOfRange(effects);
  const ranked = people.map((_, i) => i).sort((a, b) => effects[a]!.yi - effects[b]!.yi);
  const fromBelow = midRanks(effects, people, ranked);
  const fromAbove = midRanks(effects, people, ranked.reverse());
  return success(
    effects.map(({ yi }, i) => {
      // The nearer end is counted from: next to all of them, a rank has no digits left for its quantile.
      const [low, high] = [fromBelow[i]! - 0.5, fromAbove[i]! + 0.5];
      return { yi, z: low < high ? normalQuantile(low / all) : -normalQuantile(high / all) };
    }),
  );
}

/** The people before a study in the order given, and half of those who share its effect. */
function midRanks(
  effects: readonly Effect[],
  people: readonly number[],
  order: readonly number[],
): readonly number[] {
  const ranks = new Array<number>(order.length);
  let before = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    let tied = 0;
    for (; effects[order[to]!]?.yi === effects[order[from]!]!.yi; to++) tied += people[order[to]!]!;
    for (let at = from; at < to; at++) ranks[order[at]!] = before + tied / 2;
    before += tied;
  }
  return ranks;
}

/**
 * The LFK index of a Doi plot: 5/(2k) times the sum of z + d, where d is the distance of an effect from that of the study with the
 * smallest |z|, in units that give both the same range (Furuya-Kanamori et al. 2018). It is no test: how often it calls a
 * symmetric plot asymmetric depends on the number and size of the studies and on heterogeneity, from 0 to almost 30 per cent, and
 * its critics advise against it (Schwarzer, Rücker & Semaca 2024, Res Synth Methods 15:603). Report it beside a test, if at all.
 */
export function lfkIndex(effects: readonly Effect[]): Result<LfkIndex> {
  const points = doiPlotData(effects);
  if (!points.ok) return points;
  const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const z = points.value.map((point) => point.z);
  const tip = points.value.reduce((best, point) => (Math.abs(point.z) < Math.abs(best.z) ? point : best)).yi;
  const spread = range(effects.map(({ yi }) => yi / 2));
  if (spread === 0)
    return failure("no-spread", `All effects are ${tip} and have no limbs to compare; give different ones.`);
  const reach = range(z);
  const sum = points.value.reduce((s, point) => s + point.z + reach * ((point.yi / 2 - tip / 2) / spread), 0);
  const index = (5 / (2 * z.length)) * sum;
  const size = Math.abs(index);
  return sound({ index, asymmetry: size <= 1 ? "none" : size <= 2 ? "minor" : "major" }, () =>
    outOfRange(effects),
  );
}
