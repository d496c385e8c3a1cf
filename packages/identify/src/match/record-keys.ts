import { meshSubheading } from "../query/mesh/subheadings.ts";
import { termKey } from "../query/mesh/term-index.ts";
import type { MeshThesaurus } from "../query/mesh/thesaurus.ts";
import type { BibliographicRecord, SubjectHeading } from "../record/bibliographic-record.ts";
import { languageCodes } from "./language-code.ts";

/**
 * What a record has that is the same or not the same, as texts: `mh:D020275`, `mh:D020275/Q000188`, `*mh:D020275` (a main topic),
 * `sh:Q000188`, `pt:D016449`, `la:eng`, `sb:medline`, `id:12345`. A heading that the thesaurus does not know goes by its words: `mh=some words`.
 */
export type RecordKey = string;

/** Groups of keys, so that those which nobody asks for are not made. */
const KEY_GROUPS = ["heading", "substance", "publication-type", "language", "filter", "id"] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

export interface KeyMaker {
  /** Gives each key of a record in the wanted groups; some twice. */
  each(record: BibliographicRecord, wanted: ReadonlySet<KeyGroup>, take: (key: RecordKey) => void): void;
}

/** Keys of a term: by its UI, where one is known, and by its words, where the thesaurus does not know it. */
type TermKeys = readonly string[];

const MAX_KNOWN = 100_000;

/** The prefix of a vocabulary's headings. */
export const headingPrefix = (scheme: SubjectHeading["scheme"]): string =>
  scheme === "MeSH" ? "mh" : scheme === "Emtree" ? "emtree" : "heading";

export function keyMaker(mesh: MeshThesaurus | undefined): KeyMaker {
  const known = new Map<string, TermKeys>();

  function termKeys(term: string, ui: string | undefined): TermKeys {
    const at = ui ?? `=${term}`;
    const before = known.get(at);
    if (before !== undefined) return before;
    const descriptor = mesh?.find(ui ?? term) ?? mesh?.find(term);
    const keys = [...new Set([ui, descriptor?.ui])].flatMap((each) => (each === undefined ? [] : `:${each}`));
    if (descriptor === undefined) keys.push(`=${termKey(term)}`);
    if (known.size > MAX_KNOWN) known.clear();
    known.set(at, keys);
    return keys;
  }

  function headingKeys(heading: SubjectHeading, take: (key: RecordKey) => void): void {
    if (heading.scheme === "MeSH-supplement") {
      for (const key of termKeys(heading.term, heading.ui)) take(`nm${key}`);
      return;
    }
    const prefix = headingPrefix(heading.scheme);
    const keys =
      heading.scheme === "MeSH" ? termKeys(heading.term, heading.ui) : [`=${termKey(heading.term)}`];
    const isMajor = heading.major || heading.qualifiers.some(({ major }) => major);
    for (const key of keys) {
      take(`${prefix}${key}`);
      if (isMajor) take(`*${prefix}${key}`);
    }
    for (const { term, ui, major } of heading.qualifiers) {
      const qualifier = ui ?? meshSubheading(term)?.ui ?? termKey(term);
      take(`sh:${qualifier}`);
      for (const key of keys) {
        take(`${prefix}${key}/${qualifier}`);
        if (major || heading.major) take(`*${prefix}${key}/${qualifier}`);
      }
    }
  }

  return {
    each(record, wanted, take) {
      const { csl } = record;
      if (wanted.has("heading")) for (const heading of record.headings ?? []) headingKeys(heading, take);
      if (wanted.has("substance"))
        for (const { name, ui } of record.substances ?? [])
          for (const key of termKeys(name, ui)) take(`nm${key}`);
      if (wanted.has("publication-type"))
        for (const { term, ui } of record.publicationTypes ?? [])
          for (const key of termKeys(term, ui)) take(`pt${key}`);
      if (wanted.has("language") && csl.language !== undefined)
        for (const code of languageCodes(csl.language)) take(`la:${code}`);
      if (wanted.has("id") && csl.PMID !== undefined) take(`id:${csl.PMID}`);
      if (!wanted.has("filter")) return;
      if (csl.abstract !== undefined) take("has:abstract");
      if (record.status !== undefined) take(`sb:${record.status.toLowerCase().replace(/[^a-z]/g, "")}`);
      for (const { kind } of record.relations ?? []) take(`has:${kind}`);
      if (csl.PMCID !== undefined) take("sb:pmc");
    },
  };
}
