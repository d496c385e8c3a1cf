import type { BibliographicRecord } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import type { Service } from "../asking.ts";
import { crossrefWorkOf } from "../crossref/crossref.ts";
import { type CrossrefWork, crossrefRecord } from "../crossref/crossref-record.ts";
import { recordFrom, wording } from "../edge/record-from.ts";
import { europepmcLinks, europepmcSearch } from "../europepmc/europepmc.ts";
import { openalexCiting, openalexWorkOf, openalexWorks } from "../openalex/openalex.ts";
import { openalexId, openalexRecord } from "../openalex/openalex-record.ts";
import { openCitations } from "../opencitations/opencitations.ts";
import { found, type Result, refused } from "../problem.ts";
import { efetch } from "../pubmed/efetch.ts";
import { elink } from "../pubmed/elink.ts";
import { esearch } from "../pubmed/esearch.ts";
import { paperLinks } from "../semantic-scholar/semantic-scholar.ts";
import { paperRecord } from "../semantic-scholar/semantic-scholar-record.ts";
import type { CitationSource, Followed, WorkNumbers } from "./citation-source.ts";

const both = ["backward", "forward"] as const;

const unknown: Followed = { known: false, listed: 0, records: [] };

/** A service that does not know a work has answered; any other refusal is a failure. */
const unlessUnknown = (result: {
  readonly ok: false;
  readonly problems: readonly Problem[];
}): Result<Followed> => (result.problems.some(({ code }) => code === "not-found") ? found(unknown) : result);

/** PubMed: references and citing works as far as the full text is in PMC. */
export function pubmedCitations(service: Service): CitationSource {
  async function pmidOf({ pmid, doi }: WorkNumbers): Promise<Result<string | null>> {
    if (pmid !== undefined) return found(pmid);
    const result = await esearch(service, `"${doi ?? ""}"[aid]`, { most: 2 });
    if (!result.ok) return result;
    // Two records under one DOI say nothing about either.
    return found(result.value.ids.length === 1 ? result.value.ids[0]! : null);
  }
  return {
    source: "pubmed",
    name: "PubMed",
    directions: both,
    async follow(work, direction) {
      const pmid = await pmidOf(work);
      if (!pmid.ok) return pmid;
      if (pmid.value === null) return found(unknown);
      const name = direction === "backward" ? "pubmed_pubmed_refs" : "pubmed_pubmed_citedin";
      const links = await elink(service, [pmid.value], name);
      if (!links.ok) return links;
      const ids = links.value.get(pmid.value) ?? [];
      const records: BibliographicRecord[] = [];
      const problems = [...links.problems];
      for (let at = 0; at < ids.length; at += 200) {
        const fetched = await efetch(service, { ids: ids.slice(at, at + 200) });
        problems.push(...fetched.problems);
        if (!fetched.ok) return refused(...problems);
        records.push(...fetched.value.records);
      }
      return found({ known: true, listed: ids.length, records }, problems);
    },
  };
}

/** Europe PMC: references, unmatched ones too, and citing works. */
export function europepmcCitations(service: Service): CitationSource {
  async function numberOf({
    pmid,
    doi,
  }: WorkNumbers): Promise<Result<{ readonly source: string; readonly id: string } | null>> {
    if (pmid !== undefined) return found({ source: "MED", id: pmid });
    const search = europepmcSearch(service, { pageSize: 2 });
    const step = await search.step(`DOI:"${doi ?? ""}"`, "*", {
      cursor: "*",
      listed: [],
      received: new Set(),
    });
    if (!step.ok) return step;
    const [first] = step.value.received ?? [];
    if (first === undefined) return found(null, step.problems);
    const [source = "", id = ""] = first.split(":");
    return found({ source, id }, step.problems);
  }
  return {
    source: "europepmc",
    name: "Europe PMC",
    directions: both,
    async follow(work, direction) {
      const number = await numberOf(work);
      if (!number.ok) return number;
      if (number.value === null) return found(unknown, number.problems);
      const links = await europepmcLinks(
        service,
        number.value,
        direction === "backward" ? "references" : "citations",
      );
      if (!links.ok) return links;
      const records = links.value.links.filter(({ id }) => id !== undefined).map(({ record }) => record);
      // It answers an unknown number with an empty list.
      return found(
        { known: links.value.listed > 0 || work.pmid === undefined, listed: links.value.listed, records },
        [...number.problems, ...links.problems],
      );
    },
  };
}

