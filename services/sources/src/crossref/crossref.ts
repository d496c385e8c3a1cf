import type { Problem } from "@coppice/model";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { shaped, shapedItems } from "../edge/shape.ts";
import type { ReadRecords, SearchClient } from "../job/search-client.ts";
import { failure, found, type Result, refused } from "../problem.ts";
import { type CrossrefWork, crossrefRecord, crossrefWork } from "./crossref-record.ts";

const SERVICE = "Crossref";

const work = z.looseObject({ message: z.unknown() });

const worksAnswer = z.looseObject({
  message: z.looseObject({
    "total-results": z.number().int(),
    items: z.array(z.unknown()),
    "next-cursor": z.string().nullish(),
  }),
});

/** The rate that the headers of an answer allow; they may change from one answer to the next. */
function crossrefRate(headers: Headers): number | null {
  const count = Number(headers.get("x-rate-limit-limit") ?? Number.NaN);
  const window = /^(\d+)s?$/.exec(headers.get("x-rate-limit-interval") ?? "")?.[1];
  const rate = count / Number(window ?? 1);
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

const ask = (
  service: Service,
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
) =>
  askOf(service, {
    url: addressOf(service, path, { ...parameters, mailto: service.http.contact }),
    inspect: wholeJson(SERVICE),
    rateOf: crossrefRate,
  });

/** One work by its DOI. */
export async function crossrefWorkOf(service: Service, doi: string): Promise<Result<CrossrefWork>> {
  const asked = await ask(service, `works/${encodeURIComponent(doi)}`);
  if (!asked.ok)
    return asked.answer?.status === 404
      ? refused(failure("not-found", `Crossref has no work with the DOI ${doi}.`))
      : refused(...asked.problems);
  const place = { service: SERVICE, archived: asked.answer.archived.id };
  const outer = shaped(work, jsonOf(asked.answer.text), place);
  const read = outer.ok ? shaped(crossrefWork, outer.value.message, { ...place, path: "message" }) : outer;
  return read.ok
    ? found(read.value, asked.problems)
    : refused(...asked.problems, { ...read.problem, severity: "error" });
}

interface Works {
  readonly count: number;
  readonly next: string | null;
  readonly items: readonly CrossrefWork[];
  readonly raw: number;
}

function worksIn(text: string, archived: string): Result<Works> {
  const read = shaped(worksAnswer, jsonOf(text), { service: SERVICE, archived });
  if (!read.ok) return refused({ ...read.problem, severity: "error" });
  const { message } = read.value;
  const items = shapedItems(crossrefWork, message.items, {
    service: SERVICE,
    archived,
    path: "message.items",
  });
  return found(
    {
      count: message["total-results"],
      next: message["next-cursor"] ?? null,
      items: items.items,
      raw: message.items.length,
    },
    items.problems,
  );
}

/**
 * Searches Crossref's citations (`query.bibliographic`), page after page. Its cursors go on for ever: an empty page is the end. They live
 * some five minutes; a run that is taken up later may find its cursor expired, and says so.
 */
export function crossrefSearch(service: Service, options: { readonly pageSize?: number } = {}): SearchClient {
  /** A query may carry a filter after ` | `, as `since` writes it. */
  const parametersOf = (query: string) => {
    const at = query.lastIndexOf(" | filter=");
    return at === -1
      ? { "query.bibliographic": query }
      : { "query.bibliographic": query.slice(0, at), filter: query.slice(at + 10) };
  };
  const read = (text: string, archived: string): ReadRecords => {
    const works = worksIn(text, archived);
    return {
      records: (works.ok ? works.value.items : []).map((item, i) => ({
        id: item.DOI.toLowerCase(),
        record: crossrefRecord(item, i + 1),
      })),
      problems: works.problems,
    };
  };
  return {
    source: "crossref",
    database: SERVICE,
    platform: "Crossref (REST API)",
    firstCursor: "*",
    async count(query) {
      const asked = await ask(service, "works", { ...parametersOf(query), rows: 0 });
      if (!asked.ok) return refused(...asked.problems);
      const works = worksIn(asked.answer.text, asked.answer.archived.id);
      return works.ok ? found({ count: works.value.count }, asked.problems) : works;
    },
    async step(query, cursor) {
      const asked = await ask(service, "works", {
        ...parametersOf(query),
        rows: options.pageSize ?? 200,
        cursor,
      });
      if (!asked.ok)
        return refused(...asked.problems.map((problem) => expired(problem, asked.answer?.text ?? "")));
      const archived = asked.answer.archived.id;
      const works = worksIn(asked.answer.text, archived);
      if (!works.ok) return refused(...asked.problems, ...works.problems);
      const { count, next, items, raw } = works.value;
      return found(
        {
          cursor: raw === 0 ? null : next,
          expected: count,
          received: items.map(({ DOI }) => DOI.toLowerCase()),
          ...(raw === 0 ? {} : { answers: [archived] }),
        },
        [...asked.problems, ...works.problems],
      );
    },
    read,
    since: (query, day) => `${query} | filter=from-index-date:${day}`,
  };
}

const expired = (problem: Problem, text: string): Problem =>
  text.includes("cursor-invalid")
    ? failure(
        "cursor-expired",
        "Crossref does not know the cursor of this run any more (they live about five minutes); begin the run anew.",
        problem.where,
      )
    : problem;

/** What became of a work after it was published. */
export interface WorkStatus {
  readonly doi: string;
  /** Retracted, withdrawn or removed. */
  readonly retracted: boolean;
  readonly concern: boolean;
  readonly notices: readonly {
    /** Crossref's word: `retraction`, `expression_of_concern`, `correction` ... */
    readonly type: string;
    readonly doi?: string;
    /** `publisher` or `retraction-watch`. */
    readonly source?: string;
  }[];
  /** When it was looked up, ISO 8601. */
  readonly checked: string;
}

const RETRACTIONS: ReadonlySet<string> = new Set([
  "retraction",
  "withdrawal",
  "removal",
  "partial_retraction",
]);

/** Looks up whether a work was retracted: its own `updated-by`, and the notices that name it in `update-to`. */
export async function crossrefStatus(service: Service, doi: string): Promise<Result<WorkStatus>> {
  const own = await crossrefWorkOf(service, doi);
  if (!own.ok) return own;
  const asked = await ask(service, "works", { filter: `updates:${doi}`, rows: 100 });
  if (!asked.ok) return refused(...own.problems, ...asked.problems);
  const works = worksIn(asked.answer.text, asked.answer.archived.id);
  if (!works.ok) return refused(...own.problems, ...works.problems);
  const notices = new Map<string, WorkStatus["notices"][number]>();
  const note = (
    type: string | null | undefined,
    by: string | null | undefined,
    source: string | null | undefined,
  ) => {
    const named = (type ?? "unknown").replaceAll("-", "_");
    const key = `${named} ${by?.toLowerCase() ?? ""}`;
    if (!notices.has(key))
      notices.set(key, { type: named, ...(by ? { doi: by } : {}), ...(source ? { source } : {}) });
  };
  for (const each of own.value["updated-by"] ?? []) note(each.type, each.DOI, each.source);
  for (const notice of works.value.items)
    for (const each of notice["update-to"] ?? [])
      if (each.DOI?.toLowerCase() === doi.toLowerCase()) note(each.type, notice.DOI, each.source);
  const all = [...notices.values()];
  return found(
    {
      doi,
      retracted: all.some(({ type }) => RETRACTIONS.has(type)),
      concern: all.some(({ type }) => type === "expression_of_concern"),
      notices: all,
      checked: new Date(service.http.now()).toISOString(),
    },
    [...own.problems, ...asked.problems, ...works.problems],
  );
}
