import type { Problem } from "@coppice/model";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { shaped, shapedItems } from "../edge/shape.ts";
import type { ReadRecords, SearchClient } from "../job/search-client.ts";
import { failure, found, type Result, refused } from "../problem.ts";
import { type OpenalexWork, openalexId, openalexRecord, openalexWork } from "./openalex-record.ts";

const SERVICE = "OpenAlex";

const list = z.looseObject({
  meta: z.looseObject({ count: z.number().int(), next_cursor: z.string().nullish() }),
  results: z.array(z.unknown()),
});

interface WorksPage {
  readonly count: number;
  readonly next: string | null;
  readonly works: readonly OpenalexWork[];
  readonly raw: number;
  readonly archived: string;
}

const contactOf = ({ http, settings }: Service) => ({ mailto: http.contact, api_key: settings.key });

function pageIn(text: string, archived: string): Result<WorksPage> {
  const read = shaped(list, jsonOf(text), { service: SERVICE, archived });
  if (!read.ok) return refused({ ...read.problem, severity: "error" });
  const { meta, results } = read.value;
  const items = shapedItems(openalexWork, results, { service: SERVICE, archived, path: "results" });
  return found(
    { count: meta.count, next: meta.next_cursor ?? null, works: items.items, raw: results.length, archived },
    items.problems,
  );
}

async function worksPage(
  service: Service,
  parameters: Readonly<Record<string, string | number | undefined>>,
): Promise<Result<WorksPage>> {
  const asked = await askOf(service, {
    url: addressOf(service, "works", { ...parameters, ...contactOf(service) }),
    inspect: wholeJson(SERVICE),
  });
  if (!asked.ok) return refused(...asked.problems);
  const page = pageIn(asked.answer.text, asked.answer.archived.id);
  return { ...page, problems: [...asked.problems, ...page.problems] };
}

/**
 * Searches titles and abstracts in OpenAlex, page after page by its cursor. A query with a colon after a known filter's name is sent as a
 * filter, as it stands.
 */
export function openalexSearch(service: Service, options: { readonly pageSize?: number } = {}): SearchClient {
  const filterOf = (query: string): string =>
    /^[a-z_.]+:/.test(query) ? query : `title_and_abstract.search:${query}`;

  const read = (text: string, archived: string): ReadRecords => {
    const page = pageIn(text, archived);
    return {
      records: (page.ok ? page.value.works : []).map((work, i) => ({
        id: openalexId(work.id),
        record: openalexRecord(work, i + 1),
      })),
      problems: page.problems,
    };
  };

  return {
    source: "openalex",
    database: SERVICE,
    platform: "OpenAlex (API)",
    firstCursor: "*",
    async count(query) {
      const page = await worksPage(service, { filter: filterOf(query), "per-page": 1 });
      return page.ok ? found({ count: page.value.count }, page.problems) : page;
    },
    async step(query, cursor) {
      const page = await worksPage(service, {
        filter: filterOf(query),
        "per-page": options.pageSize ?? 200,
        cursor,
      });
      if (!page.ok) return page;
      const { count, next, works, raw, archived } = page.value;
      return found(
        {
          cursor: raw === 0 ? null : next,
          expected: count,
          received: works.map(({ id }) => openalexId(id)),
          ...(raw === 0 ? {} : { answers: [archived] }),
        },
        page.problems,
      );
    },
    read,
    since: (query, day) => `${filterOf(query)},from_publication_date:${day}`,
  };
}

/** One work, by `W123`, `doi:10...` or `pmid:123`. */
export async function openalexWorkOf(service: Service, id: string): Promise<Result<OpenalexWork>> {
  const asked = await askOf(service, {
    // A DOI has slashes that stay; what would end the path does not.
    url: addressOf(
      service,
      `works/${encodeURIComponent(id).replace(/%2F|%3A/g, decodeURIComponent)}`,
      contactOf(service),
    ),
    inspect: wholeJson(SERVICE),
  });
  if (!asked.ok)
    return asked.answer?.status === 404
      ? refused(failure("not-found", `OpenAlex has no work ${id}.`))
      : refused(...asked.problems);
  const read = shaped(openalexWork, jsonOf(asked.answer.text), {
    service: SERVICE,
    archived: asked.answer.archived.id,
  });
  return read.ok
    ? found(read.value, asked.problems)
    : refused(...asked.problems, { ...read.problem, severity: "error" });
}

/** Several works by their numbers, in portions of 50, which one filter holds; unknown ones are absent. */
export async function openalexWorks(
  service: Service,
  ids: readonly string[],
): Promise<Result<readonly OpenalexWork[]>> {
  const works: OpenalexWork[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < ids.length; at += 50) {
    const portion = ids.slice(at, at + 50);
    const page = await worksPage(service, { filter: `openalex:${portion.join("|")}`, "per-page": 100 });
    problems.push(...page.problems);
    if (!page.ok) return refused(...problems);
    works.push(...page.value.works);
  }
  return found(works, problems);
}

/** All works that cite one. */
export async function openalexCiting(
  service: Service,
  id: string,
  options: { readonly pageSize?: number } = {},
): Promise<Result<{ readonly listed: number; readonly works: readonly OpenalexWork[] }>> {
  const works: OpenalexWork[] = [];
  const problems: Problem[] = [];
  let listed = 0;
  for (let cursor: string | null = "*"; cursor !== null; ) {
    const page: Result<WorksPage> = await worksPage(service, {
      filter: `cites:${id}`,
      "per-page": options.pageSize ?? 200,
      cursor,
    });
    problems.push(...page.problems);
    if (!page.ok) return refused(...problems);
    listed = page.value.count;
    works.push(...page.value.works);
    cursor = page.value.raw === 0 ? null : page.value.next;
  }
  return found({ listed, works }, problems);
}
