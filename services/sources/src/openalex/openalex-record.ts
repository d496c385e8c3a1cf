import { type BibliographicRecord, doiFrom, pmcidFrom, pmidFrom } from "@coppice/identify";
import { z } from "zod";
import { dated, naturalName, others, plain, recordFrom, wording } from "../edge/record-from.ts";

const text = z.string().nullish();

/** A work of OpenAlex. */
export const openalexWork = z.looseObject({
  id: z.string(),
  doi: text,
  title: text,
  publication_year: z.number().nullish(),
  publication_date: text,
  ids: z.looseObject({ pmid: text, pmcid: text }).nullish(),
  language: text,
  primary_location: z
    .looseObject({
      landing_page_url: text,
      source: z.looseObject({ display_name: text, issn_l: text }).nullish(),
    })
    .nullish(),
  type: text,
  authorships: z
    .array(
      z.looseObject({
        author: z.looseObject({ display_name: text, orcid: text }).nullish(),
        raw_author_name: text,
        raw_affiliation_strings: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  cited_by_count: z.number().nullish(),
  biblio: z.looseObject({ volume: text, issue: text, first_page: text, last_page: text }).nullish(),
  is_retracted: z.boolean().nullish(),
  mesh: z
    .array(
      z.looseObject({
        descriptor_ui: text,
        descriptor_name: text,
        qualifier_ui: text,
        qualifier_name: text,
        is_major_topic: z.boolean().nullish(),
      }),
    )
    .nullish(),
  referenced_works: z.array(z.string()).nullish(),
  abstract_inverted_index: z.record(z.string(), z.array(z.number().int().nonnegative())).nullish(),
});

export type OpenalexWork = z.infer<typeof openalexWork>;

/** `W123` of `https://openalex.org/W123`. */
export const openalexId = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** The abstract, of which OpenAlex tells at which places each word stands. */
export function abstractOf(index: OpenalexWork["abstract_inverted_index"]): string | undefined {
  if (index === null || index === undefined) return undefined;
  const places = Object.entries(index).flatMap(([word, at]) => at.map((place) => [place, word] as const));
  return wording(
    places
      .sort(([a], [b]) => a - b)
      .map(([, word]) => word)
      .join(" "),
  );
}

const TYPES: Readonly<Record<string, BibliographicRecord["csl"]["type"]>> = {
  article: "article-journal",
  review: "article-journal",
  letter: "article-journal",
  editorial: "article-journal",
  erratum: "article-journal",
  preprint: "article",
  book: "book",
  "book-chapter": "chapter",
  dissertation: "thesis",
  dataset: "dataset",
  report: "report",
  "peer-review": "review",
};

/** Rows of one descriptor are one heading with its qualifiers. */
function headingsOf(rows: OpenalexWork["mesh"]): NonNullable<BibliographicRecord["headings"]> {
  const headings = new Map<string, NonNullable<BibliographicRecord["headings"]>[number]>();
  for (const row of rows ?? []) {
    const term = row.descriptor_name;
    if (!term) continue;
    const isMajor = row.is_major_topic === true;
    const before = headings.get(term);
    const qualifier = row.qualifier_name
      ? [{ term: row.qualifier_name, ...(row.qualifier_ui ? { ui: row.qualifier_ui } : {}), major: isMajor }]
      : [];
    headings.set(term, {
      term,
      ...(row.descriptor_ui ? { ui: row.descriptor_ui } : {}),
      scheme: "MeSH",
      major: (before?.major ?? false) || (isMajor && qualifier.length === 0),
      qualifiers: [...(before?.qualifiers ?? []), ...qualifier],
    });
  }
  return [...headings.values()];
}

/** A work as a record. */
export function openalexRecord(work: OpenalexWork, number: number): BibliographicRecord {
  const { biblio, ids } = work;
  const [first, last] = [plain(biblio?.first_page), plain(biblio?.last_page)];
  const authorships = work.authorships ?? [];
  const isPreprint = work.type === "preprint";
  return recordFrom(
    {
      type: TYPES[work.type ?? ""] ?? "document",
      genre: isPreprint ? "preprint" : undefined,
      title: wording(work.title),
      author: authorships.flatMap(({ raw_author_name, author }) => {
        const name = plain(raw_author_name ?? author?.display_name);
        return name === undefined ? [] : (naturalName(name) ?? []);
      }),
      "container-title": plain(work.primary_location?.source?.display_name),
      ISSN: plain(work.primary_location?.source?.issn_l),
      volume: plain(biblio?.volume),
      issue: plain(biblio?.issue),
      page: first === undefined || last === undefined || first === last ? first : `${first}-${last}`,
      issued: dated(work.publication_date) ?? dated(work.publication_year),
      abstract: abstractOf(work.abstract_inverted_index),
      language: plain(work.language),
      DOI: work.doi ? doiFrom(work.doi) : undefined,
      PMID: ids?.pmid ? pmidFrom(ids.pmid) : undefined,
      PMCID: ids?.pmcid ? pmcidFrom(ids.pmcid) : undefined,
      URL: plain(work.primary_location?.landing_page_url),
    },
    {
      accessions: [{ database: "OpenAlex", value: openalexId(work.id) }],
      headings: headingsOf(work.mesh),
      publicationTypes: [
        ...(work.type ? [{ term: work.type }] : []),
        ...(work.is_retracted === true ? [{ term: "Retracted Publication" }] : []),
      ],
      affiliations: authorships.flatMap(({ raw_affiliation_strings }, author) =>
        (raw_affiliation_strings ?? []).map((affiliation) => ({ author, text: affiliation })),
      ),
      authorIds: authorships.flatMap(({ author }, i) =>
        author?.orcid ? [{ author: i, source: "ORCID", value: author.orcid }] : [],
      ),
      other: others({
        cited_by_count: work.cited_by_count,
        referenced_works: (work.referenced_works ?? []).map(openalexId),
      }),
    },
    { format: "openalex-json", database: "OpenAlex", number },
  );
}
