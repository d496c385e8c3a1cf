import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ScreeningRecord } from "@coppice/screen";
import { readRows } from "./labelled-records.ts";

/** A review of the labelled sets: its records, what it included, and how simulations of it start. */
export interface ScreeningSet {
  readonly name: string;
  readonly records: readonly ScreeningRecord[];
  readonly included: ReadonlySet<string>;
  /** `criteria` is "" where none are published. */
  readonly topic: { readonly title: string; readonly criteria: string };
  /** By seed: one relevant and one irrelevant record. */
  readonly priors: readonly (readonly string[])[];
}

const json = <T>(folder: string, file: string): T => JSON.parse(readFileSync(join(folder, file), "utf8"));

export function screeningFolder(root: string): string {
  return join(root, "..", "shared", "data", "screening");
}

/** Names of all sets, smallest first. */
export function screeningSetNames(folder: string): readonly string[] {
  const sets = json<readonly { readonly name: string; readonly n: number }[]>(folder, "manifest.json");
  return [...sets].sort((a, b) => a.n - b.n).map(({ name }) => name);
}

interface Start {
  readonly seed: number;
  readonly relevant: number;
  readonly irrelevant: number;
}

export function screeningSet(folder: string, name: string): ScreeningSet {
  const records: ScreeningRecord[] = [];
  const included = new Set<string>();
  let isHeader = true;
  readRows(gunzipSync(readFileSync(join(folder, `${name}.csv.gz`))), ([id, title, abstract, label]) => {
    if (!isHeader) {
      records.push({ id: id!, title: title!, abstract: abstract! });
      if (label === "1") included.add(id!);
    }
    isHeader = false;
  });
  const starts = json<Record<string, readonly Start[]>>(folder, "priors.json")[name] ?? [];
  return {
    name,
    records,
    included,
    topic: json<Record<string, ScreeningSet["topic"]>>(folder, "topics.json")[name]!,
    priors: starts.map(({ relevant, irrelevant }) => [String(relevant), String(irrelevant)]),
  };
}
