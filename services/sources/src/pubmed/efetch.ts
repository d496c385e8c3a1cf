import { type BibliographicRecord, pubmedXmlReader } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import type { Service } from "../asking.ts";
import { changedResponse } from "../edge/shape.ts";
import { found, type Result, refused, warning } from "../problem.ts";
import { callEutils } from "./eutils.ts";

/** Which records: by number, or a part of a result that the server keeps. */
export type EfetchOf =
  | { readonly ids: readonly string[] }
  | {
      readonly history: { readonly webEnv: string; readonly queryKey: string };
      readonly start: number;
      readonly most: number;
    };

export interface Fetched {
  readonly records: readonly BibliographicRecord[];
  /** Id of the answer in the archive. */
  readonly archived: string;
}

/** Reads the records of an answer of efetch. */
export function recordsIn(
  xml: string,
  archived: string,
  options: { readonly references?: boolean } = {},
): { readonly records: readonly BibliographicRecord[]; readonly problems: readonly Problem[] } {
  const records: BibliographicRecord[] = [];
  const problems: Problem[] = [];
  const reader = pubmedXmlReader(
    {
      record: (record) => records.push(record),
      anomaly: ({ code, message, line }) => problems.push(warning(code, message, { file: archived, line })),
    },
    options,
  );
  reader.push(xml);
  reader.end();
  return { records, problems };
}

/** Fetches records in full (efetch, by POST). An answer without a set of articles is a `changed-response`. */
export async function efetch(
  service: Service,
  of: EfetchOf,
  options: { readonly references?: boolean } = {},
): Promise<Result<Fetched>> {
  const which =
    "ids" in of
      ? { id: of.ids.join(",") }
      : { WebEnv: of.history.webEnv, query_key: of.history.queryKey, retstart: of.start, retmax: of.most };
  const called = await callEutils(
    service,
    "efetch.fcgi",
    { db: "pubmed", retmode: "xml", ...which },
    { closing: "PubmedArticleSet", post: true },
  );
  if (!called.ok) return called;
  const { text, archived } = called.value;
  if (!text.includes("<PubmedArticleSet"))
    return refused(...called.problems, {
      ...changedResponse({ service: "PubMed", archived: archived.id }, "PubmedArticleSet", "is not there"),
      severity: "error",
    });
  const { records, problems } = recordsIn(text, archived.id, options);
  return found({ records, archived: archived.id }, [...called.problems, ...problems]);
}
