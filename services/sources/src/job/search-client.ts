import type { BibliographicRecord } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import type { Result } from "../problem.ts";
import type { SourceId } from "../source-settings.ts";
import type { JobStep } from "./job-store.ts";

export interface Counted {
  readonly count: number;
  /** The query as the service understood it, where it says so. */
  readonly translation?: string;
}

/** What a run has so far. */
export interface JobState {
  readonly cursor: string | null;
  /** By the service's latest count; absent until it has said one. */
  readonly expected?: number;
  /** In the order in which they came, each once. */
  readonly listed: readonly string[];
  readonly received: ReadonlySet<string>;
}

export interface ReadRecords {
  readonly records: readonly { readonly id: string; readonly record: BibliographicRecord }[];
  readonly problems: readonly Problem[];
}

/** A database that can be searched, page after page. */
export interface SearchClient {
  readonly source: SourceId;
  /** As PRISMA-S wants them named. */
  readonly database: string;
  readonly platform: string;
  /** Where a run begins. */
  readonly firstCursor: string;
  readonly count: (query: string) => Promise<Result<Counted>>;
  /** One step; a result that is not ok ends the run there, to be taken up at the same cursor. */
  readonly step: (
    query: string,
    cursor: string,
    state: JobState,
  ) => Promise<Result<Omit<JobStep, "kind" | "problems">>>;
  /** Reads the records of an answer again, from the archive. */
  readonly read: (text: string, archived: string) => ReadRecords;
  /** The query cut down to what is new since a day, `YYYY-MM-DD`. */
  readonly since: (query: string, day: string) => string;
}
