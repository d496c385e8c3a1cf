import type { Accession, BibliographicRecord, OtherField, RecordOrigin } from "./bibliographic-record.ts";
import type {
  CslDate,
  CslDateField,
  CslItem,
  CslName,
  CslNameField,
  CslTextField,
  CslType,
} from "./csl-item.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Lists = Omit<BibliographicRecord, "csl" | "origin" | "copyright" | "status" | "country" | "journalId">;
type ListField = keyof Lists;
type Item<F extends ListField> = NonNullable<Lists[F]>[number];

/** Fields of a record in the order in which they are built, so that all records have one shape. */
const LIST_FIELDS = [
  "registrations",
  "accessions",
  "headings",
  "keywords",
  "publicationTypes",
  "substances",
  "affiliations",
  "authorIds",
  "relations",
  "abstractSections",
  "otherAbstracts",
  "grants",
  "history",
  "notes",
  "links",
  "attachments",
  "other",
] as const satisfies readonly ListField[];

/**
 * A record while its fields come in one by one. The first value of a field stays; nothing empty gets in, so that absent is absent in
 * what `record` gives.
 */
export class RecordDraft {
  type: CslType;
  readonly #csl: Record<string, unknown> = {};
  readonly #lists = new Map<ListField, unknown[]>();
  copyright: string | undefined;
  country: string | undefined;
  database: string | undefined;

  constructor(type: CslType) {
    this.type = type;
  }

  text(field: CslTextField): string | undefined {
    return this.#csl[field] as string | undefined;
  }

  hasDate(field: CslDateField): boolean {
    return this.#csl[field] !== undefined;
  }

  names(field: CslNameField): readonly CslName[] {
    return (this.#csl[field] ?? []) as readonly CslName[];
  }

  /** Takes the value; false where the field has another already. An empty or equal value changes nothing. */
  setText(field: CslTextField, value: string | undefined): boolean {
    if (value === undefined || value === "") return true;
    const before = this.#csl[field];
    if (before === undefined) this.#csl[field] = value;
    return before === undefined || before === value;
  }

  replaceText(field: CslTextField, value: string): void {
    this.#csl[field] = value;
  }

  setDate(field: CslDateField, date: CslDate): boolean {
    if (this.#csl[field] !== undefined) return false;
    this.#csl[field] = date;
    return true;
  }

  addNames(field: CslNameField, names: readonly CslName[]): void {
    if (names.length === 0) return;
    const before = this.names(field);
    this.#csl[field] = before.length === 0 ? names : [...before, ...names];
  }

  add<F extends ListField>(field: F, item: Item<F>): void {
    if (item === "") return;
    const list = this.#lists.get(field);
    if (list === undefined) this.#lists.set(field, [item]);
    else list.push(item);
  }

  addAccession(value: string, database: string | undefined): void {
    if (value === "") return;
    const accession: Accession = database === undefined ? { value } : { database, value };
    this.add("accessions", accession);
  }

  addOther(tag: string, value: string): void {
    if (value === "") return;
    const field: OtherField = { tag, value };
    this.add("other", field);
  }

  /** Whether the list has the item already; for texts. */
  includes(field: "keywords" | "registrations" | "links" | "notes", text: string): boolean {
    return this.#lists.get(field)?.includes(text) === true;
  }

  record(origin: RecordOrigin): BibliographicRecord {
    const record: Writable<Partial<BibliographicRecord>> = {
      csl: { type: this.type, ...this.#csl } as CslItem,
    };
    const lists = record as Record<string, unknown>;
    for (const field of LIST_FIELDS) {
      const list = this.#lists.get(field);
      if (list !== undefined) lists[field] = list;
    }
    if (this.copyright !== undefined && this.copyright !== "") record.copyright = this.copyright;
    if (this.country !== undefined && this.country !== "") record.country = this.country;
    record.origin = this.database === undefined ? origin : { ...origin, database: this.database };
    return record as BibliographicRecord;
  }
}
