import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import type { SearchBackend } from "../corpus/search-backend.ts";
import { type FakeReply, type FakeRequest, type FakeService, json, whole } from "../server/fake-service.ts";
import { citedWorks, citingWorks, paperIdOf, workBy } from "./work-ids.ts";

const FIELDS: ReadonlySet<string> = new Set(
  "paperId corpusId externalIds url title abstract venue publicationVenue year referenceCount citationCount influentialCitationCount isOpenAccess openAccessPdf fieldsOfStudy s2FieldsOfStudy publicationTypes publicationDate journal citationStyles authors contexts intents isInfluential".split(
    " ",
  ),
);

function paperObject(
  corpus: FakeCorpus,
  work: FakeWork,
  fields: readonly string[],
): Readonly<Record<string, unknown>> {
  const all: Readonly<Record<string, unknown>> = {
    externalIds: {
      PubMed: work.pmid,
      ...(work.doi === undefined ? {} : { DOI: work.doi }),
      CorpusId: Number(work.pmid),
    },
    title: work.title,
    abstract: work.abstract ?? null,
    venue: work.journal,
    year: work.year,
    publicationDate: null,
    publicationTypes: ["JournalArticle"],
    journal: { name: work.journal, volume: "1" },
    authors: work.authors.map(({ family, given }, i) => ({
      authorId: String(i + 1),
      name: `${given} ${family}`,
    })),
    citationCount: citingWorks(corpus, work).length,
    referenceCount: work.cites.length + (work.citesText ?? []).length,
  };
  return {
    paperId: paperIdOf(work),
    ...Object.fromEntries(
      fields.filter((field) => Object.hasOwn(all, field)).map((field) => [field, all[field]]),
    ),
  };
}

/** The Graph API of Semantic Scholar: null for unknown papers, `next` and `token` absent or null at the end. */
export function fakeSemanticScholar({
  corpus,
  backend,
  keys = [],
  pageSize = 1000,
}: {
  readonly corpus: FakeCorpus;
  readonly backend: SearchBackend;
  /** Keys that it knows; another is forbidden. */
  readonly keys?: readonly string[];
  /** Papers on a page of a bulk search. */
  readonly pageSize?: number;
}): FakeService {
  function fieldsOf({ parameters }: FakeRequest): readonly string[] | FakeReply {
    const fields = (parameters.get("fields") ?? "paperId,title").split(",").filter((field) => field !== "");
    const unknown = fields.filter((field) => !FIELDS.has(field.split(".")[0]!));
    return unknown.length === 0
      ? fields
      : json({ error: `Unrecognized or unsupported fields: [${unknown.join(", ")}]` }, 400);
  }

  function batch(request: FakeRequest, fields: readonly string[]): FakeReply {
    const { ids } = JSON.parse(request.body) as { readonly ids?: readonly string[] };
    if (ids === undefined || ids.length === 0) return json({ error: "No papers found" }, 400);
    if (ids.length > 500) return json({ error: "Up to 500 papers are allowed" }, 400);
    return json(
      ids.map((id) => {
        const work = workBy(corpus, id);
        return work === undefined ? null : paperObject(corpus, work, fields);
      }),
    );
  }

  function links(request: FakeRequest, id: string, kind: string, fields: readonly string[]): FakeReply {
    const work = workBy(corpus, id);
    if (work === undefined) return json({ error: `Paper with id ${id} not found` }, 404);
    const offset = whole(request.parameters, "offset", 0);
    const limit = whole(request.parameters, "limit", 100);
    if (offset + limit >= 10_000) return json({ error: "offset + limit must be < 10000" }, 400);
    const name = kind === "references" ? "citedPaper" : "citingPaper";
    const papers = (kind === "references" ? citedWorks(corpus, work) : citingWorks(corpus, work)).map(
      (each) => paperObject(corpus, each, fields),
    );
    const unmatched =
      kind === "references" ? (work.citesText ?? []).map((title) => ({ paperId: null, title })) : [];
    const all = [...papers, ...unmatched];
    const data = all
      .slice(offset, offset + limit)
      .map((each) => ({ isInfluential: false, intents: [], contexts: [], [name]: each }));
    return json({
      offset,
      ...(offset + data.length < all.length ? { next: offset + data.length } : {}),
      data,
    });
  }

  function bulk({ parameters }: FakeRequest, fields: readonly string[]): FakeReply {
    const from = parameters.get("publicationDateOrYear")?.split(":")[0]?.replaceAll("-", "/") ?? "";
    const found = backend
      .search((parameters.get("query") ?? "").replaceAll("|", " OR ").replaceAll("+", " AND "))
      .works.filter(({ entered }) => entered >= from);
    const token = parameters.get("token");
    const offset = token === null ? 0 : Number(/^PCO(\d+)$/.exec(token)?.[1] ?? 0);
    const page = found.slice(offset, offset + pageSize);
    const end = offset + page.length;
    return json({
      total: found.length,
      token: end < found.length ? `PCO${end}` : null,
      data: page.map((work) => paperObject(corpus, work, fields)),
    });
  }

  return {
    name: "Semantic Scholar",
    basePath: "/graph/v1/",
    limitFor: ({ headers }) =>
      headers["x-api-key"] === undefined ? { count: 100, window: 300_000 } : { count: 1, window: 1000 },
    overLimit: () =>
      json({ message: "Too Many Requests. Please wait and try again or apply for a key.", code: "429" }, 429),
    handle(request) {
      const key = request.headers["x-api-key"];
      if (key !== undefined && !keys.includes(String(key))) return json({ message: "Forbidden" }, 403);
      const fields = fieldsOf(request);
      if ("status" in fields) return fields;
      if (request.path === "paper/batch") return batch(request, fields);
      if (request.path === "paper/search/bulk") return bulk(request, fields);
      const linked = /^paper\/(.+)\/(references|citations)$/.exec(request.path);
      if (linked !== null) return links(request, decodeURIComponent(linked[1]!), linked[2]!, fields);
      const id = decodeURIComponent(/^paper\/(.+)$/.exec(request.path)?.[1] ?? "");
      const work = workBy(corpus, id);
      return work === undefined
        ? json({ error: `Paper with id ${id} not found` }, 404)
        : json(paperObject(corpus, work, fields));
    },
  };
}
