import type { DateField, Field } from "../strategy.ts";
import type { FieldForm } from "./field-form.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  "ti|title": ["title"],
  "ab|abstract": ["abstract"],
  "tiab|title/abstract": ["title", "abstract", "author-keyword"],
  "tw|text|text word|text words": ["text-word"],
  "ot|other term": ["author-keyword"],
  "tt|transliterated title": ["original-title"],
  "nm|substance name|supplementary concept": ["substance"],
  "rn|ec/rn number": ["registry-number"],
  "pa|pharmacological action|mesh pharmacological action": ["pharmacological-action"],
  "pt|ptyp|publication type": ["publication-type"],
  "la|lang|language": ["language"],
  "au|author": ["author"],
  "1au|author - first|first author|first author name": ["first-author"],
  "lastau|author - last|last author|last author name": ["last-author"],
  "fau|full author name": ["full-author"],
  "auid|author identifier": ["author-id"],
  "cn|author - corporate|corporate author": ["corporate-author"],
  "ir|fir|investigator|full investigator name": ["investigator"],
  "ed|editor": ["editor"],
  "ps|personal name as subject": ["personal-name-subject"],
  "ad|affiliation": ["affiliation"],
  "ta|jour|journal": ["journal"],
  "jid|nlm unique id": ["journal-id"],
  "is|issn": ["issn"],
  isbn: ["isbn"],
  "vi|volume": ["volume"],
  "ip|issue": ["issue"],
  "pg|pagination": ["page"],
  "pubn|publisher": ["publisher"],
  "pl|place of publication": ["place"],
  "gr|grant number|grants and funding": ["grant"],
  "aid|article identifier": ["article-id"],
  "lid|location id": ["doi", "article-id"],
  doi: ["doi"],
  "pmid|uid": ["record-id"],
  "si|secondary source id": ["secondary-source"],
  "cois|conflict of interest statements": ["conflict-of-interest"],
  book: ["book"],
  "sb|subset": ["subset"],
  filter: ["filter"],
  "all|all fields": ["all"],
};

const dates: Readonly<Record<string, DateField>> = {
  "dp|pdat|publication date|date - publication": "published",
  "ppdat|ppdt|print publication date": "published-print",
  "epdat|epdt|electronic publication date": "published-electronic",
  "edat|entry date|entrez date|date - entry": "entered",
  "crdt|create date|date - create": "created",
  "mhda|mesh date|date - mesh": "indexed",
  "lr|mdat|modification date|date - modification": "revised",
  "dcom|completion date|date - completion": "completed",
};

const mesh = { kind: "heading", vocabulary: "mesh", explode: true, major: false } as const;
const others: Readonly<Record<string, FieldForm>> = {
  "mh|mesh|mesh terms|mesh term|mesh heading": mesh,
  "majr|mesh major topic|major topic|mesh major topics": { ...mesh, major: true },
  "sh|subheading|mesh subheading|mesh subheadings|subheadings": { kind: "subheading", explode: true },
};

const forms: ReadonlyMap<string, FieldForm> = new Map(
  [
    ...Object.entries(fields).map(([names, of]): [string, FieldForm] => [
      names,
      { kind: "fields", fields: of },
    ]),
    ...Object.entries(dates).map(([names, field]): [string, FieldForm] => [names, { kind: "date", field }]),
    ...Object.entries(others),
  ].flatMap(([names, form]) => names.split("|").map((name): [string, FieldForm] => [name, form])),
);

export interface PubmedTag {
  readonly form: FieldForm;
  /** Behind the colon, if it is a proximity: `~2`. */
  readonly proximity?: string;
}

/** The fields in which PubMed has proximity. */
const PROXIMITY = new Set(["ti", "title", "ab", "abstract", "tiab", "title/abstract"]);

/** Reads what stands in the square brackets; nothing when it is no tag of PubMed. */
export function pubmedTag(written: string): PubmedTag | null {
  const tag = written
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/\s*([:/])\s*/g, "$1")
    .trim();
  const colon = tag.indexOf(":");
  const name = colon < 0 ? tag : tag.slice(0, colon).trim();
  const form = forms.get(name);
  if (form === undefined) return null;
  if (colon < 0) return { form };
  const behind = tag.slice(colon + 1).trim();
  if (/^no\s?exp(?:lode)?$/.test(behind)) {
    return form.kind === "heading" || form.kind === "subheading"
      ? { form: { ...form, explode: false } }
      : null;
  }
  if (/^exp(?:lode)?$/.test(behind)) return { form };
  if (behind.startsWith("~")) return { form, proximity: behind.slice(1).trim() };
  return null;
}

export function hasProximity(written: string): boolean {
  return PROXIMITY.has(written.toLowerCase().split(":")[0]!.trim().replace(/\s+/g, " "));
}
