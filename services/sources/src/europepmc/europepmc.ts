import type { BibliographicRecord } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { changedResponse, shaped, shapedItems } from "../edge/shape.ts";
import type { AnswerFault, HttpAnswer } from "../http/polite-http.ts";
import type { ReadRecords, SearchClient } from "../job/search-client.ts";
import { found, type Result, refused } from "../problem.ts";
import { europepmcRecord, europepmcResult } from "./europepmc-record.ts";

const SERVICE = "Europe PMC";

const searchAnswer = z.looseObject({
  version: z.string().nullish(),
  hitCount: z.coerce.number().int(),
  nextCursorMark: z.string().nullish(),
  resultList: z.looseObject({ result: z.unknown() }).nullish(),
});

/** A bad query comes with status 200 and an error in the body. */
function inspectEuropepmc(answer: HttpAnswer): AnswerFault | null {
  const fault = wholeJson(SERVICE)(answer);
  if (fault !== null) return fault;
  const body = jsonOf(answer.text) as { errCode?: unknown; errMsg?: unknown } | null;
  if (body?.errCode === undefined && body?.errMsg === undefined) return null;
  return {
    kind: "final",
    code: "service-error",
    message: `Europe PMC refused the query: ${String(body.errMsg ?? "")} (${String(body.errCode ?? "no code")}).`,
  };
}

interface Page {
  readonly version?: string;
  readonly count: number;
  readonly next: string | null;
  readonly results: readonly unknown[];
}

/** A single hit may come as an object and not as a list. */
function pageIn(
  text: string,
  archived: string,
): { readonly page?: Page; readonly problems: readonly Problem[] } {
  const read = shaped(searchAnswer, jsonOf(text), { service: SERVICE, archived });
  if (!read.ok) return { problems: [{ ...read.problem, severity: "error" }] };
  const { hitCount, nextCursorMark, resultList, version } = read.value;
  const results = resultList?.result;
  // Without a list there is no telling an end from a change.
  if (results === undefined || results === null) {
    const changed = changedResponse({ service: SERVICE, archived }, "resultList.result", "is not there");
    return { problems: [{ ...changed, severity: "error" }] };
  }
  return {
    page: {
      count: hitCount,
      next: nextCursorMark ?? null,
      results: Array.isArray(results) ? results : [results],
      ...(version ? { version } : {}),
    },
    problems: [],
  };
}

/** Searches Europe PMC, page after page by its cursor. Synonyms are off, so that the query means what it says. */
export function europepmcSearch(
  service: Service,
  options: { readonly pageSize?: number } = {},
): SearchClient {
  const ask = (query: string, cursor: string, size: number, resultType: string) =>
    askOf(service, {
      url: addressOf(service, "search", {
        query,
        format: "json",
        resultType,
        synonym: "FALSE",
        pageSize: size,
        cursorMark: cursor,
      }),
      inspect: inspectEuropepmc,
    });

  async function pageOf(query: string, cursor: string, size: number, resultType = "core") {
    const asked = await ask(query, cursor, size, resultType);
    if (!asked.ok) return refused(...asked.problems);
    const archived = asked.answer.archived.id;
    const { page, problems } = pageIn(asked.answer.text, archived);
    const all = [...asked.problems, ...problems];
    return page === undefined ? refused(...all) : found({ page, archived }, all);
  }

  const read = (text: string, archived: string): ReadRecords => {
    const { page, problems } = pageIn(text, archived);
    const place = { service: SERVICE, archived, path: "resultList.result" };
    const items = shapedItems(europepmcResult, page?.results ?? [], place);
    return {
      records: items.items.map((result, i) => ({
        id: `${result.source}:${result.id}`,
        record: europepmcRecord(result, i + 1),
      })),
      problems: [...problems, ...items.problems],
    };
  };

  return {
    source: "europepmc",
    database: SERVICE,
    platform: "Europe PMC (RESTful API)",
    firstCursor: "*",
    async count(query) {
      const result = await pageOf(query, "*", 1, "idlist");
      return result.ok ? found({ count: result.value.page.count }, result.problems) : result;
    },
    async step(query, cursor) {
      const result = await pageOf(query, cursor, options.pageSize ?? 1000);
      if (!result.ok) return result;
      const { page, archived } = result.value;
      const asked = read(await textOf(service, archived), archived);
      const isEnd = page.results.length === 0 || page.next === null || page.next === cursor;
      return found(
        {
          cursor: isEnd ? null : page.next,
          expected: page.count,
          received: asked.records.map(({ id }) => id),
          ...(page.results.length === 0 ? {} : { answers: [archived] }),
          ...(page.version === undefined ? {} : { facts: { version: page.version } }),
        },
        [...result.problems, ...asked.problems],
      );
    },
    read,
    since: (query, day) => `(${query}) AND (FIRST_IDATE:[${day} TO 3000-12-31])`,
  };
}

