import { type BibliographicRecord, type CslDate, type CslName, registrationsIn } from "@coppice/identify";
import { z } from "zod";
import { others, plain, recordFrom, wording } from "../edge/record-from.ts";

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();
const date = z.looseObject({ "date-parts": z.array(z.array(z.number().nullable())) }).nullish();

const update = z.looseObject({
  DOI: text,
  type: text,
  label: text,
  source: text,
  updated: date,
});

/** A work of Crossref. */
export const crossrefWork = z.looseObject({
  DOI: z.string(),
  type: text,
  title: texts,
  "short-container-title": texts,
  "container-title": texts,
  author: z
    .array(
      z.looseObject({
        given: text,
        family: text,
        name: text,
        suffix: text,
        ORCID: text,
        affiliation: z.array(z.looseObject({ name: text })).nullish(),
      }),
    )
    .nullish(),
  issued: date,
  "published-print": date,
  "published-online": date,
  volume: text,
  issue: text,
  page: text,
  "article-number": text,
  ISSN: texts,
  publisher: text,
  abstract: text,
  language: text,
  subject: texts,
  reference: z
    .array(
      z.looseObject({
        key: text,
        DOI: text,
        unstructured: text,
        "article-title": text,
        "journal-title": text,
        "volume-title": text,
        author: text,
        year: text,
        volume: text,
        "first-page": text,
      }),
    )
    .nullish(),
  "reference-count": z.number().nullish(),
  "is-referenced-by-count": z.number().nullish(),
  "update-to": z.array(update).nullish(),
  "updated-by": z.array(update).nullish(),
  "clinical-trial-number": z
    .array(z.looseObject({ "clinical-trial-number": text, registry: text }))
    .nullish(),
  relation: z.unknown().optional(),
});

export type CrossrefWork = z.infer<typeof crossrefWork>;
type CrossrefUpdate = z.infer<typeof update>;

const TYPES: Readonly<Record<string, BibliographicRecord["csl"]["type"]>> = {
  "journal-article": "article-journal",
  "posted-content": "article",
  book: "book",
  monograph: "book",
  "edited-book": "book",
  "book-chapter": "chapter",
  "proceedings-article": "paper-conference",
  dissertation: "thesis",
  dataset: "dataset",
  report: "report",
  "reference-entry": "entry",
  "peer-review": "review",
};

function crossrefDate(value: CrossrefWork["issued"]): CslDate | undefined {
  const parts = value?.["date-parts"][0]?.filter((part) => part !== null) ?? [];
  const [year, month, day] = parts;
  if (year === undefined) return undefined;
  if (month === undefined) return { "date-parts": [[year]] };
  return { "date-parts": [day === undefined ? [year, month] : [year, month, day]] };
}

/** How Crossref's words for an update are called in PubMed, seen from the work that was updated. */
const UPDATED: Readonly<
  Record<
    string,
    readonly [
      NonNullable<BibliographicRecord["relations"]>[number]["kind"],
      NonNullable<BibliographicRecord["relations"]>[number]["kind"],
    ]
  >
> = {
  retraction: ["retraction-in", "retraction-of"],
  removal: ["retraction-in", "retraction-of"],
  withdrawal: ["retraction-in", "retraction-of"],
  partial_retraction: ["retraction-in", "retraction-of"],
  expression_of_concern: ["expression-of-concern-in", "expression-of-concern-for"],
  correction: ["erratum-in", "erratum-for"],
  erratum: ["erratum-in", "erratum-for"],
  corrigendum: ["erratum-in", "erratum-for"],
  new_version: ["update-in", "update-of"],
};

function relationOf(
  each: CrossrefUpdate,
  isUpdated: boolean,
): NonNullable<BibliographicRecord["relations"]>[number] {
  const known = UPDATED[(each.type ?? "").replaceAll("-", "_")];
  const note = [each.label ?? each.type, each.source].filter(Boolean).join(", ");
  return {
    kind: known === undefined ? "other" : isUpdated ? known[0] : known[1],
    ...(each.DOI ? { doi: each.DOI } : {}),
    ...(note === "" ? {} : { note }),
  };
}

function citationOf(reference: NonNullable<CrossrefWork["reference"]>[number]): string | undefined {
  if (reference.unstructured) return wording(reference.unstructured);
  const parts = [
    reference.author,
    reference["article-title"] ?? reference["volume-title"],
    reference["journal-title"],
    reference.year,
    reference.volume,
    reference["first-page"],
  ].filter(Boolean);
  return parts.length === 0 ? undefined : wording(parts.join(". "));
}

/** A work as a record; its references are relations of kind "cites". */
export function crossrefRecord(work: CrossrefWork, number: number): BibliographicRecord {
  const authors = work.author ?? [];
  const isPreprint = work.type === "posted-content";
  const registered = (work["clinical-trial-number"] ?? [])
    .map((each) => each["clinical-trial-number"] ?? "")
    .join(" ");
  return recordFrom(
    {
      type: TYPES[work.type ?? ""] ?? "document",
      genre: isPreprint ? "preprint" : undefined,
      title: wording(work.title?.[0]),
      author: authors.flatMap(({ family, given, name, suffix }): readonly CslName[] => {
        const group = plain(name);
        if (!family) return group === undefined ? [] : [{ literal: group }];
        return [
          {
            family: plain(family)!,
            ...(given ? { given: plain(given)! } : {}),
            ...(suffix ? { suffix } : {}),
          },
        ];
      }),
      "container-title": plain(work["container-title"]?.[0]),
      "container-title-short": plain(work["short-container-title"]?.[0]),
      ISSN: work.ISSN?.[0],
      publisher: plain(work.publisher),
      volume: plain(work.volume),
      issue: plain(work.issue),
      page: plain(work.page),
      number: plain(work["article-number"]),
      issued: crossrefDate(work.issued) ?? crossrefDate(work["published-print"]),
      "available-date": crossrefDate(work["published-online"]),
      abstract: wording(work.abstract),
      language: plain(work.language),
      DOI: work.DOI,
    },
    {
      registrations: registrationsIn(registered),
      keywords: (work.subject ?? []).flatMap((word) => plain(word) ?? []),
      affiliations: authors.flatMap(({ affiliation }, author) =>
        (affiliation ?? []).flatMap(({ name }) => (name ? [{ author, text: name }] : [])),
      ),
      authorIds: authors.flatMap(({ ORCID }, author) =>
        ORCID ? [{ author, source: "ORCID", value: ORCID }] : [],
      ),
      publicationTypes: work.type ? [{ term: work.type }] : [],
      relations: [
        ...(work["updated-by"] ?? []).map((each) => relationOf(each, true)),
        ...(work["update-to"] ?? []).map((each) => relationOf(each, false)),
        ...(work.reference ?? []).map((reference) => {
          const citation = citationOf(reference);
          return {
            kind: "cites" as const,
            ...(citation === undefined ? {} : { citation }),
            ...(reference.DOI ? { doi: reference.DOI } : {}),
          };
        }),
      ],
      other: others({ "is-referenced-by-count": work["is-referenced-by-count"], relation: work.relation }),
    },
    { format: "crossref-json", database: "Crossref", number },
  );
}
