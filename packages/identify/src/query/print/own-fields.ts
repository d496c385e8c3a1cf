import { FIELDS, type Field, type Syntax } from "../strategy.ts";
import type { Notation } from "./notation.ts";

type Codes = Readonly<Record<string, readonly Field[]>>;

const rest = (table: Readonly<Record<string, Field>>): Codes =>
  Object.fromEntries(Object.entries(table).map(([code, field]) => [code, [field]]));

const pubmed: Codes = {
  tiab: ["title", "abstract", "author-keyword"],
  lid: ["doi", "article-id"],
  ...rest({
    ti: "title",
    ab: "abstract",
    tw: "text-word",
    ot: "author-keyword",
    tt: "original-title",
    nm: "substance",
    rn: "registry-number",
    pa: "pharmacological-action",
    pt: "publication-type",
    la: "language",
    au: "author",
    "1au": "first-author",
    lastau: "last-author",
    fau: "full-author",
    auid: "author-id",
    cn: "corporate-author",
    ir: "investigator",
    ed: "editor",
    ps: "personal-name-subject",
    ad: "affiliation",
    ta: "journal",
    jid: "journal-id",
    is: "issn",
    isbn: "isbn",
    vi: "volume",
    ip: "issue",
    pg: "page",
    pubn: "publisher",
    pl: "place",
    gr: "grant",
    aid: "article-id",
    doi: "doi",
    pmid: "record-id",
    si: "secondary-source",
    cois: "conflict-of-interest",
    book: "book",
    sb: "subset",
    filter: "filter",
    all: "all",
  }),
};

const ovid: Codes = {
  tw: ["title", "abstract"],
  ...rest({
    ti: "title",
    ab: "abstract",
    kf: "author-keyword",
    ot: "original-title",
    hw: "heading-word",
    nm: "substance",
    rn: "registry-number",
    tn: "trade-name",
    mf: "manufacturer",
    mp: "text-word",
    af: "all",
    pt: "publication-type",
    lg: "language",
    au: "author",
    fa: "full-author",
    ai: "author-id",
    ca: "corporate-author",
    ir: "investigator",
    pn: "personal-name-subject",
    in: "affiliation",
    jn: "journal",
    jc: "journal-id",
    is: "issn",
    ib: "isbn",
    vo: "volume",
    ip: "issue",
    pg: "page",
    pb: "publisher",
    cp: "place",
    no: "grant",
    do: "doi",
    ui: "record-id",
    si: "secondary-source",
    sb: "subset",
    ci: "conflict-of-interest",
    bt: "book",
  }),
};

const embase = rest({
  ti: "title",
  ab: "abstract",
  kw: "author-keyword",
  tt: "original-title",
  de: "heading-word",
  rn: "registry-number",
  tn: "trade-name",
  mn: "manufacturer",
  it: "publication-type",
  la: "language",
  au: "author",
  ff: "affiliation",
  ta: "journal",
  is: "issn",
  ib: "isbn",
  vo: "volume",
  ip: "issue",
  sp: "page",
  pb: "publisher",
  gn: "grant",
  do: "doi",
  an: "record-id",
  cn: "secondary-source",
  ed: "editor",
  all: "all",
});

const cochrane: Codes = {
  kw: ["author-keyword", "heading-word"],
  ...rest({
    ti: "title",
    ab: "abstract",
    au: "author",
    so: "journal",
    pt: "publication-type",
    an: "secondary-source",
    la: "language",
    doi: "doi",
    tb: "book",
  }),
};

const ebsco: Codes = {
  XB: ["title", "abstract", "author-keyword"],
  SU: ["author-keyword", "heading-word"],
  ...rest({
    TI: "title",
    AB: "abstract",
    KW: "author-keyword",
    MW: "heading-word",
    TX: "all",
    PT: "publication-type",
    LA: "language",
    AU: "author",
    AF: "affiliation",
    SO: "journal",
    IS: "issn",
    IB: "isbn",
    VI: "volume",
    IP: "issue",
    PP: "page",
    PB: "publisher",
    CY: "place",
    GI: "grant",
    DO: "doi",
    AN: "record-id",
    NM: "substance",
    RN: "registry-number",
    NP: "personal-name-subject",
    ED: "editor",
    SB: "subset",
    CA: "corporate-author",
  }),
};

const wos: Codes = {
  TS: ["title", "abstract", "author-keyword", "keywords-plus"],
  ...rest({
    TI: "title",
    AB: "abstract",
    AK: "author-keyword",
    KP: "keywords-plus",
    ALL: "all",
    AU: "author",
    AI: "author-id",
    GP: "corporate-author",
    ED: "editor",
    SO: "journal",
    DO: "doi",
    AD: "affiliation",
    FG: "grant",
    IS: "issn",
    UT: "record-id",
    LA: "language",
    DT: "publication-type",
    SU: "subset",
    PUBL: "publisher",
  }),
};

