import type { BibliographicRecord, CitedRecord, IdentifiedRecord } from "@coppice/identify";

/** What is remembered of records that have been read, by their ids. */
export interface RecordNotes {
  readonly add: (item: IdentifiedRecord) => void;
  readonly get: (id: string) => CitedRecord | undefined;
}

const FIELDS = ["title", "container-title", "volume", "issue", "page", "number", "DOI", "PMID"] as const;
/** A sign that no field has. */
const DIVIDER = "\u0000";

const noteOf = ({ csl }: BibliographicRecord): string =>
  [csl.issued?.["date-parts"]?.[0]?.[0], ...FIELDS.map((field) => csl[field])].join(DIVIDER);

function cited(note: string): CitedRecord {
  const [year, ...values] = note.split(DIVIDER);
  const texts = FIELDS.flatMap((field, at) => (values[at] === "" ? [] : [[field, values[at]] as const]));
  return {
    csl: {
      ...Object.fromEntries(texts),
      ...(year === "" ? {} : { issued: { "date-parts": [[Number(year)]] } }),
    },
  };
}

/**
 * Remembers of each record what a citation says, as one text: whole records of a large library would cost more memory and more time
 * of the garbage collector than all that is done with them.
 */
export function recordNotes(): RecordNotes {
  const notes = new Map<string, string>();
  return {
    add: ({ id, record }) => {
      notes.set(id, noteOf(record));
    },
    get: (id) => {
      const note = notes.get(id);
      return note === undefined ? undefined : cited(note);
    },
  };
}
