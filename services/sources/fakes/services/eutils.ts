import type { Clock } from "../../src/http/clock.ts";
import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import { pubmedArticleSet } from "../corpus/pubmed-xml.ts";
import type { Found, SearchBackend } from "../corpus/search-backend.ts";
import {
  escaped,
  type FakeReply,
  type FakeRequest,
  type FakeService,
  json,
  text,
  whole,
  xml,
} from "../server/fake-service.ts";
import { elinkReply } from "./eutils-links.ts";

export interface EutilsOptions {
  readonly corpus: FakeCorpus;
  readonly backend: SearchBackend;
  readonly clock: Clock;
  /** How long the server keeps results, in milliseconds. Default: 8 hours. */
  readonly historyLife?: number;
  /** Numbers that are found and of which there is no record any more. */
  readonly vanished?: readonly string[];
}

/** PubMed gives ids of no more than the first 9,999 of a result. */
const CAP = 9999;

interface Kept {
  readonly ids: readonly string[];
  readonly at: number;
}

const doctype = (name: string): string =>
  `<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE ${name} PUBLIC "-//NLM//DTD ${name}//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/${name}.dtd">\n`;

const error = (root: string, sentence: string): FakeReply =>
  xml(`${doctype(root)}<${root}>\n\t<ERROR>${escaped(sentence)}</ERROR>\n</${root}>`);

