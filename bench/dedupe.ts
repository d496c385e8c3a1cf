import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Deduplication, deduplicate } from "@coppice/identify";
import { dedupeScore, labels } from "./dedupe-score.ts";
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

/** Accuracy on the labelled sets beside the repository, by counts of removed records; nothing where they are not there. */
export function benchDedupe(root: string): readonly Measured[] {
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
  ];
}
