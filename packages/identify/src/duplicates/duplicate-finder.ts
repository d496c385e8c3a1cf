import { candidatePairs } from "./candidate-pairs.ts";
import { type Clustering, decided, type JoinedPair, type JudgedPair, joinLinks } from "./cluster.ts";
import {
  type ComparisonRecord,
  type ComparisonTable,
  comparisonReader,
  sameFields,
} from "./comparison-record.ts";
import type {
  DeduplicateOptions,
  DeduplicateResult,
  Deduplication,
  DuplicateCluster,
  DuplicateLink,
  ExistingCluster,
  IdentifiedRecord,
} from "./duplicate-cluster.ts";
import { publicationLinks } from "./relations.ts";
import { reviewQueue } from "./review-queue.ts";
import { judge, substantial } from "./score.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Takes records as a file is read; of each it keeps what is compared, so that a library need not be held in memory. */
export interface DuplicateFinder {
  readonly add: (item: IdentifiedRecord) => void;
  /** The copies among all that were added, as `deduplicate` finds them, but for the merged fields. */
  readonly find: (options?: DeduplicateOptions) => DeduplicateResult;
}

/**
 * Finds the records that are copies of one publication. Nothing is deleted: every id that was added is in exactly one cluster, each
 * cluster has a master and the links that hold it together, publications that only belong together are related, and what a person has
 * to look at is queued, best first. The result does not depend on the order of the records. Time and memory grow linearly with their
 * number.
 *
 * Blocking finds pairs that share a key (`blockingKeys`); a sum of weights by field (`weights.ts`, after Fellegi and Sunter 1969) says
 * how alike they are; refusals (`veto`) keep apart what no sum may join.
 *
 * `find` fails where an id occurs twice.
 */
export function duplicateFinder(): DuplicateFinder {
  const reader = comparisonReader();
  const added: string[] = [];
  return {
    add: ({ id, record }) => {
      added.push(id);
      reader.add(record);
    },
    find: (options = {}) => {
      const order = added.map((_, place) => place);
      order.sort((x, y) => (added[x]! < added[y]! ? -1 : added[x]! > added[y]! ? 1 : 0));
      const ids = order.map((place) => added[place]!);
      const repeated = ids.filter((id, at) => at > 0 && ids[at - 1] === id);
      if (repeated.length === 0) return foundAmong(ids, reader.table(order), options);
      return {
        ok: false,
        problems: [...new Set(repeated)].map((id) => ({
          code: "repeated-id",
          message: `The id ${id} stands on more than one record; give each record an id of its own.`,
        })),
      };
    },
  };
}

function foundAmong(
  ids: readonly string[],
  table: ComparisonTable,
  {
    decisions = [],
    existing = [],
    preprints = "keep",
    cochraneVersions = "keep",
    reviewShare = 0.01,
  }: DeduplicateOptions,
): Deduplication {
  const start = decided(ids, decisions, existing);
  const apart = new Set(decisions.filter(({ kind }) => kind === "different").flatMap(({ a, b }) => [a, b]));
  const { chosen, copies } = withoutCopies(table, (at) => (apart.has(ids[at]!) ? at : -1), start);
  const pairs = candidatePairs(table, chosen);
  const around = surroundingsOf(table, pairs, { preprints, cochraneVersions });
  const judged: JudgedPair[] = [...copies];
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at]!;
    const a = Math.floor(pair / ids.length);
    const b = pair % ids.length;
    const verdict = judge(table.records[a]!, table.records[b]!, around);
    if (verdict !== undefined) judged.push({ a, b, verdict });
  }
  const clustering = joinLinks(
    start,
    judged.filter(({ verdict }) => verdict.kind === "same"),
    around,
  );
  const open = judged.filter(({ verdict }) => verdict.kind !== "same");
  return {
    ok: true,
    clusters: clustersOf(ids, table.records, clustering, existing),
    relations: publicationLinks(ids, table.records, open, clustering),
    review: reviewQueue(ids, open, clustering, Math.max(1, Math.floor(ids.length * reviewShare))),
    notes: clustering.notes,
  };
}

/**
 * Of records that are the same in every field only the first is compared with others, and the rest are linked to it: a file that was
 * imported ten times costs ten times one import. Records that a person kept apart, and those of different clusters of the library,
 * stand for themselves.
 */
function withoutCopies(
  table: ComparisonTable,
  own: (at: number) => number,
  { library }: Pick<Clustering, "library">,
): { chosen: readonly number[]; copies: readonly JudgedPair[] } {
  const first = new Map<number | string, number>();
  const chosen: number[] = [];
  const copies: JudgedPair[] = [];
  for (const record of table.records) {
    const { index } = record;
    const alone = library[index] === -1 && own(index) === -1;
    const key = alone ? record.identity : `${record.identity} ${library[index]} ${own(index)}`;
    const known = substantial(record) ? first.get(key) : undefined;
    if (known === undefined) first.set(key, index);
    if (known === undefined || !sameFields(table.records[known]!, record)) chosen.push(index);
    else
      copies.push({
        a: known,
        b: index,
        verdict: { kind: "same", score: 100, fields: [], refusal: undefined },
      });
  }
  return { chosen, copies };
}

function clustersOf(
  ids: readonly string[],
  records: readonly ComparisonRecord[],
  { sets, joined, library }: Clustering,
  existing: readonly ExistingCluster[],
): readonly DuplicateCluster[] {
  const links = new Map<number, JoinedPair[]>();
  for (const pair of joined) {
    const root = sets.find(pair.a);
    const list = links.get(root);
    if (list === undefined) links.set(root, [pair]);
    else list.push(pair);
  }
  const clusters: DuplicateCluster[] = [];
  for (let at = 0; at < ids.length; at++) {
    if (sets.find(at) !== at) continue;
    const found = sets.members(at);
    if (found.length === 1) {
      clusters.push({ master: ids[at]!, members: [ids[at]!], links: [] });
      continue;
    }
    const places = [...found].sort((x, y) => x - y);
    const known = places.map((place) =>
      library[place] === -1 ? undefined : existing[library[place]!]!.master,
    );
    const kept = places.find((place) => known.includes(ids[place]));
    clusters.push({
      master: ids[kept ?? fullest(places, records)]!,
      members: places.map((place) => ids[place]!),
      links: (links.get(at) ?? []).map((pair) => linkOf(pair, ids)),
    });
  }
  return clusters.sort((x, y) => (x.master < y.master ? -1 : 1));
}

/** The fullest record; of equals the one with the lowest id. */
const fullest = (places: readonly number[], records: readonly ComparisonRecord[]): number =>
  places.reduce((best, place) => (records[place]!.fullness > records[best]!.fullness ? place : best));

const linkOf = ({ a, b, by, verdict }: JoinedPair, ids: readonly string[]): DuplicateLink => {
  const [low, high] = a < b ? [a, b] : [b, a];
  return {
    a: ids[low]!,
    b: ids[high]!,
    by,
    score: by === "machine" ? verdict!.score : 0,
    fields: by === "machine" ? verdict!.fields : [],
  };
};
