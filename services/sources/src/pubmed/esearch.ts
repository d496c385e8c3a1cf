import { childOf, textOf, type XmlElement } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import type { Service } from "../asking.ts";
import { changedResponse } from "../edge/shape.ts";
import { failure, found, type Result, refused, warning } from "../problem.ts";
import { callEutils, isProblem, rootOf, textsOf } from "./eutils.ts";

export interface EsearchOptions {
  readonly start?: number;
  /** At most 10,000. Default: 20. 0 counts. */
  readonly most?: number;
  /** Keeps the result on the server, for efetch and esummary. */
  readonly history?: boolean;
  /** Default: the most recent first. */
  readonly sort?: "relevance" | "pub_date" | "Author" | "JournalName";
}

/** What PubMed found, and how it understood the query. */
export interface EsearchResult {
  readonly count: number;
  readonly ids: readonly string[];
  /** The query as PubMed ran it: terms mapped to headings, tags written out. */
  readonly translation?: string;
  readonly history?: { readonly webEnv: string; readonly queryKey: string };
  /** Id of the answer in the archive. */
  readonly archived: string;
}

const quotes = (texts: readonly string[]): string =>
  texts.map((text) => `"${text.replace(/^"|"$/g, "")}"`).join(", ");

/** What PubMed warns of, in sentences: without them a misspelt word is an empty set that nobody sees. */
function warningsOf(root: XmlElement, archived: string): readonly Problem[] {
  const errors = childOf(root, "ErrorList");
  const warnings = childOf(root, "WarningList");
  const where = { file: archived };
  const problems: Problem[] = [];
  const tell = (code: string, texts: readonly string[], sentence: (named: string) => string): void => {
    if (texts.length > 0) problems.push(warning(code, sentence(quotes(texts)), where));
  };
  tell(
    "phrase-not-found",
    textsOf(errors, "PhraseNotFound"),
    (named) => `PubMed has no record with ${named}; look at the spelling.`,
  );
  tell(
    "field-not-found",
    textsOf(errors, "FieldNotFound"),
    (named) => `PubMed knows no field ${named} and searched all fields instead; look at the tag.`,
  );
  tell(
    "phrase-ignored",
    textsOf(warnings, "PhraseIgnored"),
    (named) => `PubMed left ${named} out of the search.`,
  );
  tell(
    "quoted-phrase-not-found",
    textsOf(warnings, "QuotedPhraseNotFound"),
    (named) =>
      `PubMed's phrase index lacks ${named}, and may have searched the words apart; look at the translation.`,
  );
  tell("message", textsOf(warnings, "OutputMessage"), (named) => `PubMed says ${named}.`);
  return problems;
}

/** Runs a query (esearch). The ids are at most the first 9,999 of a result, whatever is asked for; the count is right all the same. */
export async function esearch(
  service: Service,
  term: string,
  options: EsearchOptions = {},
): Promise<Result<EsearchResult>> {
  const called = await callEutils(
    service,
    "esearch.fcgi",
    {
      db: "pubmed",
      term,
      retmode: "xml",
      retstart: options.start,
      retmax: options.most ?? 20,
      usehistory: options.history === true ? "y" : undefined,
      sort: options.sort,
    },
    { closing: "eSearchResult" },
  );
  if (!called.ok) return called;
  const answer = called.value;
  const archived = answer.archived.id;
  const root = rootOf(answer, "eSearchResult");
  if (isProblem(root)) return refused(...called.problems, { ...root, severity: "error" });
  const text = (name: string): string | undefined => {
    const child = childOf(root, name);
    return child === undefined ? undefined : textOf(child);
  };
  const count = text("Count");
  if (count === undefined || !/^\d+$/.test(count))
    return refused(...called.problems, {
      ...changedResponse(
        { service: "PubMed", archived },
        "eSearchResult.Count",
        `is ${JSON.stringify(count) ?? "not there"}`,
      ),
      severity: "error",
    });
  const ids = textsOf(childOf(root, "IdList"), "Id");
  const problems = [...called.problems, ...warningsOf(root, archived)];
  const translation = text("QueryTranslation");
  const webEnv = text("WebEnv");
  const queryKey = text("QueryKey");
  if (options.history === true && webEnv === undefined)
    return refused(
      ...problems,
      failure("no-history", "PubMed kept no result on its server; ask without history.", { file: archived }),
    );
  return found(
    {
      count: Number(count),
      ids,
      archived,
      ...(translation === undefined ? {} : { translation }),
      ...(webEnv === undefined || queryKey === undefined ? {} : { history: { webEnv, queryKey } }),
    },
    problems,
  );
}
