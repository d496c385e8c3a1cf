import type { Problem } from "@coppice/model";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { changedResponse, shaped, shapedItems } from "../edge/shape.ts";
import type { HttpAnswer } from "../http/polite-http.ts";
import type { ReadRecords, SearchClient } from "../job/search-client.ts";
import { failure, found, type Result, refused, warning } from "../problem.ts";
import { PAPER_FIELDS, type Paper, paper, paperRecord } from "./semantic-scholar-record.ts";

const SERVICE = "Semantic Scholar";

/** The pages of citations and references end here, whatever there is. */
const LAST_OFFSET = 10_000;

async function ask(
  service: Service,
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
  body?: unknown,
): Promise<Result<HttpAnswer>> {
  const { key } = service.settings;
  const asked = await askOf(service, {
    url: addressOf(service, path, parameters),
    inspect: wholeJson(SERVICE),
    ...(body === undefined ? {} : { json: body }),
    ...(key === undefined ? {} : { keys: { "x-api-key": key } }),
  });
  if (asked.ok) return found(asked.answer, asked.problems);
  return asked.answer?.status === 404
    ? refused(failure("not-found", `Semantic Scholar has no paper ${path.split("/")[1] ?? ""}.`))
    : refused(...asked.problems);
}

/** Papers by their ids (`DOI:...`, `PMID:...` ...), 500 a request, in their order; null for what is unknown. */
export async function papersOf(
  service: Service,
  ids: readonly string[],
): Promise<Result<readonly (Paper | null)[]>> {
  const papers: (Paper | null)[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    const portion = ids.slice(at, at + 500);
    const asked = await ask(service, "paper/batch", { fields: PAPER_FIELDS }, { ids: portion });
    problems.push(...asked.problems);
    if (!asked.ok) return refused(...problems);
    const archived = asked.value.archived.id;
    const read = shaped(z.array(z.unknown()), jsonOf(asked.value.text), { service: SERVICE, archived });
    if (!read.ok) return refused(...problems, { ...read.problem, severity: "error" });
    for (const [i, item] of read.value.entries()) {
      const one = shaped(paper.nullable(), item, { service: SERVICE, archived, path: `[${i}]` });
      if (!one.ok) problems.push(one.problem);
      papers.push(one.ok ? one.value : null);
    }
  }
  return found(papers, problems);
}

const linkPage = z.looseObject({
  next: z.number().int().nullish(),
  data: z.array(z.unknown()).nullish(),
});

/** All papers that a paper cites, or that cite it; as many as the service pages through. */
export async function paperLinks(
  service: Service,
  id: string,
  kind: "references" | "citations",
  options: { readonly pageSize?: number } = {},
): Promise<Result<{ readonly listed: number; readonly papers: readonly Paper[] }>> {
  const size = options.pageSize ?? 1000;
  const name = kind === "references" ? "citedPaper" : "citingPaper";
  const papers: Paper[] = [];
  const problems: Problem[] = [];
  let listed = 0;
  for (let offset: number | null = 0; offset !== null; ) {
    const limit: number = Math.min(size, LAST_OFFSET - 1 - offset);
    if (limit <= 0) {
      problems.push(
        warning(
          "beyond-limit",
          `Semantic Scholar gives no more than ${LAST_OFFSET - 1} ${kind} of ${id}; the rest is not here.`,
        ),
      );
      break;
    }
    const asked = await ask(
      service,
      `paper/${encodeURIComponent(id).replace(/%2F|%3A/g, decodeURIComponent)}/${kind}`,
      {
        fields: PAPER_FIELDS,
        offset,
        limit,
      },
    );
    problems.push(...asked.problems);
    if (!asked.ok) return refused(...problems);
    const archived = asked.value.archived.id;
    const read = shaped(linkPage, jsonOf(asked.value.text), { service: SERVICE, archived });
    if (!read.ok) return refused(...problems, { ...read.problem, severity: "error" });
    const data = read.value.data ?? [];
    listed += data.length;
    const items = shapedItems(z.looseObject({ [name]: paper }), data, {
      service: SERVICE,
      archived,
      path: "data",
    });
    problems.push(...items.problems);
    for (const item of items.items) papers.push((item as unknown as Record<string, Paper>)[name]!);
    offset = data.length === 0 ? null : (read.value.next ?? null);
  }
  return found({ listed, papers }, problems);
}

const bulkPage = z.looseObject({
  total: z.number().int(),
  token: z.string().nullish(),
  data: z.array(z.unknown()).nullish(),
});

/** Searches Semantic Scholar in bulk (`+ | - " " *` in the query), page after page by its token. */
export function semanticScholarSearch(service: Service): SearchClient {
  async function page(query: string, token: string) {
    const at = query.lastIndexOf(" | date=");
    const [text, date] = at === -1 ? [query, undefined] : [query.slice(0, at), query.slice(at + 8)];
    const asked = await ask(service, "paper/search/bulk", {
      query: text,
      fields: PAPER_FIELDS,
      publicationDateOrYear: date,
      token: token === "" ? undefined : token,
    });
    if (!asked.ok) return asked;
    const archived = asked.value.archived.id;
    const read = shaped(bulkPage, jsonOf(asked.value.text), { service: SERVICE, archived });
    if (!read.ok) return refused(...asked.problems, { ...read.problem, severity: "error" });
    // Nothing found is an answer without `data`; something found is not.
    if (read.value.total > 0 && (read.value.data ?? null) === null) {
      const changed = changedResponse({ service: SERVICE, archived }, "data", "is not there");
      return refused(...asked.problems, { ...changed, severity: "error" });
    }
    return found({ ...read.value, text: asked.value.text, archived }, asked.problems);
  }
  const readPage = (text: string, archived: string): ReadRecords => {
    const page = shaped(bulkPage, jsonOf(text), { service: SERVICE, archived });
    if (!page.ok) return { records: [], problems: [page.problem] };
    const items = shapedItems(paper, page.value.data ?? [], { service: SERVICE, archived, path: "data" });
    return {
      records: items.items.map((item, i) => ({
        id: item.paperId ?? `${archived}#${i + 1}`,
        record: paperRecord(item, i + 1),
      })),
      problems: items.problems,
    };
  };
  return {
    source: "semantic-scholar",
    database: SERVICE,
    platform: "Semantic Scholar (Graph API)",
    firstCursor: JSON.stringify({ token: "" }),
    async count(query) {
      const result = await page(query, "");
      return result.ok ? found({ count: result.value.total }, result.problems) : result;
    },
    async step(query, cursor) {
      const { token } = JSON.parse(cursor) as { readonly token: string };
      const result = await page(query, token);
      if (!result.ok) return result;
      const { total, token: next, text, archived, data } = result.value;
      const read = readPage(text, archived);
      return found(
        {
          cursor: next && (data ?? []).length > 0 ? JSON.stringify({ token: next }) : null,
          expected: total,
          received: read.records.map(({ id }) => id),
          answers: [archived],
        },
        [...result.problems, ...read.problems],
      );
    },
    read: readPage,
    since: (query, day) => `${query} | date=${day}:`,
  };
}
