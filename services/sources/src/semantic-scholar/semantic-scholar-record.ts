import { type BibliographicRecord, pmcidFrom } from "@coppice/identify";
import { z } from "zod";
import { dated, naturalName, others, plain, recordFrom, wording } from "../edge/record-from.ts";

const text = z.string().nullish();

/** A paper of Semantic Scholar, with the fields that are asked for. */
export const paper = z.looseObject({
  /** Null for a reference that was not matched to a paper. */
  paperId: text,
  externalIds: z.record(z.string(), z.union([z.string(), z.number()])).nullish(),
  title: text,
  abstract: text,
  venue: text,
  year: z.number().nullish(),
  publicationDate: text,
  publicationTypes: z.array(z.string()).nullish(),
  journal: z.looseObject({ name: text, volume: text, pages: text }).nullish(),
  authors: z.array(z.looseObject({ name: text, authorId: text })).nullish(),
  citationCount: z.number().nullish(),
  referenceCount: z.number().nullish(),
});

export type Paper = z.infer<typeof paper>;

/** The fields that a record is made of. */
export const PAPER_FIELDS =
  "paperId,externalIds,title,abstract,venue,year,publicationDate,publicationTypes,journal,authors,citationCount,referenceCount";

/** A paper as a record. */
export function paperRecord(of: Paper, number: number): BibliographicRecord {
  const ids = of.externalIds ?? {};
  const idOf = (name: string): string | undefined =>
    ids[name] === undefined ? undefined : String(ids[name]);
  const pmcid = idOf("PubMedCentral");
  return recordFrom(
    {
      type: (of.publicationTypes ?? []).includes("Conference") ? "paper-conference" : "article-journal",
      title: wording(of.title),
      author: (of.authors ?? []).flatMap(({ name }) => (name ? (naturalName(name) ?? []) : [])),
      "container-title": plain(of.journal?.name) ?? plain(of.venue),
      volume: plain(of.journal?.volume),
      page: plain(of.journal?.pages?.replace(/\s+/g, " ")),
      issued: dated(of.publicationDate) ?? dated(of.year),
      abstract: wording(of.abstract),
      DOI: idOf("DOI"),
      PMID: idOf("PubMed"),
      PMCID: pmcid === undefined ? undefined : (pmcidFrom(`PMC${pmcid.replace(/^PMC/i, "")}`) ?? undefined),
    },
    {
      accessions: of.paperId ? [{ database: "Semantic Scholar", value: of.paperId }] : [],
      publicationTypes: (of.publicationTypes ?? []).map((term) => ({ term })),
      other: others({ citationCount: of.citationCount, referenceCount: of.referenceCount }),
    },
    { format: "semantic-scholar-json", database: "Semantic Scholar", number },
  );
}
