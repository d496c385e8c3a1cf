import { childOf, descendantOf, textOf } from "@coppice/identify";
import { z } from "zod";
import type { Service } from "../asking.ts";
import { jsonOf } from "../edge/json-answer.ts";
import { changedResponse, shaped } from "../edge/shape.ts";
import { found, type Result, refused, warning } from "../problem.ts";
import { callEutils, isProblem, rootOf, textsOf } from "./eutils.ts";

/** Puts numbers on the server (epost), for efetch by history. */
export async function epost(
  service: Service,
  pmids: readonly string[],
): Promise<Result<{ readonly webEnv: string; readonly queryKey: string }>> {
  const called = await callEutils(
    service,
    "epost.fcgi",
    { db: "pubmed", id: pmids.join(",") },
    { closing: "ePostResult", post: true },
  );
  if (!called.ok) return called;
  const root = rootOf(called.value, "ePostResult");
  if (isProblem(root)) return refused(...called.problems, { ...root, severity: "error" });
  const [webEnv, queryKey] = [childOf(root, "WebEnv"), childOf(root, "QueryKey")];
  return webEnv === undefined || queryKey === undefined
    ? refused({
        ...changedResponse(
          { service: "PubMed", archived: called.value.archived.id },
          "ePostResult.WebEnv",
          "is not there",
        ),
        severity: "error",
      })
    : found({ webEnv: textOf(webEnv), queryKey: textOf(queryKey) }, called.problems);
}

const summary = z.looseObject({
  uid: z.string(),
  title: z.string().nullish(),
  source: z.string().nullish(),
  pubdate: z.string().nullish(),
  pubtype: z.array(z.string()).nullish(),
  articleids: z.array(z.looseObject({ idtype: z.string(), value: z.string() })).nullish(),
  error: z.string().nullish(),
});

const summaries = z.looseObject({ result: z.record(z.string(), z.unknown()) });

/** The short form of a record. */
export interface Summary {
  readonly pmid: string;
  readonly title?: string;
  readonly journal?: string;
  readonly published?: string;
  readonly types: readonly string[];
  readonly doi?: string;
}

/** Short forms of some records (esummary, version 2.0), in portions of 200; a problem names those that are unknown. */
export async function esummary(
  service: Service,
  pmids: readonly string[],
): Promise<Result<readonly Summary[]>> {
  const read: Summary[] = [];
  const problems = [];
  for (let at = 0; at < pmids.length; at += 200) {
    const portion = pmids.slice(at, at + 200);
    const called = await callEutils(
      service,
      "esummary.fcgi",
      { db: "pubmed", id: portion.join(","), version: "2.0", retmode: "json" },
      { post: portion.length > 100 },
    );
    problems.push(...called.problems);
    if (!called.ok) return refused(...problems);
    const place = { service: "PubMed", archived: called.value.archived.id };
    const outer = shaped(summaries, jsonOf(called.value.text), place);
    if (!outer.ok) return refused(...problems, { ...outer.problem, severity: "error" });
    for (const pmid of portion) {
      const one = shaped(summary, outer.value.result[pmid], { ...place, path: `result.${pmid}` });
      if (!one.ok) {
        problems.push(one.problem);
        continue;
      }
      const { title, source, pubdate, pubtype, articleids, error } = one.value;
      if (error) {
        problems.push(
          warning("unknown-record", `PubMed has no summary of PMID ${pmid}: ${error}.`, {
            file: place.archived,
          }),
        );
        continue;
      }
      const doi = articleids?.find(({ idtype }) => idtype === "doi")?.value;
      read.push({
        pmid,
        ...(title ? { title } : {}),
        ...(source ? { journal: source } : {}),
        ...(pubdate ? { published: pubdate } : {}),
        types: pubtype ?? [],
        ...(doi === undefined ? {} : { doi }),
      });
    }
  }
  return found(read, problems);
}

