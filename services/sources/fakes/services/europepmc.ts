import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import type { SearchBackend } from "../corpus/search-backend.ts";
import { type FakeReply, type FakeRequest, type FakeService, json, whole } from "../server/fake-service.ts";
import { citingWorks } from "./work-ids.ts";

function result(work: FakeWork, type: string): object {
  const ids = {
    id: work.pmid,
    source: "MED",
    pmid: work.pmid,
    ...(work.doi === undefined ? {} : { doi: work.doi }),
  };
  if (type === "idlist") return { id: work.pmid, source: "MED" };
  const lite = {
    ...ids,
    title: work.title,
    authorString: `${work.authors.map(({ family, given }) => `${family} ${given[0] ?? ""}`).join(", ")}.`,
    pubYear: String(work.year),
    isOpenAccess: "N",
    citedByCount: 0,
    firstPublicationDate: work.entered.replaceAll("/", "-"),
  };
  if (type === "lite") return { ...lite, journalTitle: work.journal };
  return {
    ...lite,
    authorList: {
      author: work.authors.map(({ family, given }) => ({
        fullName: `${family} ${given[0] ?? ""}`,
        firstName: given,
        lastName: family,
        initials: given[0] ?? "",
      })),
    },
    journalInfo: { volume: "1", yearOfPublication: work.year, journal: { title: work.journal } },
    ...(work.abstract === undefined ? {} : { abstractText: `<h4>Abstract</h4>${work.abstract}` }),
    pubTypeList: { pubType: ["Journal Article"] },
    firstIndexDate: work.entered.replaceAll("/", "-"),
  };
}

const problem = (code: number, sentence: string): FakeReply => json({ errCode: code, errMsg: sentence });

/** The RESTful web service of Europe PMC: cursors that repeat at the end, a single hit as an object, errors with status 200. */
export function fakeEuropepmc({
  corpus,
  backend,
}: {
  readonly corpus: FakeCorpus;
  readonly backend: SearchBackend;
}): FakeService {
  /** Dates of its own language, in PubMed's. */
  const translated = (query: string): string =>
    query.replace(
      /FIRST_IDATE:\[(\d{4})-(\d\d)-(\d\d) TO (\d{4})-(\d\d)-(\d\d)\]/g,
      '("$1/$2/$3"[edat] : "$4/$5/$6"[edat])',
    );

  function search({ parameters, base }: FakeRequest): FakeReply {
    const query = (parameters.get("query") ?? "").trim();
    if (query === "") return problem(400, "Query may not be empty");
    const brackets = [...query].reduce((depth, c) => depth + (c === "(" ? 1 : c === ")" ? -1 : 0), 0);
    if (brackets !== 0) return problem(400, "The query has brackets that do not match");
    const size = whole(parameters, "pageSize", 25);
    if (size < 1 || size > 1000) return problem(400, "Invalid page size; allowed are 1 to 1000");
    const cursor = parameters.get("cursorMark") ?? "*";
    const offset = cursor === "*" ? 0 : Number(/^AoI(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
    if (Number.isNaN(offset)) return problem(404, "Invalid cursorMark");
    const type = parameters.get("resultType") ?? "lite";
    const found = backend.search(translated(query)).works;
    const page = found.slice(offset, offset + size).map((work) => result(work, type));
    // At the end the cursor is the one that was sent.
    const next = page.length === 0 ? cursor : `AoI${offset + page.length}`;
    return json({
      version: "6.9",
      hitCount: found.length,
      nextCursorMark: next,
      nextPageUrl: `${base}search?cursorMark=${next}`,
      request: {
        queryString: query,
        resultType: type,
        cursorMark: cursor,
        pageSize: size,
        sort: parameters.get("sort") ?? "",
        synonym: (parameters.get("synonym") ?? "FALSE").toUpperCase() === "TRUE",
      },
      resultList: { result: page.length === 1 ? page[0] : page },
    });
  }

  function links({ path, parameters }: FakeRequest): FakeReply {
    const [source = "", id = "", kind = ""] = path.split("/");
    const work = source === "MED" ? corpus.byPmid.get(id) : undefined;
    const page = whole(parameters, "page", 1);
    const size = whole(parameters, "pageSize", 25);
    const cut = <T>(items: readonly T[]): readonly T[] => items.slice((page - 1) * size, page * size);
    if (kind === "references") {
      const matched = (work?.cites ?? []).map((pmid, i) => {
        const cited = corpus.byPmid.get(pmid);
        const order = { citedOrder: i + 1 };
        return cited === undefined
          ? { title: `PubMed ${pmid}`, match: "N", ...order }
          : {
              id: cited.pmid,
              source: "MED",
              citationType: "JOURNAL ARTICLE",
              title: cited.title,
              authorString: cited.authors
                .map(({ family, given }) => `${family} ${given[0] ?? ""}`)
                .join(", "),
              journalAbbreviation: cited.journal,
              pubYear: cited.year,
              ...(cited.doi === undefined ? {} : { doi: cited.doi }),
              match: "Y",
              ...order,
            };
      });
      const unmatched = (work?.citesText ?? []).map((words, i) => ({
        unstructuredInformation: words,
        match: "N",
        citedOrder: matched.length + i + 1,
      }));
      const all = [...matched, ...unmatched];
      return json({ version: "6.9", hitCount: all.length, referenceList: { reference: cut(all) } });
    }
    const citing = (work === undefined ? [] : citingWorks(corpus, work)).map((each) => ({
      id: each.pmid,
      source: "MED",
      citationType: "journal article",
      title: each.title,
      authorString: each.authors.map(({ family, given }) => `${family} ${given[0] ?? ""}`).join(", "),
      pubYear: each.year,
      citedByCount: citingWorks(corpus, each).length,
    }));
    return json({ version: "6.9", hitCount: citing.length, citationList: { citation: cut(citing) } });
  }

  return {
    name: "Europe PMC",
    basePath: "/europepmc/webservices/rest/",
    limitFor: () => ({ count: 10, window: 1000 }),
    handle: (request) => {
      if (request.path === "search" || request.path === "searchPOST") return search(request);
      if (/^[A-Z]{3}\/[^/]+\/(?:references|citations)$/.test(request.path)) return links(request);
      return { status: 404, body: "Not Found" };
    },
  };
}
