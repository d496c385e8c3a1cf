import type { BibliographicRecord } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import type { Archive } from "../http/archive.ts";
import { failure, type Result, refused, warning } from "../problem.ts";
import type { SourceId } from "../source-settings.ts";
import type { JobEntry, JobHead, JobStep, JobStore } from "./job-store.ts";
import type { JobState, SearchClient } from "./search-client.ts";

/** What there is to tell of a search that was run: all that PRISMA-S asks for, and what went wrong. */
export interface SearchRun {
  readonly source: SourceId;
  readonly database: string;
  readonly platform: string;
  /** As sent. */
  readonly query: string;
  /** The query as the service understood it. */
  readonly translation?: string;
  /** ISO 8601, UTC. */
  readonly begun: string;
  readonly ended: string;
  /** Records that the service counts; absent where it never said. */
  readonly count?: number;
  /** Records that came, each once. */
  readonly received: number;
  /** Every record that was counted came, or it is known why not. */
  readonly complete: boolean;
  /** The run came to its end; a run that did not can be taken up again. */
  readonly finished: boolean;
  /** Every irregularity, in the order in which it was met. */
  readonly problems: readonly Problem[];
  /** Version of the service's data and the like. */
  readonly facts: Readonly<Record<string, string>>;
  /** Answers that hold records, by their ids in the archive. */
  readonly answers: readonly string[];
}

export interface RunProgress {
  readonly expected?: number;
  readonly listed: number;
  readonly received: number;
}

export interface RunOptions {
  readonly store: JobStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

interface Sum {
  readonly head: JobHead;
  cursor: string | null;
  expected: number | undefined;
  /** In the order in which they came, each once; `known` holds the same. */
  readonly listed: string[];
  readonly known: Set<string>;
  readonly received: Set<string>;
  /** Numbers that were counted or listed, and of which the service has no record. */
  readonly gone: Set<string>;
  readonly answers: string[];
  readonly problems: Problem[];
  facts: Readonly<Record<string, string>>;
}

function added(sum: Sum, step: JobStep): void {
  sum.cursor = step.cursor;
  sum.expected = step.expected ?? sum.expected;
  for (const id of step.listed ?? []) {
    if (sum.known.has(id)) continue;
    sum.known.add(id);
    sum.listed.push(id);
  }
  for (const id of step.gone ?? []) sum.gone.add(id);
  let again = 0;
  for (const id of step.received ?? [])
    if (sum.received.has(id)) again += 1;
    else sum.received.add(id);
  if (again > 0)
    sum.problems.push(
      warning(
        "repeated-records",
        `${again} records came a second time and were taken once; the list moved between two pages, or a page was sent twice.`,
      ),
    );
  sum.answers.push(...(step.answers ?? []));
  sum.problems.push(...(step.problems ?? []));
  sum.facts = { ...sum.facts, ...step.facts };
}

async function begin(client: SearchClient, query: string, { store, now }: RunOptions): Promise<Result<Sum>> {
  const [first, ...steps] = await store.entries();
  let head: JobEntry | undefined = first;
  if (head === undefined) {
    head = { kind: "head", source: client.source, query, begun: new Date(now()).toISOString() };
    await store.add(head);
  }
  if (head.kind !== "head" || head.source !== client.source || head.query !== query)
    return refused(
      failure(
        "other-run",
        "The place for this run holds the steps of another search; give another place, or remove them.",
      ),
    );
  const sum: Sum = {
    head,
    cursor: client.firstCursor,
    expected: undefined,
    listed: [],
    known: new Set(),
    received: new Set(),
    gone: new Set(),
    answers: [],
    problems: [],
    facts: {},
  };
  for (const step of steps) if (step.kind === "step") added(sum, step);
  if (steps.length > 0 && sum.cursor !== null)
    sum.problems.push(
      warning(
        "taken-up-again",
        `The run was interrupted after ${sum.received.size} records and went on from there.`,
      ),
    );
  return { ok: true, value: sum, problems: [] };
}

const stateOf = ({ cursor, expected, listed, received }: Sum): JobState => ({
  cursor,
  ...(expected === undefined ? {} : { expected }),
  listed,
  received,
});

/** Problems that come from the count, at the end of a run. */
function reckoned({ expected, received, gone, listed }: Sum): readonly Problem[] {
  const wanted = Math.max(expected ?? 0, listed.length);
  const missing = wanted - received.size - gone.size;
  if (missing > 0)
    return [
      failure(
        "incomplete",
        `${wanted} records were counted and ${received.size} came: ${missing} are missing, and the run is not complete.`,
      ),
    ];
  if (expected === undefined || received.size <= expected) return [];
  return [
    warning(
      "more-than-counted",
      `${expected} records were counted and ${received.size} came; records were added meanwhile, or the count is wrong.`,
    ),
  ];
}

/**
 * Runs a search to its end, or takes it up where it was ended: after every step its state is in the store, and every answer in the
 * archive. Never rejects for what a service does.
 */
export async function runSearch(
  client: SearchClient,
  query: string,
  options: RunOptions,
): Promise<Result<SearchRun>> {
  const begun = await begin(client, query, options);
  if (!begun.ok) return begun;
  const sum = begun.value;
  let stopped: readonly Problem[] = [];
  while (sum.cursor !== null) {
    if (options.signal?.aborted === true) {
      stopped = [failure("cancelled", "The run was cancelled; run again to go on from here.")];
      break;
    }
    const result = await client.step(query, sum.cursor, stateOf(sum));
    if (!result.ok) {
      stopped = result.problems;
      break;
    }
    const step: JobStep = { kind: "step", ...result.value, problems: result.problems };
    await options.store.add(step);
    added(sum, step);
    options.onProgress?.({
      ...(sum.expected === undefined ? {} : { expected: sum.expected }),
      listed: sum.listed.length,
      received: sum.received.size,
    });
  }
  const finished = sum.cursor === null;
  const problems = [...sum.problems, ...stopped, ...(finished ? reckoned(sum) : [])];
  const { head, expected, received, answers } = sum;
  const { translation, ...facts } = sum.facts;
  return {
    ok: true,
    value: {
      source: client.source,
      database: client.database,
      platform: client.platform,
      query,
      ...(translation === undefined ? {} : { translation }),
      begun: head.begun,
      ended: new Date(options.now()).toISOString(),
      ...(expected === undefined ? {} : { count: expected }),
      received: received.size,
      complete:
        finished && !problems.some(({ code }) => code === "incomplete" || code === "changed-response"),
      finished,
      problems,
      facts,
      answers,
    },
    problems: [],
  };
}

/** The records of a run, each once, read from the archive; what is odd in them goes to `problem`. */
export async function* recordsOf(
  client: SearchClient,
  run: SearchRun,
  archive: Archive,
  problem: (problem: Problem) => void = () => undefined,
): AsyncGenerator<BibliographicRecord> {
  const seen = new Set<string>();
  let number = 0;
  for (const answer of run.answers) {
    const read = client.read(new TextDecoder().decode(await archive.read(answer)), answer);
    for (const each of read.problems) problem(each);
    for (const { id, record } of read.records) {
      if (seen.has(id)) continue;
      seen.add(id);
      number += 1;
      yield { ...record, origin: { ...record.origin, number, file: answer } };
    }
  }
}