/** How PubMed would spell a query (espell); null where it would spell it so. */
export async function espell(service: Service, term: string): Promise<Result<string | null>> {
  const called = await callEutils(
    service,
    "espell.fcgi",
    { db: "pubmed", term },
    { closing: "eSpellResult" },
  );
  if (!called.ok) return called;
  const root = rootOf(called.value, "eSpellResult");
  if (isProblem(root)) return refused(...called.problems, { ...root, severity: "error" });
  const [corrected = ""] = textsOf(root, "CorrectedQuery");
  return found(corrected === "" || corrected === term ? null : corrected, called.problems);
}

/** The state of PubMed (einfo): its build, how many records it has, its links. */
export interface DatabaseState {
  readonly build: string;
  readonly count: number;
  readonly updated: string;
  /** Search fields, by their short names. */
  readonly fields: readonly string[];
  /** Links that elink can follow; one that is not here has no data. */
  readonly links: readonly string[];
}

export async function einfo(service: Service): Promise<Result<DatabaseState>> {
  const called = await callEutils(
    service,
    "einfo.fcgi",
    { db: "pubmed", retmode: "xml" },
    { closing: "eInfoResult" },
  );
  if (!called.ok) return called;
  const root = rootOf(called.value, "eInfoResult");
  if (isProblem(root)) return refused(...called.problems, { ...root, severity: "error" });
  const info = childOf(root, "DbInfo");
  const [build = ""] = textsOf(info, "DbBuild");
  const [count = ""] = textsOf(info, "Count");
  const [updated = ""] = textsOf(info, "LastUpdate");
  const names = (list: string, item: string): readonly string[] =>
    (info === undefined ? [] : (descendantOf(info, list)?.children ?? []))
      .filter(({ name }) => name === item)
      .flatMap((each) => textsOf(each, "Name"));
  if (!/^\d+$/.test(count))
    return refused({
      ...changedResponse(
        { service: "PubMed", archived: called.value.archived.id },
        "eInfoResult.DbInfo.Count",
        "is no number",
      ),
      severity: "error",
    });
  return found(
    {
      build,
      count: Number(count),
      updated,
      fields: names("FieldList", "Field"),
      links: names("LinkList", "Link"),
    },
    called.problems,
  );
}

/** A citation as printed, to find its number. */
export interface PrintedCitation {
  readonly journal?: string;
  readonly year?: string | number;
  readonly volume?: string;
  readonly page?: string;
  /** As `Mann BJ`. */
  readonly author?: string;
  /** Comes back with the answer. */
  readonly key: string;
}

export type CitationMatch =
  | { readonly key: string; readonly kind: "found"; readonly pmid: string }
  | { readonly key: string; readonly kind: "not-found" | "ambiguous"; readonly said: string };

/** Finds the numbers of printed citations (ecitmatch). */
export async function ecitmatch(
  service: Service,
  citations: readonly PrintedCitation[],
): Promise<Result<readonly CitationMatch[]>> {
  const part = (value: string | number | undefined): string => String(value ?? "").replace(/[|\r\n]/g, " ");
  const lines = citations.map(
    ({ journal, year, volume, page, author, key }) =>
      `${[journal, year, volume, page, author, key].map(part).join("|")}|`,
  );
  const called = await callEutils(service, "ecitmatch.cgi", {
    db: "pubmed",
    retmode: "xml",
    bdata: lines.join("\r"),
  });
  if (!called.ok) return called;
  const answers = new Map<string, string>();
  for (const line of called.value.text.split(/\r?\n|\r/)) {
    const parts = line.split("|");
    if (parts.length >= 7) answers.set(parts[5]!, parts.slice(6).join("|").trim());
  }
  const matches = citations.map(({ key }): CitationMatch => {
    const said = answers.get(part(key)) ?? "no answer";
    if (/^\d+$/.test(said)) return { key, kind: "found", pmid: said };
    return { key, kind: /^AMBIGUOUS/i.test(said) ? "ambiguous" : "not-found", said };
  });
  return found(matches, called.problems);
}
