import { type BibliographicRecord, nameFrom, registrationsIn } from "@coppice/identify";
import { z } from "zod";
import { dated, others, plain, recordFrom, wording } from "../edge/record-from.ts";

const text = z.string().nullish();
const number = z.union([z.number(), z.string()]).nullish();

/** A result of Europe PMC, `lite` or `core`. Fields that the model has no place for are kept as they are. */
export const europepmcResult = z.looseObject({
  id: z.string(),
  source: z.string(),
  pmid: text,
  pmcid: text,
  doi: text,
  title: text,
  authorString: text,
  authorList: z
    .looseObject({
      author: z.array(
        z.looseObject({
          fullName: text,
          firstName: text,
          lastName: text,
          initials: text,
          collectiveName: text,
        }),
      ),
    })
    .nullish(),
  journalInfo: z
    .looseObject({
      issue: text,
      volume: text,
      yearOfPublication: number,
      printPublicationDate: text,
      journal: z.looseObject({ title: text, medlineAbbreviation: text, issn: text, essn: text }).nullish(),
    })
    .nullish(),
  journalTitle: text,
  journalVolume: text,
  issue: text,
  pubYear: number,
  pageInfo: text,
  abstractText: text,
  language: text,
  pubTypeList: z.looseObject({ pubType: z.union([z.array(z.string()), z.string()]) }).nullish(),
  meshHeadingList: z
    .looseObject({
      meshHeading: z.array(
        z.looseObject({
          majorTopic_YN: text,
          descriptorName: z.string(),
          meshQualifierList: z
            .looseObject({
              meshQualifier: z.array(z.looseObject({ qualifierName: z.string(), majorTopic_YN: text })),
            })
            .nullish(),
        }),
      ),
    })
    .nullish(),
  keywordList: z.looseObject({ keyword: z.array(z.string()) }).nullish(),
  commentCorrectionList: z
    .looseObject({
      commentCorrection: z.array(z.looseObject({ id: text, source: text, reference: text, type: text })),
    })
    .nullish(),
  firstPublicationDate: text,
  firstIndexDate: text,
  isOpenAccess: text,
  citedByCount: number,
});

type Result = z.infer<typeof europepmcResult>;

/** Words of Europe PMC for how publications relate. */
const RELATIONS: readonly (readonly [
  RegExp,
  NonNullable<BibliographicRecord["relations"]>[number]["kind"],
])[] = [
  [/^retraction in/i, "retraction-in"],
  [/^retraction of/i, "retraction-of"],
  [/^expression of concern in/i, "expression-of-concern-in"],
  [/^erratum in/i, "erratum-in"],
  [/^erratum for/i, "erratum-for"],
  [/^comment in/i, "comment-in"],
  [/^comment on/i, "comment-on"],
  [/^update in|^update of/i, "update-in"],
  [/^preprint (?:of|in)/i, "associated-publication"],
];

const PREPRINT = "PPR";

function authorsOf({ authorList, authorString }: Result) {
  const listed = authorList?.author.flatMap((author) => {
    if (author.lastName)
      return { family: plain(author.lastName)!, given: plain(author.firstName ?? author.initials) ?? "" };
    const group = plain(author.collectiveName ?? author.fullName);
    return group === undefined ? [] : { literal: group };
  });
  if (listed !== undefined && listed.length > 0) return listed;
  return (authorString ?? "")
    .replace(/\.\s*$/, "")
    .split(/,\s*/)
    .flatMap((name) => nameFrom(name, "initials-last") ?? []);
}

/** A result as a record. */
export function europepmcRecord(result: Result, number: number): BibliographicRecord {
  const { journalInfo } = result;
  const types = result.pubTypeList?.pubType;
  const isPreprint = result.source === PREPRINT;
  const year = journalInfo?.yearOfPublication ?? result.pubYear;
  const {
    id,
    source,
    pmid,
    pmcid,
    doi,
    title: _title,
    authorString: _names,
    authorList: _authors,
    journalInfo: _journal,
    journalTitle,
    journalVolume,
    issue,
    pubYear: _year,
    pageInfo,
    abstractText,
    language,
    pubTypeList: _types,
    meshHeadingList,
    keywordList,
    commentCorrectionList,
    firstPublicationDate,
    firstIndexDate,
    ...rest
  } = result;
  const abstract = wording(abstractText);
  return recordFrom(
    {
      type: isPreprint ? "article" : "article-journal",
      genre: isPreprint ? "preprint" : undefined,
      title: wording(result.title),
      author: authorsOf(result),
      "container-title": plain(journalInfo?.journal?.title ?? journalTitle),
      "container-title-short": plain(journalInfo?.journal?.medlineAbbreviation),
      ISSN: plain(journalInfo?.journal?.issn ?? journalInfo?.journal?.essn),
      volume: plain(journalInfo?.volume ?? journalVolume),
      issue: plain(journalInfo?.issue ?? issue),
      page: plain(pageInfo),
      issued: dated(year) ?? dated(firstPublicationDate),
      "available-date": dated(firstPublicationDate),
      abstract,
      language: plain(language),
      DOI: plain(doi),
      PMID: plain(pmid),
      PMCID: plain(pmcid),
    },
    {
      registrations: registrationsIn(`${result.title ?? ""} ${abstract ?? ""}`),
      accessions: [{ database: `Europe PMC ${source}`, value: id }],
      headings: (meshHeadingList?.meshHeading ?? []).map((heading) => ({
        term: heading.descriptorName,
        scheme: "MeSH" as const,
        major: heading.majorTopic_YN === "Y",
        qualifiers: (heading.meshQualifierList?.meshQualifier ?? []).map((qualifier) => ({
          term: qualifier.qualifierName,
          major: qualifier.majorTopic_YN === "Y",
        })),
      })),
      keywords: (keywordList?.keyword ?? []).flatMap((word) => plain(word) ?? []),
      publicationTypes: (types === undefined ? [] : [types].flat()).map((term) => ({ term })),
      relations: (commentCorrectionList?.commentCorrection ?? []).map(
        ({ id: other, source: from, reference, type }) => ({
          kind: RELATIONS.find(([words]) => words.test(type ?? ""))?.[1] ?? ("other" as const),
          ...(reference ? { citation: reference } : {}),
          ...(from === "MED" && other ? { pmid: other } : {}),
          ...(type ? { note: type } : {}),
        }),
      ),
      history: [firstIndexDate].flatMap((day) => {
        const date = dated(day);
        return date === undefined ? [] : { status: "first-indexed", date };
      }),
      other: others(rest),
    },
    { format: "europepmc-json", database: "Europe PMC", number },
  );
}
