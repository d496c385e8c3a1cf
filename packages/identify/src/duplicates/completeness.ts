import type { BibliographicRecord } from "../record/bibliographic-record.ts";

/** How much a screener has of a record: identifiers, the place, the abstract, the authors by name, headings. */
export function completeness(record: BibliographicRecord): number {
  const { csl } = record;
  const authors = csl.author ?? [];
  let sum = 0;
  if (csl.title !== undefined) sum += csl.title.startsWith("[") ? 2 : 3;
  if (csl.abstract !== undefined) sum += 2 + Math.min(csl.abstract.length, 2000) / 1000;
  if (csl.PMID !== undefined) sum += 2;
  if (csl.DOI !== undefined) sum += 2;
  if (csl["container-title"] !== undefined) sum += 1;
  if (csl.issued !== undefined) sum += 1;
  if (csl.volume !== undefined) sum += 1;
  if (csl.issue !== undefined) sum += 0.5;
  if (csl.page !== undefined) sum += csl.page.includes("-") ? 1.5 : 1;
  if (authors.length > 0) sum += 1 + Math.min(authors.length, 20) / 20;
  if (authors.some(({ given = "" }) => /\p{Ll}{2}/u.test(given))) sum += 0.5;
  if ((record.headings ?? []).length > 0) sum += 1;
  return sum;
}