const scopus: Codes = {
  "TITLE-ABS": ["title", "abstract"],
  KEY: ["author-keyword", "heading-word"],
  "TITLE-ABS-KEY": ["title", "abstract", "author-keyword", "heading-word"],
  "TITLE-ABS-KEY-AUTH": ["title", "abstract", "author-keyword", "heading-word", "author"],
  ...rest({
    TITLE: "title",
    ABS: "abstract",
    AUTHKEY: "author-keyword",
    INDEXTERMS: "heading-word",
    ALL: "all",
    AUTH: "author",
    FIRSTAUTH: "first-author",
    "AU-ID": "author-id",
    AUTHCOLLAB: "corporate-author",
    AFFIL: "affiliation",
    SRCTITLE: "journal",
    ISSN: "issn",
    ISBN: "isbn",
    VOLUME: "volume",
    ISSUE: "issue",
    PAGES: "page",
    BOOKPUB: "publisher",
    DOI: "doi",
    PMID: "record-id",
    LANGUAGE: "language",
    DOCTYPE: "publication-type",
    SUBJAREA: "subset",
    CHEM: "substance",
    CASREGNUMBER: "registry-number",
    TRADENAME: "trade-name",
    MANUFACTURER: "manufacturer",
    "FUND-NO": "grant",
    EDITOR: "editor",
  }),
};

const clinicaltrials = rest({
  ConditionSearch: "condition",
  InterventionSearch: "intervention",
  OutcomeSearch: "outcome",
  SponsorSearch: "sponsor",
  TitleSearch: "title",
  BriefSummary: "abstract",
  Keyword: "author-keyword",
  NCTId: "record-id",
  LocationSearch: "affiliation",
  BasicSearch: "all",
});

/** The codes of each syntax by what they search, as the parsers read them: what is written with them reads back as the same fields. */
export const ownCodes: Readonly<Record<Syntax, Codes>> = {
  pubmed,
  ovid,
  embase,
  cochrane,
  ebsco,
  wos,
  scopus,
  clinicaltrials,
  plain: ovid,
};

/** One code where there is one for just these fields, else the fewest that search all of them; none for what the syntax has no code for. */
export function codesFor(fields: readonly Field[], codes: Codes): readonly string[] {
  const entries = Object.entries(codes).sort(([, a], [, b]) => b.length - a.length);
  const found: string[] = [];
  let missing = FIELDS.filter((field) => fields.includes(field));
  for (const [code, of] of entries) {
    if (missing.length === 0) break;
    if (!of.every((field) => missing.includes(field))) continue;
    found.push(code);
    missing = missing.filter((field) => !of.includes(field));
  }
  return found;
}

/** How a syntax writes a term in fields, by its codes. */
const writers: Readonly<Record<Syntax, (inside: string, codes: readonly string[]) => string>> = {
  pubmed: (inside, codes) => either(codes.map((code) => `${inside}[${code}]`)),
  ovid: (inside, codes) => `${inside}.${codes.join(",")}.`,
  embase: (inside, codes) => `${inside}:${codes.join(",")}`,
  cochrane: (inside, codes) => `${inside}:${codes.join(",")}`,
  ebsco: (inside, codes) => {
    // Directly behind a code what looks like an operator would be read as one, and before a sign the code as a word.
    const set = /^(?:[nw]\d|(?:and|or|not)\b|[^"(\p{L}\p{N}*])/iu.test(inside) ? `(${inside})` : inside;
    return either(codes.map((code) => `${code} ${set}`));
  },
  wos: (inside, codes) => either(codes.map((code) => `${code}=${inside}`)),
  scopus: (inside, codes) =>
    either(codes.map((code) => `${code}${inside.startsWith("(") ? inside : `(${inside})`}`)),
  clinicaltrials: (inside, codes) => either(codes.map((code) => `AREA[${code}]${inside}`)),
  plain: (inside, codes) => `${inside}.${codes.join(",")}.`,
};

const either = (terms: readonly string[]): string =>
  terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;

export function ownFields(syntax: Syntax): Notation["inFields"] {
  return (inside, fields, grouped) => {
    const codes = codesFor(fields, ownCodes[syntax]);
    const whole = grouped ? `(${inside})` : inside;
    return codes.length === 0 ? whole : writers[syntax](whole, codes);
  };
}

/** Whether one code says all of the fields, so that it can be put on a group at once. */
export const inOneCode =
  (syntax: Syntax) =>
  (_by: string, fields: readonly Field[]): boolean =>
    codesFor(fields, ownCodes[syntax]).length === 1;
