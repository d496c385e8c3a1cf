import type { Syntax } from "../strategy.ts";
import type { FormTable } from "../translate/engine.ts";
import { ENGINES } from "../translate/engines/engines.ts";

/**
 * Fields as each syntax writes what it reads. They are those of the engines but where these put something in the place of a field, or
 * one code in the place of several.
 */
export const ownFields: Readonly<Record<Exclude<Syntax, "plain">, FormTable>> = {
  pubmed: {
    ...ENGINES.pubmed.fields,
    issn: "IS",
    doi: "doi",
    "title+abstract": "ti,ab",
  },
  ovid: {
    ...ENGINES["ovid-medline"].fields,
    "title+abstract+author-keyword": "tw,kf",
    "trade-name": "tn",
    manufacturer: "mf",
    journal: "jn",
    publisher: "pb",
    grant: "no",
  },
  embase: ENGINES.embase.fields,
  cochrane: ENGINES.cochrane.fields,
  ebsco: ENGINES.cinahl.fields,
  wos: ENGINES.wos.fields,
  scopus: ENGINES.scopus.fields,
  clinicaltrials: ENGINES.clinicaltrials.fields,
};
