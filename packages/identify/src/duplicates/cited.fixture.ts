import type { BibliographicRecord, RecordFormat } from "../record/bibliographic-record.ts";
import type { CslItem } from "../record/csl-item.ts";
import { nameFrom } from "../record/person-name.ts";

/** A citation in one line a field, for tests and examples. */
export interface Cited {
  readonly title?: string;
  /** Separated by semicolons. */
  readonly authors?: string;
  readonly year?: number;
  readonly journal?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly abstract?: string;
  readonly type?: CslItem["type"];
  readonly format?: RecordFormat;
  readonly registrations?: readonly string[];
}

/** The record of a citation; an absent field is absent. */
export function cited(from: Cited): BibliographicRecord {
  const authors = from.authors
    ?.split(";")
    .map((name) => nameFrom(name.trim()))
    .filter((name) => name !== undefined);
  const fields: { readonly [field in keyof CslItem]?: CslItem[field] | undefined } = {
    title: from.title,
    author: authors,
    issued: from.year === undefined ? undefined : { "date-parts": [[from.year]] },
    "container-title": from.journal,
    volume: from.volume,
    issue: from.issue,
    page: from.pages,
    DOI: from.doi,
    PMID: from.pmid,
    abstract: from.abstract,
  };
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const csl: CslItem = { type: from.type ?? "article-journal", ...known };
  const origin = { format: from.format ?? "ris", number: 1, line: 1 } as const;
  return from.registrations === undefined
    ? { csl, origin }
    : { csl, registrations: from.registrations, origin };
}
