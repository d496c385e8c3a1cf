import type { Problem } from "@coppice/model";
import type { Service } from "../asking.ts";
import type { JobStep } from "../job/job-store.ts";
import type { JobState, ReadRecords, SearchClient } from "../job/search-client.ts";
import { found, type Result, refused, warning } from "../problem.ts";
import { efetch, recordsIn } from "./efetch.ts";
import { esearch } from "./esearch.ts";
import { halves, type Slice, sliceTerm, wholeTime } from "./slices.ts";

export interface PubmedSearchOptions {
  /** Ids that one esearch lists; PubMed gives no more than 9,999 of a result. Default: 9,500. */
  readonly sliceSize?: number;
  /** Records that one efetch fetches. Default: 200. */
  readonly batchSize?: number;
}

/** Where a run stands: counting, listing slices, fetching records, or counting once more at the end. */
type Place =
  | { readonly at: "count" }
  | { readonly at: "slices"; readonly todo: readonly CountedSlice[] }
  | { readonly at: "records"; readonly next: number }
  | { readonly at: "check" };

interface CountedSlice {
  readonly slice: Slice;
  readonly count: number;
}

type StepResult = Result<Omit<JobStep, "kind" | "problems">>;

const placeText = (place: Place): string => JSON.stringify(place);

const named = (ids: readonly string[]): string =>
  ids.length > 10 ? `${ids.slice(0, 10).join(", ")} and ${ids.length - 10} more` : ids.join(", ");

/**
 * Searches PubMed through E-utilities. A result of more than `sliceSize` is cut by days of entry until each part can be listed, since
 * PubMed gives only the first 9,999 numbers of any result; the parts' counts must add up to the whole, and the whole is counted again
 * at the end.
 */