/** E-utilities of NCBI, for PubMed. */
export function fakeEutils({ corpus, backend, clock, ...options }: EutilsOptions): FakeService {
  const environments = new Map<string, Kept[]>();
  const vanished = new Set(options.vanished ?? []);
  const life = options.historyLife ?? 8 * 3_600_000;

  function keep(
    ids: readonly string[],
    webEnv: string | null,
  ): { readonly webEnv: string; readonly key: number } {
    const name = webEnv !== null && environments.has(webEnv) ? webEnv : `MCID_fake${environments.size + 1}`;
    const kept = environments.get(name) ?? [];
    kept.push({ ids, at: clock.now() });
    environments.set(name, kept);
    return { webEnv: name, key: kept.length };
  }

  /** Ids that a request names; a sentence where there are none. */
  function idsOf(parameters: URLSearchParams): readonly string[] | string {
    const webEnv = parameters.get("WebEnv");
    if (webEnv !== null) {
      const kept = environments.get(webEnv)?.[whole(parameters, "query_key", 0) - 1];
      if (kept === undefined || clock.now() - kept.at > life) {
        const key = parameters.get("query_key") ?? "";
        return `Unable to obtain query #${key}; the WebEnv is unknown or has expired`;
      }
      return kept.ids;
    }
    const given = parameters
      .getAll("id")
      .flatMap((list) => list.split(/[\s,]+/))
      .filter((id) => id !== "");
    if (given.length === 0)
      return parameters.has("id") ? "Empty ID list; Nothing to store" : "Neither query_key nor id specified";
    return given;
  }

  function esearch({ parameters }: FakeRequest): FakeReply {
    const asJson = parameters.get("retmode") === "json";
    const fail = (sentence: string): FakeReply =>
      asJson
        ? json({ header: { type: "esearch", version: "0.3" }, esearchresult: { ERROR: sentence } })
        : error("eSearchResult", sentence);
    const db = parameters.get("db") ?? "";
    if (db !== "pubmed") return fail(`Invalid db name specified: ${db}`);
    const term = (parameters.get("term") ?? "").trim();
    if (term === "") return fail("Empty term and query_key - nothing todo");
    const dates = dateClause(parameters);
    const found = backend.search(dates === null ? term : `(${term}) AND ${dates.query}`);
    // The most recent first.
    const ids = found.works.map(({ pmid }) => pmid).reverse();
    const start = whole(parameters, "retstart", 0);
    const most = Math.min(whole(parameters, "retmax", 20), 10_000);
    if (start > CAP - 1)
      return fail(
        `Search Backend failed: Exception: 'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching the query. Position ${start} is out of acceptable range [9999,9998]`,
      );
    const listed = parameters.get("rettype") === "count" ? [] : ids.slice(start, Math.min(start + most, CAP));
    const history = parameters.get("usehistory") === "y" ? keep(ids, parameters.get("WebEnv")) : null;
    const translation = dates === null ? found.translation : `${found.translation} AND ${dates.shown}`;
    const result = { count: ids.length, listed, start, history, found, translation };
    return asJson ? esearchJson(result) : xml(esearchXml(result));
  }

  function efetch({ parameters }: FakeRequest): FakeReply {
    const ids = idsOf(parameters);
    if (typeof ids === "string") return error("eFetchResult", ids);
    const start = parameters.has("WebEnv") ? whole(parameters, "retstart", 0) : 0;
    const most = Math.min(whole(parameters, "retmax", 10_000), 10_000);
    if (start > CAP - 1)
      return error(
        "eFetchResult",
        `Position ${start} is out of acceptable range [9999,9998]; start and count adjusted to 0, 9999`,
      );
    const works = ids
      .slice(start, Math.min(start + most, CAP))
      .flatMap((id) => (vanished.has(id) ? [] : (corpus.byPmid.get(id) ?? [])));
    if (parameters.get("rettype") === "uilist") return text(works.map(({ pmid }) => `${pmid}\n`).join(""));
    return xml(pubmedArticleSet(works));
  }

  function esummary({ parameters }: FakeRequest): FakeReply {
    const ids = idsOf(parameters);
    const asJson = parameters.get("retmode") === "json";
    if (typeof ids === "string")
      return asJson
        ? json({ header: { type: "esummary", version: "0.3" }, esummaryresult: [ids] })
        : error("eSummaryResult", ids);
    if (!asJson)
      return xml(
        `${doctype("eSummaryResult")}<eSummaryResult>\n${ids
          .flatMap((id) => corpus.byPmid.get(id) ?? [])
          .map(
            (work) =>
              `<DocSum><Id>${work.pmid}</Id><Item Name="Title" Type="String">${escaped(work.title)}</Item></DocSum>`,
          )
          .join("\n")}\n</eSummaryResult>`,
      );
    const known = ids.filter((id) => !vanished.has(id));
    return json({
      header: { type: "esummary", version: "0.3" },
      result: {
        uids: ids,
        ...Object.fromEntries(
          ids.map((id) => {
            const work = known.includes(id) ? corpus.byPmid.get(id) : undefined;
            return [
              id,
              work === undefined ? { uid: id, error: "cannot get document summary" } : summaryOf(work),
            ];
          }),
        ),
      },
    });
  }

  function epost({ parameters }: FakeRequest): FakeReply {
    const ids = idsOf(parameters);
    if (typeof ids === "string") return error("ePostResult", ids);
    const { webEnv, key } = keep(ids, parameters.get("WebEnv"));
    return xml(
      `${doctype("ePostResult")}<ePostResult>\n\t<QueryKey>${key}</QueryKey>\n\t<WebEnv>${webEnv}</WebEnv>\n</ePostResult>\n`,
    );
  }

  function ecitmatch({ parameters }: FakeRequest): FakeReply {
    const lines = (parameters.get("bdata") ?? "").split(/\r\n?|\n/).filter((line) => line !== "");
    return text(
      lines
        .map((line) => {
          const [journal = "", year = "", , , author = ""] = line.split("|");
          const fitting = corpus.works.filter(
            (work) =>
              work.journal.toLowerCase() === journal.toLowerCase() &&
              String(work.year) === year &&
              work.authors[0]?.family.toLowerCase() === author.toLowerCase().split(" ")[0],
          );
          const answer =
            fitting.length === 0
              ? "NOT_FOUND;INVALID_JOURNAL"
              : fitting.length > 1
                ? `AMBIGUOUS ${fitting.length}`
                : fitting[0]!.pmid;
          return `${line.endsWith("|") ? line : `${line}|`}${answer}\n`;
        })
        .join(""),
    );
  }

  return {
    name: "E-utilities",
    basePath: "/entrez/eutils/",
    limitFor: ({ parameters }) => ({ count: parameters.has("api_key") ? 10 : 3, window: 1000 }),
    overLimit: ({ parameters }, { count }) =>
      json(
        {
          error: "API rate limit exceeded",
          "api-key": parameters.get("api_key") ?? "127.0.0.1",
          count: String(count + 1),
          limit: String(count),
        },
        429,
      ),
    handle(request) {
      switch (request.path) {
        case "esearch.fcgi":
          return esearch(request);
        case "efetch.fcgi":
          return efetch(request);
        case "esummary.fcgi":
          return esummary(request);
        case "epost.fcgi":
          return epost(request);
        case "elink.fcgi":
          return elinkReply(corpus, request);
        case "ecitmatch.cgi":
          return ecitmatch(request);
        case "espell.fcgi":
          return espell(request);
        case "einfo.fcgi":
          return einfo(corpus);
        default:
          return { status: 404, body: "Not Found" };
      }
    },
  };
}

/** The date parameters as a clause, and as PubMed shows them in the translation. */
function dateClause(parameters: URLSearchParams): { readonly query: string; readonly shown: string } | null {
  const [from, to] = [parameters.get("mindate"), parameters.get("maxdate")];
  if (from === null || to === null) return null;
  const names: Readonly<Record<string, string>> = {
    edat: "Date - Entry",
    pdat: "Date - Publication",
    mdat: "Date - Modification",
    crdt: "Date - Create",
  };
  const name = names[parameters.get("datetype") ?? "pdat"] ?? "Date - Publication";
  return { query: `("${from}"[edat] : "${to}"[edat])`, shown: `${from}:${to}[${name}]` };
}

