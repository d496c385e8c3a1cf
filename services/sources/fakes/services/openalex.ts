import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import type { SearchBackend } from "../corpus/search-backend.ts";
import { type FakeReply, type FakeRequest, type FakeService, json, whole } from "../server/fake-service.ts";
import { citedWorks, citingWorks, openalexOf, workBy, workByOpenalex } from "./work-ids.ts";

const ID = "https://openalex.org/";

function invertedIndex(text: string): Readonly<Record<string, readonly number[]>> {
  const index: Record<string, number[]> = {};
  for (const [i, word] of text.split(/\s+/).entries()) {
    if (!Object.hasOwn(index, word)) index[word] = [];
    index[word]!.push(i);
  }
  return index;
}

function workObject(corpus: FakeCorpus, work: FakeWork): object {
  const references = citedWorks(corpus, work).map((cited) => `${ID}${openalexOf(cited)}`);
  return {
    id: `${ID}${openalexOf(work)}`,
    doi: work.doi === undefined ? null : `https://doi.org/${work.doi}`,
    title: work.title,
    display_name: work.title,
    publication_year: work.year,
    publication_date: work.entered.replaceAll("/", "-"),
    ids: { openalex: `${ID}${openalexOf(work)}`, pmid: `https://pubmed.ncbi.nlm.nih.gov/${work.pmid}` },
    language: "en",
    primary_location: {
      is_oa: false,
      landing_page_url: work.doi === undefined ? null : `https://doi.org/${work.doi}`,
      source: { id: `${ID}S1`, display_name: work.journal, issn_l: null, type: "journal" },
    },
    type: "article",
    type_crossref: "journal-article",
    authorships: work.authors.map(({ family, given }, i) => ({
      author_position: i === 0 ? "first" : "last",
      author: { id: `${ID}A${i + 1}`, display_name: `${given} ${family}`, orcid: null },
      raw_author_name: `${given} ${family}`,
      raw_affiliation_strings: [],
    })),
    cited_by_count: citingWorks(corpus, work).length,
    biblio: { volume: "1", issue: null, first_page: null, last_page: null },
    is_retracted: false,
    is_paratext: false,
    mesh: [],
    referenced_works: references,
    referenced_works_count: references.length,
    related_works: [],
    abstract_inverted_index: work.abstract === undefined ? null : invertedIndex(work.abstract),
    counts_by_year: [],
    updated_date: "2026-01-10T00:00:00",
  };
}

const bad = (message: string): FakeReply => json({ error: "Invalid query parameters error.", message }, 400);

/** OpenAlex: a cursor that ends in null, pages to 10,000, credits in the headers. */
export function fakeOpenalex({
  corpus,
  backend,
  credits = 100_000,
}: {
  readonly corpus: FakeCorpus;
  readonly backend: SearchBackend;
  /** Credits of a day; a list costs 10, a work 1. */
  readonly credits?: number;
}): FakeService {
  let spent = 0;

  function worksBy(name: string, value: string): readonly FakeWork[] | null {
    const choices = value.split("|");
    const all = (of: (choice: string) => FakeWork | undefined): readonly FakeWork[] =>
      choices.flatMap((each) => of(each) ?? []);
    switch (name) {
      case "title_and_abstract.search":
      case "default.search":
        return backend.search(value).works;
      case "openalex":
      case "ids.openalex":
        return all((id) => workByOpenalex(corpus, id));
      case "doi":
        return all((doi) => workBy(corpus, doi));
      case "pmid":
      case "ids.pmid":
        return all((pmid) => workBy(corpus, pmid));
      case "cites":
        return choices.flatMap((id) => {
          const work = workByOpenalex(corpus, id);
          return work === undefined ? [] : citingWorks(corpus, work);
        });
      case "cited_by":
        return choices.flatMap((id) => {
          const work = workByOpenalex(corpus, id);
          return work === undefined ? [] : citedWorks(corpus, work);
        });
      case "from_publication_date":
        return corpus.works.filter(({ entered }) => entered.replaceAll("/", "-") >= value);
      default:
        return null;
    }
  }

  function list({ parameters }: FakeRequest): FakeReply {
    const filter = parameters.get("filter") ?? "";
    const size = whole(parameters, "per-page", whole(parameters, "per_page", 25));
    if (size < 1 || size > 200) return bad("per-page parameter must be between 1 and 200");
    let found: readonly FakeWork[] = corpus.works;
    for (const part of filter.split(",").filter((each) => each !== "")) {
      const at = part.indexOf(":");
      const name = part.slice(0, at);
      const values = part.slice(at + 1);
      if (values.split("|").length > 100)
        return bad("Maximum number of values exceeded for filter; the maximum is 100");
      const some = worksBy(name, values);
      if (some === null)
        return bad(
          `${name} is not a valid field. Valid fields are underscore or hyphenated versions of: doi, openalex, cites`,
        );
      const kept = new Set(some);
      found = found.filter((work) => kept.has(work));
    }
    const cursor = parameters.get("cursor");
    const page = whole(parameters, "page", 1);
    if (cursor === null && page * size > 10_000)
      return bad(
        "Maximum results size of 10,000 records is exceeded. Cursor pagination is required for records beyond this limit.",
      );
    const offset =
      cursor === null
        ? (page - 1) * size
        : cursor === "*"
          ? 0
          : Number(/^Ils(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
    if (Number.isNaN(offset)) return bad("Cursor value is invalid.");
    const works = found.slice(offset, offset + size);
    const next =
      works.length === 0 || offset + works.length >= found.length ? null : `Ils${offset + works.length}`;
    return json({
      meta: {
        count: found.length,
        db_response_time_ms: 1,
        page: cursor === null ? page : null,
        per_page: size,
        ...(cursor === null ? {} : { next_cursor: next }),
      },
      results: works.map((work) => workObject(corpus, work)),
      group_by: [],
    });
  }

  function costing(cost: number, reply: () => FakeReply): FakeReply {
    const headers = {
      "X-RateLimit-Limit": String(credits),
      "X-RateLimit-Remaining": String(Math.max(0, credits - spent - cost)),
      "X-RateLimit-Credits-Used": String(cost),
      "X-RateLimit-Reset": "3600",
    };
    if (spent + cost > credits)
      return json({ error: "Rate limit exceeded", message: "The credits of this day are used up." }, 429, {
        ...headers,
        "Retry-After": "3600",
      });
    spent += cost;
    const answer = reply();
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }

  return {
    name: "OpenAlex",
    basePath: "/",
    limitFor: () => ({ count: 100, window: 1000 }),
    handle(request) {
      if (request.path === "works") return costing(10, () => list(request));
      const id = /^works\/(.+)$/.exec(request.path)?.[1];
      if (id === undefined) return { status: 404, body: "<h1>Not Found</h1>" };
      return costing(1, () => {
        const work = workBy(corpus, id);
        return work === undefined
          ? {
              status: 404,
              headers: { "Content-Type": "text/html" },
              body: "<!doctype html><title>404 Not Found</title>",
            }
          : json(workObject(corpus, work));
      });
    },
  };
}
