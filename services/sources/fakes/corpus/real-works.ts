import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type BibliographicRecord, outerXml, pubmedXmlReader, xmlElements } from "@coppice/identify";
import type { FakeWork } from "./fake-work.ts";

function recordOf(xml: string): BibliographicRecord | undefined {
  const records: BibliographicRecord[] = [];
  const reader = pubmedXmlReader(
    { record: (record) => records.push(record), anomaly: () => undefined },
    { references: true },
  );
  reader.push(xml);
  reader.end();
  return records[0];
}

function enteredOf({ history }: BibliographicRecord): string | undefined {
  const of = (status: string) => history?.find((each) => each.status === status)?.date["date-parts"]?.[0];
  const [year, month = 1, day = 1] = of("entrez") ?? of("pubmed") ?? of("entered") ?? [];
  const two = (part: number): string => String(part).padStart(2, "0");
  return year === undefined ? undefined : `${year}/${two(month)}/${two(day)}`;
}

function workOf(xml: string): FakeWork | undefined {
  const record = recordOf(xml);
  const pmid = record?.csl.PMID;
  const year = record?.csl.issued?.["date-parts"]?.[0][0];
  const entered = record === undefined ? undefined : enteredOf(record);
  if (record === undefined || pmid === undefined) return undefined;
  const cites = (record.relations ?? []).filter(({ kind }) => kind === "cites");
  return {
    pmid,
    ...(record.csl.DOI === undefined ? {} : { doi: record.csl.DOI }),
    title: record.csl.title ?? "",
    ...(record.csl.abstract === undefined ? {} : { abstract: record.csl.abstract }),
    year: year ?? 2000,
    journal: record.csl["container-title"] ?? "",
    authors: (record.csl.author ?? []).map(({ family, given, literal }) => ({
      family: family ?? literal ?? "",
      given: given ?? "",
    })),
    entered: entered ?? `${year ?? 2000}/01/01`,
    cites: [...new Set(cites.flatMap((each) => each.pmid ?? []))],
    citesText: cites.filter((each) => each.pmid === undefined).flatMap((each) => each.citation ?? []),
    xml,
  };
}

/** Works of PubMed files in a folder (`.xml`, `.xml.gz`), with their elements as they stand there; none where the folder is not there. */
export function realWorks(folder: string): readonly FakeWork[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.xml(?:\.gz)?$/.test(name))
    .sort()
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
      const { elements } = xmlElements(text, ["PubmedArticle"], ["PubmedArticleSet"]);
      return elements.flatMap((element) => workOf(outerXml(element)) ?? []);
    });
}