/** OpenAlex: both directions; references without a record are absent from its lists. */
export function openalexCitations(service: Service): CitationSource {
  return {
    source: "openalex",
    name: "OpenAlex",
    directions: both,
    async follow({ pmid, doi }, direction) {
      const work = await openalexWorkOf(service, pmid === undefined ? `doi:${doi ?? ""}` : `pmid:${pmid}`);
      if (!work.ok) return unlessUnknown(work);
      if (direction === "forward") {
        const citing = await openalexCiting(service, openalexId(work.value.id));
        if (!citing.ok) return citing;
        const records = citing.value.works.map((each, i) => openalexRecord(each, i + 1));
        return found({ known: true, listed: citing.value.listed, records }, [
          ...work.problems,
          ...citing.problems,
        ]);
      }
      const ids = (work.value.referenced_works ?? []).map(openalexId);
      const cited = await openalexWorks(service, ids);
      if (!cited.ok) return cited;
      const records = cited.value.map((each, i) => openalexRecord(each, i + 1));
      return found({ known: true, listed: ids.length, records }, [...work.problems, ...cited.problems]);
    },
  };
}

/** Semantic Scholar: both directions, to 9,999 citations a work. */
export function semanticScholarCitations(service: Service): CitationSource {
  return {
    source: "semantic-scholar",
    name: "Semantic Scholar",
    directions: both,
    async follow({ pmid, doi }, direction) {
      const id = pmid === undefined ? `DOI:${doi ?? ""}` : `PMID:${pmid}`;
      const links = await paperLinks(service, id, direction === "backward" ? "references" : "citations");
      if (!links.ok) return unlessUnknown(links);
      const records = links.value.papers
        .filter(({ paperId }) => paperId !== null && paperId !== undefined)
        .map((each, i) => paperRecord(each, i + 1));
      return found({ known: true, listed: links.value.listed, records }, links.problems);
    },
  };
}

/** A reference of Crossref that has a DOI, with what the citing publisher wrote of it. */
function referenceRecord(
  reference: NonNullable<CrossrefWork["reference"]>[number],
  number: number,
): BibliographicRecord {
  const title = reference["article-title"] ?? reference["volume-title"];
  return recordFrom(
    {
      ...crossrefRecord({ DOI: reference.DOI ?? "" }, number).csl,
      type: "article-journal",
      title: wording(title),
      "container-title": wording(reference["journal-title"]),
      author: reference.author ? [{ literal: reference.author }] : undefined,
      volume: reference.volume,
    },
    {},
    { format: "crossref-json", database: "Crossref", number },
  );
}

/** Crossref: references that publishers deposited; it does not tell who cites a work. */
export function crossrefCitations(service: Service): CitationSource {
  return {
    source: "crossref",
    name: "Crossref",
    directions: ["backward"],
    async follow({ doi }) {
      if (doi === undefined) return found(unknown);
      const work = await crossrefWorkOf(service, doi);
      if (!work.ok) return unlessUnknown(work);
      const references = work.value.reference ?? [];
      const records = references.filter(({ DOI }) => DOI).map((each, i) => referenceRecord(each, i + 1));
      return found({ known: true, listed: references.length, records }, work.problems);
    },
  };
}

/** OpenCitations: both directions, numbers only. */
export function opencitationsCitations(service: Service): CitationSource {
  return {
    source: "opencitations",
    name: "OpenCitations",
    directions: both,
    async follow({ pmid, doi }, direction) {
      const id = doi === undefined ? `pmid:${pmid ?? ""}` : `doi:${doi}`;
      const links = await openCitations(service, id, direction === "backward" ? "references" : "citations");
      if (!links.ok) return links;
      const records = links.value
        .filter((link) => link.doi !== undefined || link.pmid !== undefined)
        .map((link, i) =>
          recordFrom(
            { type: "document", DOI: link.doi, PMID: link.pmid },
            { accessions: [{ database: "OpenCitations", value: link.oci }] },
            { format: "crossref-json", database: "OpenCitations", number: i + 1 },
          ),
        );
      return found({ known: links.value.length > 0, listed: links.value.length, records }, links.problems);
    },
  };
}
