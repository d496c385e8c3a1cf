import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Deduplication, deduplicate } from "@coppice/identify";
import { HOW_TO_GET_DEDUPE_PEER, sraDedupe } from "./dedupe-peers.ts";
import { dedupeScore, labels, removedScore } from "./dedupe-score.ts";
import { labelledRecords } from "./labelled-records.ts";
import type { Measured } from "./measure.ts";

const BIBLIOGRAPHIC = ["diabetes", "respiratory", "haematology", "copper", "psilocybin_hard_odd"] as const;

function measured(path: string) {
  const records = labelledRecords(path);
  const result = deduplicate(records);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return {
    records: records.length,
    result: result satisfies Deduplication,
    score: dedupeScore(labels(path), result),
  };
}

const cpuSeconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

/** The five bibliographic sets once more, each to us and then to the peer; both have run before on the smallest. */
async function besidePeer(paths: readonly string[]): Promise<Measured> {
  const peer = sraDedupe();
  const sets = paths.map((path) => ({ truth: labels(path), records: labelledRecords(path) }));
  const smallest = sets.reduce((a, b) => (b.records.length < a.records.length ? b : a)).records;
  deduplicate(smallest);
  await peer?.(smallest);
  const spent = { ours: 0, theirs: 0, found: 0, lost: 0, surplus: 0 };
  let failed: string | null = null;
  for (const { truth, records } of sets) {
    const start = process.cpuUsage();
    deduplicate(records);
    spent.ours += cpuSeconds(process.cpuUsage(start));
    if (peer === null || failed !== null) continue;
    try {
      const before = process.cpuUsage();
      const kept = await peer(records);
      spent.theirs += cpuSeconds(process.cpuUsage(before));
      const ids = records.map(({ id }) => id);
      const score = removedScore(truth, ids, (id) => kept.has(id));
      spent.found += score.found;
      spent.lost += score.lost;
      spent.surplus += score.surplus;
    } catch (cause) {
      failed = String(cause);
    }
  }
  const records = sets.reduce((sum, set) => sum + set.records.length, 0);
  const peerSays =
    failed !== null
      ? `sra-dedupe failed: ${failed}`
      : `sra-dedupe: ${spent.lost} works lost, ${spent.found} of ${spent.surplus} found, ${spent.theirs.toFixed(1)} CPU s`;
  return {
    promise: `${records} records of these sets matched, processor time`,
    bound: 5,
    unit: "s",
    figure: spent.ours,
    note: peer === null ? HOW_TO_GET_DEDUPE_PEER : peerSays,
    ...(peer === null || failed !== null
      ? {}
      : {
          ratio: {
            figure: spent.theirs / spent.ours,
            bound: 1,
            note: "same records in the same run; it compares every pair",
            peer: "sra-dedupe",
          },
        }),
  };
}

/** Accuracy on the labelled sets beside the repository, by counts of removed records; nothing where they are not there. */
export async function benchDedupe(root: string): Promise<readonly Measured[]> {
  const folder = join(root, "..", "shared", "data", "dedup");
  const path = (set: string): string => join(folder, `${set}.csv.gz`);
  if (![...BIBLIOGRAPHIC, "dblp_acm"].every((set) => existsSync(path(set)))) {
    console.log(`the labelled sets are not in ${folder}: duplicates are not measured`);
    return [];
  }
  const sets = BIBLIOGRAPHIC.map((set) => ({ set, ...measured(path(set)) }));
  const sum = (of: (one: (typeof sets)[number]) => number): number =>
    sets.reduce((total, one) => total + of(one), 0);
  const surplus = sum(({ score }) => score.surplus);
  const found = sum(({ score }) => score.found);
  const right = sum(({ score }) => score.queuedRight);
  const queued = sum(({ result }) => result.review.length);
  const each = sets.map(({ set, score }) => `${set} ${score.found}/${score.surplus}`).join(", ");
  const psilocybin = sets.find(({ set }) => set === "psilocybin_hard_odd")!;
  const venues = measured(path("dblp_acm"));
  const { found: venueFound, lost: venueLost, surplus: venueSurplus } = venues.score;
  const f1 = (2 * venueFound) / (venueFound + venueLost + venueSurplus);
  const records = sum((one) => one.records);
  return [
    {
      promise: "works lost, five bibliographic sets",
      bound: 0,
      unit: "works",
      figure: sum(({ score }) => score.lost),
      note: `of ${sum(({ score }) => score.works)}; ASySD 0, bib-dedupe 1, dedupe-sweep 24`,
    },
    {
      promise: "duplicates missed without a person",
      bound: surplus - 2030,
      unit: "records",
      figure: surplus - found,
      note: `${found} of ${surplus} found (${each}); ASySD 1,937, bib-dedupe 1,973, dedupe-sweep 2,007`,
    },
    {
      promise: "duplicates missed with the review queue",
      bound: surplus - 2045,
      unit: "records",
      figure: surplus - found - right,
      note: `${queued} pairs asked for ${records} records, ${right} of them duplicates`,
    },
    {
      promise: "psilocybin_hard_odd missed",
      bound: 0.1 * psilocybin.score.surplus,
      unit: "records",
      figure: psilocybin.score.surplus - psilocybin.score.found,
      note: `${psilocybin.score.lost} lost; dedupe-sweep relaxed misses 19`,
    },
    {
      promise: "dblp_acm, 1 - F1 (titles, authors, years, venues only)",
      bound: 0.03,
      unit: "share",
      figure: 1 - f1,
      note: `F1 ${f1.toFixed(4)}: ${venueFound} of ${venueSurplus} found, ${venueLost} lost; dedupe-sweep .94`,
    },
    await besidePeer(BIBLIOGRAPHIC.map(path)),
  ];
}
