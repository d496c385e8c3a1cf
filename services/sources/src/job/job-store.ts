import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Problem } from "@coppice/model";
import { jsonLines } from "../http/json-lines.ts";

/** What a run is about; a store that holds another run's steps is refused. */
export interface JobHead {
  readonly kind: "head";
  readonly source: string;
  readonly query: string;
  /** ISO 8601, UTC. */
  readonly begun: string;
}

/** What one step of a run brought, saved before the next begins. */
export interface JobStep {
  readonly kind: "step";
  /** Where the next step goes on; null at the end. Its meaning is the source's own. */
  readonly cursor: string | null;
  /** How many records there are, by the service. */
  readonly expected?: number;
  /** Numbers of records that are known to be there and have not come yet. */
  readonly listed?: readonly string[];
  /** Numbers of records that came. */
  readonly received?: readonly string[];
  /** Numbers of records that were listed, and that the service does not have any more. */
  readonly gone?: readonly string[];
  /** Ids of the answers with those records, in the archive. */
  readonly answers?: readonly string[];
  readonly problems?: readonly Problem[];
  /** What is worth telling of the run: the query's translation, the service's version. */
  readonly facts?: Readonly<Record<string, string>>;
}

export type JobEntry = JobHead | JobStep;

/** Where a run keeps its state, entry after entry. */
export interface JobStore {
  /** In the order in which they were added. */
  readonly entries: () => Promise<readonly JobEntry[]>;
  readonly add: (entry: JobEntry) => Promise<void>;
}

export function memoryJobStore(): JobStore {
  const kept: JobEntry[] = [];
  return {
    entries: async () => [...kept],
    add: async (entry) => {
      kept.push(entry);
    },
  };
}

/** A store in a file of one entry a line; a line that a killed process did not finish is taken off. */
export function fileJobStore(path: string): JobStore {
  return {
    async entries() {
      const { values, torn } = await jsonLines<JobEntry>(path);
      if (torn) await writeFile(path, values.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      return values;
    },
    async add(entry) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, `${JSON.stringify(entry)}\n`);
    },
  };
}
