import type { BibliographicRecord } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import { failure, warning } from "../problem.ts";
import type { SourceId } from "../source-settings.ts";
import type { ChaseStore, FollowedLink } from "./chase-store.ts";
import {
  type CitationSource,
  type Direction,
  numbersOf,
  type WorkNumbers,
  workKey,
} from "./citation-source.ts";
import { type NamedRecord, type WorkCluster, workClusters } from "./work-clusters.ts";

export interface ChaseOptions {
  readonly sources: readonly CitationSource[];
  readonly store: ChaseStore;
  /** Default: both. */
  readonly directions?: readonly Direction[];
  /** How often what was found is followed again. Default: 1, the seeds alone. */
  readonly generations?: number;
  /** Works that are followed in one generation. Default: 500. */
  readonly most?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly generation: number;
    readonly followed: number;
    readonly of: number;
    readonly works: number;
  }) => void;
}

/** One citation as one service has it: where it was met, and from which work. */
export interface CitationEdge {
  /** Key of the work that was followed: `pmid:123`. */
  readonly from: string;
  /** The seeds that led there. */
  readonly seeds: readonly string[];
  readonly source: SourceId;
  readonly direction: Direction;
  /** 1 for what a seed cites or is cited by. */
  readonly generation: number;
  /** Id of the work that was found. */
  readonly to: string;
}

/** A publication that the chase found, or a seed that it began with. */
export interface ChasedWork {
  readonly id: string;
  /** From the source that says most. */
  readonly record: BibliographicRecord;
  readonly numbers: WorkNumbers;
  /** The generation in which it was first met; 0 for a seed. */
  readonly generation: number;
  /** Sources that know of it. */
  readonly sources: readonly SourceId[];
}

/** What one service had on one work that was followed. */
export interface LinkCount {
  readonly work: string;
  readonly generation: number;
  readonly source: SourceId;
  readonly direction: Direction;
  readonly known: boolean;
  readonly listed: number;
  readonly resolved: number;
}

export interface Chase {
  /** Found works, without the seeds, in the order in which they were met. */
  readonly works: readonly ChasedWork[];
  readonly edges: readonly CitationEdge[];
  readonly counts: readonly LinkCount[];
  /** Seeds that at least one source knows, of all. */
  readonly seedsFound: readonly string[];
  readonly seeds: readonly string[];
  readonly problems: readonly Problem[];
  /** Every work was followed in every source. */
  readonly complete: boolean;
}

interface Frontier {
  readonly numbers: WorkNumbers;
  readonly key: string;
  readonly seeds: readonly string[];
}

const linkKey = ({ work, source, direction }: Pick<FollowedLink, "work" | "source" | "direction">): string =>
  `${work} ${source} ${direction}`;

/** The other number of a work, where any of its records has it. */
function allNumbers(members: readonly NamedRecord[]): WorkNumbers {
  let numbers: WorkNumbers = {};
  for (const { record } of members) numbers = { ...numbersOf(record), ...numbers };
  return numbers;
}

/**
 * Follows citations from seeds, backward and forward, in several services at once; what they find is made into publications by the rules of
 * `deduplicate`, and those of one generation are followed in the next. What a service cannot answer is a problem, and the others go on.
 */