const textOf = async ({ http }: Service, archived: string): Promise<string> =>
  new TextDecoder().decode(await http.archive.read(archived));

/** A work that cites or is cited, as Europe PMC lists it. */
export interface EuropepmcLink {
  /** As `MED:123`; absent where the reference was not matched to a record. */
  readonly id?: string;
  readonly record: BibliographicRecord;
}

const link = z.looseObject({
  id: z.string().nullish(),
  source: z.string().nullish(),
  title: z.string().nullish(),
  authorString: z.string().nullish(),
  journalAbbreviation: z.string().nullish(),
  pubYear: z.union([z.number(), z.string()]).nullish(),
  volume: z.string().nullish(),
  pageInfo: z.string().nullish(),
  doi: z.string().nullish(),
  unstructuredInformation: z.string().nullish(),
});

const linkAnswer = z.looseObject({
  hitCount: z.coerce.number().int(),
  referenceList: z.looseObject({ reference: z.array(z.unknown()) }).nullish(),
  citationList: z.looseObject({ citation: z.array(z.unknown()) }).nullish(),
});

/** Lists all references of a record, or all records that cite it. */
export async function europepmcLinks(
  service: Service,
  of: { readonly source: string; readonly id: string },
  kind: "references" | "citations",
  options: { readonly pageSize?: number } = {},
): Promise<Result<{ readonly listed: number; readonly links: readonly EuropepmcLink[] }>> {
  const links: EuropepmcLink[] = [];
  const problems: Problem[] = [];
  let listed = 0;
  for (let page = 1; page <= 1000; page++) {
    const asked = await askOf(service, {
      url: addressOf(service, `${of.source}/${encodeURIComponent(of.id)}/${kind}`, {
        page,
        pageSize: options.pageSize ?? 1000,
        format: "json",
      }),
      inspect: inspectEuropepmc,
    });
    if (!asked.ok) return refused(...problems, ...asked.problems);
    problems.push(...asked.problems);
    const archived = asked.answer.archived.id;
    const read = shaped(linkAnswer, jsonOf(asked.answer.text), { service: SERVICE, archived });
    if (!read.ok) return refused(...problems, { ...read.problem, severity: "error" });
    listed = read.value.hitCount;
    const raw =
      (kind === "references" ? read.value.referenceList?.reference : read.value.citationList?.citation) ?? [];
    const path = kind === "references" ? "referenceList.reference" : "citationList.citation";
    const items = shapedItems(link, raw, { service: SERVICE, archived, path });
    problems.push(...items.problems);
    for (const item of items.items) links.push(linkOf(item, links.length + 1));
    if (raw.length === 0 || links.length >= listed) break;
  }
  return found({ listed, links }, problems);
}

function linkOf(item: z.infer<typeof link>, number: number): EuropepmcLink {
  const { id, source } = item;
  const record = europepmcRecord(
    {
      id: id ?? item.unstructuredInformation ?? "unmatched",
      source: source ?? "",
      title: item.title ?? item.unstructuredInformation,
      authorString: item.authorString,
      journalTitle: item.journalAbbreviation,
      pubYear: item.pubYear,
      journalVolume: item.volume,
      pageInfo: item.pageInfo,
      doi: item.doi,
      ...(source === "MED" ? { pmid: id } : {}),
    },
    number,
  );
  if (id) return { id: `${source ?? ""}:${id}`, record };
  const { accessions: _none, ...unmatched } = record;
  return { record: unmatched };
}