export function pubmedSearch(service: Service, options: PubmedSearchOptions = {}): SearchClient {
  const sliceSize = options.sliceSize ?? 9500;
  const batchSize = options.batchSize ?? 200;

  async function countOf(term: string) {
    return esearch(service, term, { most: 0 });
  }

  async function count(query: string): Promise<StepResult> {
    const counted = await countOf(query);
    if (!counted.ok) return counted;
    const { count, translation } = counted.value;
    const next: Place = { at: "slices", todo: [{ slice: wholeTime, count }] };
    return found(
      {
        cursor: placeText(count === 0 ? { at: "check" } : next),
        expected: count,
        ...(translation === undefined ? {} : { facts: { translation } }),
      },
      counted.problems,
    );
  }

  /** Cuts the first slice in two, and holds the sum of their counts against its own. */
  async function cut(
    query: string,
    todo: readonly CountedSlice[],
    parts: readonly Slice[],
  ): Promise<StepResult> {
    const [whole, ...rest] = todo;
    const problems: Problem[] = [];
    const counted: CountedSlice[] = [];
    for (const slice of parts) {
      const result = await countOf(sliceTerm(query, slice));
      if (!result.ok) return refused(...problems, ...result.problems);
      problems.push(...result.problems.filter(isOfRequest));
      counted.push({ slice, count: result.value.count });
    }
    const sum = counted.reduce((total, { count }) => total + count, 0);
    if (sum !== whole!.count)
      problems.push(
        warning(
          "count-moved",
          `PubMed counted ${whole!.count} records entered ${spanOf(whole!.slice)}, and ${sum} in its two halves (${counted.map(({ count }) => count).join(" + ")}); the count moved between two requests.`,
        ),
      );
    const left = [...counted.filter(({ count }) => count > 0), ...rest];
    return found({ cursor: placeText(afterSlices(left)) }, problems);
  }

  const afterSlices = (todo: readonly CountedSlice[]): Place =>
    todo.length === 0 ? { at: "records", next: 0 } : { at: "slices", todo };

  async function list(query: string, todo: readonly CountedSlice[]): Promise<StepResult> {
    const [first, ...rest] = todo as readonly [CountedSlice, ...CountedSlice[]];
    const isWhole = first.slice === wholeTime || sliceTerm("", first.slice) === sliceTerm("", wholeTime);
    const listed = await esearch(service, isWhole ? query : sliceTerm(query, first.slice), { most: 10_000 });
    if (!listed.ok) return listed;
    const { ids, count } = listed.value;
    // The count of the whole has told its warnings already.
    const problems = listed.problems.filter(isOfRequest);
    if (count > ids.length) {
      // The slice grew since it was counted, or the list is short: it is cut, and nothing of it is lost.
      const parts = halves(first.slice);
      problems.push(
        warning(
          "short-list",
          `PubMed counted ${count} records entered ${spanOf(first.slice)} and listed ${ids.length}; they were asked for in two halves.`,
          { file: listed.value.archived },
        ),
      );
      if (parts !== null) {
        const again = await cut(query, [{ slice: first.slice, count }, ...rest], parts);
        return again.ok
          ? { ...again, problems: [...problems, ...again.problems] }
          : refused(...problems, ...again.problems);
      }
    } else if (count !== first.count)
      problems.push(
        warning(
          "count-moved",
          `PubMed counted ${first.count} records entered ${spanOf(first.slice)}, and ${count} when they were listed.`,
          { file: listed.value.archived },
        ),
      );
    return found({ cursor: placeText(afterSlices(rest)), listed: ids }, problems);
  }

  async function slices(query: string, todo: readonly CountedSlice[]): Promise<StepResult> {
    const [first] = todo as readonly [CountedSlice, ...CountedSlice[]];
    const parts = first.count > sliceSize ? halves(first.slice) : null;
    return parts === null ? list(query, todo) : cut(query, todo, parts);
  }

  async function records(next: number, state: JobState): Promise<StepResult> {
    const ids = state.listed.slice(next, next + batchSize);
    const end: Place =
      next + batchSize < state.listed.length ? { at: "records", next: next + batchSize } : { at: "check" };
    if (ids.length === 0) return found({ cursor: placeText({ at: "check" }) });
    const fetched = await efetch(service, { ids });
    if (!fetched.ok) return fetched;
    const problems = [...fetched.problems];
    const received = fetched.value.records.flatMap(({ csl }) => csl.PMID ?? []);
    const answers = [fetched.value.archived];
    const came = new Set(received);
    let gone = ids.filter((id) => !came.has(id));
    if (gone.length > 0) {
      const again = await efetch(service, { ids: gone });
      if (!again.ok) return refused(...problems, ...again.problems);
      problems.push(...again.problems);
      const late = again.value.records.flatMap(({ csl }) => csl.PMID ?? []);
      if (late.length > 0) answers.push(again.value.archived);
      received.push(...late);
      const arrived = new Set(late);
      gone = gone.filter((id) => !arrived.has(id));
    }
    if (gone.length > 0)
      problems.push(
        warning(
          "vanished-records",
          `PubMed listed PMID ${named(gone)} and has no record under ${gone.length === 1 ? "it" : "them"}; deleted or merged records are that.`,
        ),
      );
    return found(
      { cursor: placeText(end), received, answers, ...(gone.length === 0 ? {} : { gone }) },
      problems,
    );
  }

  async function check(query: string, { expected }: JobState): Promise<StepResult> {
    const counted = await countOf(query);
    if (!counted.ok) return counted;
    const problems = counted.problems.filter(isOfRequest);
    const { count } = counted.value;
    if (count !== expected)
      problems.push(
        warning(
          "count-moved",
          `PubMed counted ${expected} records when the run began and ${count} at its end; an update since the day of the run will have the difference.`,
        ),
      );
    return found({ cursor: null, facts: { "count at the end": String(count) } }, problems);
  }

  return {
    source: "pubmed",
    database: "MEDLINE and the rest of PubMed",
    platform: "PubMed (E-utilities)",
    firstCursor: placeText({ at: "count" }),
    async count(query) {
      const counted = await countOf(query);
      if (!counted.ok) return counted;
      const { count, translation } = counted.value;
      return found({ count, ...(translation === undefined ? {} : { translation }) }, counted.problems);
    },
    step(query, cursor, state) {
      const place = JSON.parse(cursor) as Place;
      if (place.at === "count") return count(query);
      if (place.at === "slices") return slices(query, place.todo);
      return place.at === "records" ? records(place.next, state) : check(query, state);
    },
    read: (text, archived): ReadRecords => {
      const { records, problems } = recordsIn(text, archived);
      return { records: records.map((record) => ({ id: record.csl.PMID ?? "", record })), problems };
    },
    since: (query, day) => `(${query}) AND ("${day.replaceAll("-", "/")}"[edat] : "3000"[edat])`,
  };
}

/** Of the request, and not of the query: the query's warnings are told once. */
const QUERY_WARNINGS: ReadonlySet<string> = new Set([
  "phrase-not-found",
  "field-not-found",
  "phrase-ignored",
  "quoted-phrase-not-found",
  "message",
]);

const isOfRequest = ({ code }: Problem): boolean => !QUERY_WARNINGS.has(code);

const spanOf = ({ from, to, pmids }: Slice): string =>
  `${from === to ? `on ${from}` : `from ${from} to ${to}`}${pmids === undefined ? "" : ` with PMIDs ${pmids[0]} to ${pmids[1]}`}`;