export async function chaseCitations(seeds: readonly WorkNumbers[], options: ChaseOptions): Promise<Chase> {
  const directions = options.directions ?? ["backward", "forward"];
  const most = options.most ?? 500;
  const kept = new Map((await options.store.links()).map((link) => [linkKey(link), link]));
  const problems: Problem[] = [];
  const records: (NamedRecord & { readonly source: SourceId | null; readonly generation: number })[] = [];
  const edges: { from: Frontier; source: SourceId; direction: Direction; generation: number; to: string }[] =
    [];
  const counts: LinkCount[] = [];
  const followed = new Set<string>();
  let clusters: readonly WorkCluster[] = [];
  let frontier: readonly Frontier[] = seedFrontier(seeds, records);
  const seedKeys = frontier.map(({ key }) => key);
  let complete = true;

  async function follow(
    work: Frontier,
    source: CitationSource,
    direction: Direction,
  ): Promise<FollowedLink | null> {
    const before = kept.get(linkKey({ work: work.key, source: source.source, direction }));
    if (before !== undefined) return before;
    const result = await source.follow(work.numbers, direction);
    if (result.ok)
      return {
        work: work.key,
        source: source.source,
        direction,
        followed: result.value,
        problems: result.problems,
      };
    const last = result.problems.at(-1);
    problems.push(
      ...result.problems.slice(0, -1),
      failure(
        last?.code ?? "no-answer",
        `${source.name} could not be asked for what ${direction === "backward" ? `${work.key} cites` : `cites ${work.key}`}: ${last?.message ?? "no answer."}`,
        last?.where,
      ),
    );
    return null;
  }

  for (let generation = 1; generation <= (options.generations ?? 1) && frontier.length > 0; generation++) {
    if (frontier.length > most) {
      problems.push(
        warning(
          "too-many-works",
          `Generation ${generation} has ${frontier.length} works; the first ${most} were followed. Give a higher limit, or fewer generations.`,
        ),
      );
      complete = false;
    }
    const chosen = frontier.slice(0, most);
    for (const [i, work] of chosen.entries()) {
      if (options.signal?.aborted === true) break;
      followed.add(work.key);
      const asked = options.sources.flatMap((source) =>
        directions
          .filter((each) => source.directions.includes(each))
          .map((direction) => [source, direction] as const),
      );
      const links = await Promise.all(asked.map(([source, direction]) => follow(work, source, direction)));
      const fresh = links.flatMap((link) => (link === null || kept.has(linkKey(link)) ? [] : link));
      if (fresh.length > 0) await options.store.add(fresh);
      if (links.includes(null)) complete = false;
      for (const link of links) {
        if (link === null) continue;
        const { source, direction } = link;
        const { known, listed, records: found } = link.followed;
        problems.push(...link.problems);
        counts.push({ work: work.key, generation, source, direction, known, listed, resolved: found.length });
        for (const record of found) {
          const to = `r${records.length + 1}`;
          records.push({ id: to, record, source, generation });
          edges.push({ from: work, source, direction, generation, to });
        }
      }
      options.onProgress?.({ generation, followed: i + 1, of: chosen.length, works: records.length });
    }
    clusters = workClusters(records, clusters);
    frontier = nextFrontier(generation);
  }
  if (options.signal?.aborted === true) {
    complete = false;
    problems.push(failure("cancelled", "The chase was cancelled; run again to go on from here."));
  }

  function nextFrontier(generation: number): readonly Frontier[] {
    const byId = new Map(records.map((each) => [each.id, each]));
    const seedsTo = new Map<string, Set<string>>();
    for (const edge of edges) {
      const set = seedsTo.get(edge.to) ?? new Set();
      for (const seed of edge.from.seeds) set.add(seed);
      seedsTo.set(edge.to, set);
    }
    const next: Frontier[] = [];
    for (const { members } of clusters) {
      const own = members.map((id) => byId.get(id)!);
      if (Math.min(...own.map((each) => each.generation)) !== generation) continue;
      const numbers = allNumbers(own);
      const key = workKey(numbers);
      if (key === null || followed.has(key)) continue;
      const from = new Set(members.flatMap((id) => [...(seedsTo.get(id) ?? [])]));
      next.push({ numbers, key, seeds: [...from].sort() });
    }
    return next;
  }

  return {
    ...published(clusters, records, edges),
    counts,
    seeds: seedKeys,
    seedsFound: seedKeys.filter((key) => counts.some(({ work, known }) => work === key && known)),
    problems,
    complete,
  };
}

/** The seeds as records of generation 0, so that what is found again is known for a seed. */
function seedFrontier(
  seeds: readonly WorkNumbers[],
  records: (NamedRecord & { readonly source: SourceId | null; readonly generation: number })[],
): readonly Frontier[] {
  const frontier = new Map<string, Frontier>();
  for (const numbers of seeds) {
    const key = workKey(numbers);
    if (key === null || frontier.has(key)) continue;
    frontier.set(key, { numbers, key, seeds: [key] });
    records.push({
      id: key,
      generation: 0,
      source: null,
      record: {
        csl: {
          type: "document",
          ...(numbers.pmid === undefined ? {} : { PMID: numbers.pmid }),
          ...(numbers.doi === undefined ? {} : { DOI: numbers.doi }),
        },
        origin: { format: "csl-json", number: frontier.size, line: 1 },
      },
    });
  }
  return [...frontier.values()];
}

/** Publications and edges as they are given out: seeds are no finds, and edges name publications. */
function published(
  clusters: readonly WorkCluster[],
  records: readonly (NamedRecord & { readonly source: SourceId | null; readonly generation: number })[],
  edges: readonly {
    from: Frontier;
    source: SourceId;
    direction: Direction;
    generation: number;
    to: string;
  }[],
): Pick<Chase, "works" | "edges"> {
  const byId = new Map(records.map((each) => [each.id, each]));
  const place = new Map(records.map(({ id }, i) => [id, i]));
  const workOf = new Map<string, string>();
  const works: (ChasedWork & { readonly at: number })[] = [];
  for (const { master, members } of clusters) {
    const own = members.map((id) => byId.get(id)!);
    const generation = Math.min(...own.map((each) => each.generation));
    const numbers = allNumbers(own);
    const id = workKey(numbers) ?? master;
    for (const member of members) workOf.set(member, id);
    if (generation === 0) continue;
    works.push({
      id,
      record: byId.get(master)!.record,
      numbers,
      generation,
      sources: [...new Set(own.flatMap(({ source }) => source ?? []))].sort(),
      at: Math.min(...members.map((member) => place.get(member)!)),
    });
  }
  return {
    works: works.sort((a, b) => a.at - b.at).map(({ at: _, ...work }) => work),
    edges: edges.map(({ from, source, direction, generation, to }) => ({
      from: from.key,
      seeds: from.seeds,
      source,
      direction,
      generation,
      to: workOf.get(to) ?? to,
    })),
  };
}
