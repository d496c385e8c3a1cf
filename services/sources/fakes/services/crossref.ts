import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import type { SearchBackend } from "../corpus/search-backend.ts";
import {
  type FakeReply,
  type FakeRequest,
  type FakeService,
  json,
  text,
  whole,
} from "../server/fake-service.ts";
import { citedWorks, citingWorks } from "./work-ids.ts";

/** A retraction, or another notice, that the fake knows. */
export interface FakeNotice {
  /** Of the work that is updated, and of the notice. */
  readonly of: string;
  readonly by: string;
  readonly type: string;
}

function workObject(corpus: FakeCorpus, work: FakeWork, notices: readonly FakeNotice[]): object {
  const cited = citedWorks(corpus, work);
  const references = [
    ...cited.map((each, i) => ({
      key: `ref${i + 1}`,
      ...(each.doi === undefined ? {} : { DOI: each.doi, "doi-asserted-by": "crossref" }),
      "article-title": each.title,
      author: each.authors[0]?.family ?? "",
      year: String(each.year),
    })),
    ...(work.citesText ?? []).map((words, i) => ({ key: `ref${cited.length + i + 1}`, unstructured: words })),
  ];
  const updatedBy = notices.filter(({ of }) => of.toLowerCase() === work.doi?.toLowerCase());
  const updates = notices.filter(({ by }) => by.toLowerCase() === work.doi?.toLowerCase());
  const updated = {
    "date-parts": [[2020, 1, 1]],
    "date-time": "2020-01-01T00:00:00Z",
    timestamp: 1_577_836_800_000,
  };
  return {
    DOI: work.doi,
    type: "journal-article",
    title: [work.title],
    author: work.authors.map(({ family, given }, i) => ({
      given,
      family,
      sequence: i === 0 ? "first" : "additional",
      affiliation: [],
    })),
    "container-title": [work.journal],
    issued: { "date-parts": [[work.year]] },
    volume: "1",
    publisher: "Invented Press",
    ...(work.abstract === undefined ? {} : { abstract: `<jats:p>${work.abstract}</jats:p>` }),
    reference: references,
    "reference-count": references.length,
    "is-referenced-by-count": citingWorks(corpus, work).length,
    relation: {},
    ...(updatedBy.length === 0
      ? {}
      : {
          "updated-by": updatedBy.map(({ by, type }) => ({
            DOI: by,
            type,
            label: type,
            source: "publisher",
            updated,
          })),
        }),
    ...(updates.length === 0
      ? {}
      : {
          "update-to": updates.map(({ of, type }) => ({
            DOI: of,
            type,
            label: type,
            source: "publisher",
            updated,
          })),
        }),
  };
}

/** Crossref's REST API: cursors that go on for ever, unknown works as plain text, a rate in the headers that may change. */
export function fakeCrossref({
  corpus,
  backend,
  notices = [],
  rate = () => 10,
}: {
  readonly corpus: FakeCorpus;
  readonly backend: SearchBackend;
  readonly notices?: readonly FakeNotice[];
  /** Requests a second that are allowed, by the number of the request. */
  readonly rate?: (request: number) => number;
}): FakeService {
  const refuse = (status: number, type: string, kind: string, value: string, message: string): FakeReply =>
    json(
      {
        status: "failed",
        "message-type": type,
        "message-version": "1.0.0",
        message: [{ type: kind, value, message }],
      },
      status,
    );

  function list({ parameters }: FakeRequest): FakeReply {
    const rows = parameters.get("rows") ?? "20";
    if (!/^\d+$/.test(rows) || Number(rows) > 1000)
      return refuse(
        400,
        "validation-failure",
        "integer-not-valid",
        rows,
        `Integer specified as ${rows} but must be a positive integer less than or equal to 1000. `,
      );
    const size = Number(rows);
    const cursor = parameters.get("cursor");
    const offset =
      cursor === null
        ? whole(parameters, "offset", 0)
        : cursor === "*"
          ? 0
          : Number(/^DnF(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
    if (Number.isNaN(offset))
      return refuse(
        404,
        "resource-failure",
        "cursor-invalid",
        cursor ?? "",
        "Cursor specified but it is invalid",
      );
    const query = parameters.get("query.bibliographic") ?? parameters.get("query");
    let found = (query === null ? corpus.works : backend.search(query).works).filter(
      ({ doi }) => doi !== undefined,
    );
    for (const part of (parameters.get("filter") ?? "").split(",").filter((each) => each !== "")) {
      const at = part.indexOf(":");
      const [name, value] = [part.slice(0, at), part.slice(at + 1)];
      if (name === "updates") {
        const by = new Set(
          notices
            .filter(({ of }) => of.toLowerCase() === value.toLowerCase())
            .map((each) => each.by.toLowerCase()),
        );
        found = found.filter(({ doi }) => by.has(doi!.toLowerCase()));
      } else if (name === "doi")
        found = found.filter(({ doi }) => doi!.toLowerCase() === value.toLowerCase());
      else if (name === "from-pub-date" || name === "from-index-date")
        found = found.filter(({ entered }) => entered.replaceAll("/", "-") >= value);
      else
        return refuse(
          400,
          "validation-failure",
          "filter-not-available",
          name,
          `Filter ${name} specified but there is no such filter for this route.`,
        );
    }
    const items = found.slice(offset, offset + size);
    return json({
      status: "ok",
      "message-type": "work-list",
      "message-version": "1.0.0",
      message: {
        facets: {},
        // The cursor goes on, however empty the page.
        ...(cursor === null ? {} : { "next-cursor": `DnF${offset + items.length}` }),
        "total-results": found.length,
        items: items.map((work) => workObject(corpus, work, notices)),
        "items-per-page": size,
        query: { "start-index": 0, "search-terms": query },
      },
    });
  }

  function answer(request: FakeRequest): FakeReply {
    if (request.path === "works") return list(request);
    const doi = /^works\/(.+)$/.exec(request.path)?.[1];
    const work = doi === undefined ? undefined : corpus.byDoi.get(decodeURIComponent(doi).toLowerCase());
    if (work === undefined) return text("Resource not found.", 404);
    return json({
      status: "ok",
      "message-type": "work",
      "message-version": "1.0.0",
      message: workObject(corpus, work, notices),
    });
  }

  return {
    name: "Crossref",
    basePath: "/",
    limitFor: ({ number }) => ({ count: rate(number), window: 1000 }),
    handle(request) {
      const reply = answer(request);
      const pool = request.parameters.has("mailto") ? "polite" : "public";
      return {
        ...reply,
        headers: {
          ...reply.headers,
          "x-rate-limit-limit": String(rate(request.number + 1)),
          "x-rate-limit-interval": "1s",
          "x-api-pool": pool,
        },
      };
    },
  };
}