interface Listed {
  readonly count: number;
  readonly listed: readonly string[];
  readonly start: number;
  readonly history: { readonly webEnv: string; readonly key: number } | null;
  readonly found: Found;
  readonly translation: string;
}

const tags = (name: string, values: readonly string[]): string =>
  values.map((value) => `<${name}>${escaped(value)}</${name}>`).join("");

function esearchXml({ count, listed, start, history, found, translation }: Listed): string {
  const kept =
    history === null ? "" : `<QueryKey>${history.key}</QueryKey><WebEnv>${history.webEnv}</WebEnv>`;
  const ids =
    listed.length === 0
      ? "<IdList/>"
      : `<IdList>\n${tags("Id", listed).replaceAll("</Id>", "</Id>\n")}</IdList>`;
  const errors = `${tags("PhraseNotFound", found.phrasesNotFound)}${tags("FieldNotFound", found.fieldsNotFound)}`;
  const messages = count === 0 ? ["No items found."] : [];
  const warnings = `${tags("QuotedPhraseNotFound", found.quotedPhrasesNotFound)}${tags("OutputMessage", messages)}`;
  return (
    `${doctype("eSearchResult")}<eSearchResult><Count>${count}</Count><RetMax>${listed.length}</RetMax><RetStart>${start}</RetStart>${kept}${ids}` +
    `<TranslationSet/><QueryTranslation>${escaped(translation)}</QueryTranslation>` +
    `${errors === "" ? "" : `<ErrorList>${errors}</ErrorList>`}${warnings === "" ? "" : `<WarningList>${warnings}</WarningList>`}</eSearchResult>\n`
  );
}

function esearchJson({ count, listed, start, history, found, translation }: Listed): FakeReply {
  return json({
    header: { type: "esearch", version: "0.3" },
    esearchresult: {
      count: String(count),
      retmax: String(listed.length),
      retstart: String(start),
      ...(history === null ? {} : { querykey: String(history.key), webenv: history.webEnv }),
      idlist: listed,
      translationset: [],
      querytranslation: translation,
      errorlist: { phrasesnotfound: found.phrasesNotFound, fieldsnotfound: found.fieldsNotFound },
      warninglist: {
        phrasesignored: [],
        quotedphrasesnotfound: found.quotedPhrasesNotFound,
        outputmessages: count === 0 ? ["No items found."] : [],
      },
    },
  });
}

const summaryOf = (work: FakeWork): object => ({
  uid: work.pmid,
  pubdate: String(work.year),
  epubdate: "",
  source: work.journal,
  authors: work.authors.map(({ family, given }) => ({
    name: `${family} ${given[0] ?? ""}`,
    authtype: "Author",
    clusterid: "",
  })),
  title: work.title,
  volume: "1",
  issue: "",
  pages: "",
  pubtype: ["Journal Article"],
  articleids: [
    { idtype: "pubmed", idtypen: 1, value: work.pmid },
    ...(work.doi === undefined ? [] : [{ idtype: "doi", idtypen: 3, value: work.doi }]),
  ],
  sortpubdate: `${work.year}/01/01 00:00`,
});

/** Knows one misspelling, as the real one's example. */
function espell({ parameters }: FakeRequest): FakeReply {
  const query = parameters.get("term") ?? "";
  const corrected = query.replaceAll("imunoglobulin", "immunoglobulin");
  const shown = corrected === query ? "" : corrected;
  return xml(
    `${doctype("eSpellResult")}<eSpellResult>\n\t<Database>pubmed</Database>\n\t<Query>${escaped(query)}</Query>\n\t<CorrectedQuery>${escaped(shown)}</CorrectedQuery>\n\t<SpelledQuery><Original></Original><Replaced>${escaped(shown)}</Replaced></SpelledQuery>\n\t<ERROR/>\n</eSpellResult>\n`,
  );
}

function einfo(corpus: FakeCorpus): FakeReply {
  return xml(
    `${doctype("eInfoResult")}<eInfoResult><DbInfo><DbName>pubmed</DbName><MenuName>PubMed</MenuName><Description>PubMed bibliographic record</Description><DbBuild>Build-fake</DbBuild><Count>${corpus.works.length}</Count><LastUpdate>2026/01/15 06:00</LastUpdate>` +
      `<FieldList><Field><Name>TIAB</Name><FullName>Title/Abstract</FullName></Field></FieldList>` +
      `<LinkList><Link><Name>pubmed_pubmed_citedin</Name></Link><Link><Name>pubmed_pubmed_refs</Name></Link></LinkList></DbInfo></eInfoResult>`,
  );
}
