import {
  type AnswerFormat,
  type BibliographicRecord,
  type CslDate,
  type CslItem,
  type CslName,
  dateFrom,
  nameFrom,
  plainText,
  richText,
} from "@coppice/identify";

type Lists = Omit<BibliographicRecord, "csl" | "origin">;
type Parts = { readonly [K in keyof Lists]: Lists[K] | null };
type Csl = { readonly [K in keyof CslItem]: CslItem[K] | null };

/** Where a record stands in an answer. */
export interface RecordPlace {
  readonly format: AnswerFormat;
  /** The service, as `Europe PMC`. */
  readonly database: string;
  /** 1-based, among the records of the answer. */
  readonly number: number;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

function withoutEmpty(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

/** A record from the fields of an answer; what is empty there is absent here. */
export function recordFrom(
  csl: Csl,
  parts: Parts,
  { format, database, number }: RecordPlace,
): BibliographicRecord {
  return {
    csl: withoutEmpty(csl),
    ...withoutEmpty(parts),
    origin: { format, number, line: 1, database },
  } as BibliographicRecord;
}

/** A title or an abstract without the markup that CSL has no place for. */
export const wording = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined ? undefined : richText(text).trim() || undefined;

export const plain = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined ? undefined : plainText(text).trim() || undefined;

/** A date in words or figures. */
export const dated = (text: string | number | null | undefined): CslDate | undefined =>
  text === null || text === undefined ? undefined : (dateFrom(String(text)) ?? undefined);

/** "Anna B. Invented": given names first, the last word the family's. */
export function naturalName(text: string): CslName | undefined {
  const words = text.trim().split(/\s+/);
  if (text.includes(",") || words.length === 1) return nameFrom(text);
  return { family: words.at(-1)!, given: words.slice(0, -1).join(" ") };
}

/** What the model has no place for, as JSON under the service's own name of the field. */
export function others(fields: Readonly<Record<string, unknown>>): NonNullable<BibliographicRecord["other"]> {
  return Object.entries(fields)
    .filter(([, value]) => !isEmpty(value))
    .map(([tag, value]) => ({ tag, value: typeof value === "string" ? value : JSON.stringify(value) }));
}
