import { escaped } from "../server/fake-service.ts";
import type { FakeWork } from "./fake-work.ts";

const parts = (date: string): string => {
  const [year, month, day] = date.split("/");
  return `<Year>${year}</Year><Month>${month}</Month><Day>${day}</Day>`;
};

/** A work as PubMed gives it: the real element where there is one, else one with the same elements. */
function pubmedArticle(work: FakeWork): string {
  if (work.xml !== undefined) return work.xml;
  const authors = work.authors
    .map(
      ({ family, given }) =>
        `<Author ValidYN="Y"><LastName>${escaped(family)}</LastName><ForeName>${escaped(given)}</ForeName><Initials>${escaped(given[0] ?? "")}</Initials></Author>`,
    )
    .join("");
  const references = [
    ...work.cites.map(
      (pmid) =>
        `<Reference><Citation>PubMed ${pmid}</Citation><ArticleIdList><ArticleId IdType="pubmed">${pmid}</ArticleId></ArticleIdList></Reference>`,
    ),
    ...(work.citesText ?? []).map((text) => `<Reference><Citation>${escaped(text)}</Citation></Reference>`),
  ].join("");
  const doi = work.doi === undefined ? "" : `<ArticleId IdType="doi">${escaped(work.doi)}</ArticleId>`;
  const abstract =
    work.abstract === undefined
      ? ""
      : `<Abstract><AbstractText>${escaped(work.abstract)}</AbstractText></Abstract>`;
  return (
    `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${work.pmid}</PMID>` +
    `<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><Volume>1</Volume><PubDate><Year>${work.year}</Year></PubDate></JournalIssue>` +
    `<Title>${escaped(work.journal)}</Title></Journal><ArticleTitle>${escaped(work.title)}</ArticleTitle>${abstract}` +
    `<AuthorList CompleteYN="Y">${authors}</AuthorList><Language>eng</Language>` +
    `<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation>` +
    `<PubmedData><History><PubMedPubDate PubStatus="entrez">${parts(work.entered)}</PubMedPubDate></History><PublicationStatus>ppublish</PublicationStatus>` +
    `<ArticleIdList><ArticleId IdType="pubmed">${work.pmid}</ArticleId>${doi}</ArticleIdList>` +
    `${references === "" ? "" : `<ReferenceList>${references}</ReferenceList>`}</PubmedData></PubmedArticle>`
  );
}

const HEAD =
  '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n';

export const pubmedArticleSet = (works: readonly FakeWork[], deleted: readonly string[] = []): string =>
  `${HEAD}<PubmedArticleSet>\n${works.map(pubmedArticle).join("\n")}${
    deleted.length === 0
      ? ""
      : `<DeleteCitation>${deleted.map((pmid) => `<PMID Version="1">${pmid}</PMID>`).join("")}</DeleteCitation>`
  }\n</PubmedArticleSet>\n`;
