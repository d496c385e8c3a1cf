/** Which format a file has, by its first text: extensions are often wrong. */
import type { RecordFormat } from "../record/bibliographic-record.ts";
import { isTable, mayBeTable } from "../table/is-table.ts";

/** So much of a file is looked at. */
export const DETECTION_LENGTH = 65_536;

const xmlRoots: readonly (readonly [RegExp, RecordFormat])[] = [
  [
    /<(PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet|MedlineCitation|DeleteCitation|PubmedBookArticleSet)\b/,
    "pubmed-xml",
  ],
  [/<(Trials_downloaded_from_ICTRP|Trial)\b/, "ictrp-xml"],
  [/<(records|record|ref-type|style)\b/, "endnote-xml"],
];

/** Lines that only one format writes; the format with the most of them is it. */
const lineMarks: Readonly<Partial<Record<RecordFormat, RegExp>>> = {
  nbib: /^(PMID- \d|OWN {1,2}- |STAT- |FAU {0,1}- |DCOM- |MHDA- |CRDT- |PHST- |EDAT- |AID {0,1}- )/,
  ris: /^(TY {0,3}- ?[A-Z]|ER {1,2}-\s*$|(T[1-3]|A[1-4]|Y[12]|N[12]|U[1-5]|M[1-3]|L[1-4]|J[AFO2]|UR|KW|SN|SP|EP|PY) {1,2}- )/,
  wos: /^(FN [A-Z]|VR 1|PT [JBCSP]\s*$|(AF|SO|UT|BP|EP|CR|TC|NR|Z9|C1|PY|SN|J9|JI|DI) \S|ER\s*$|EF\s*$)/,
  refer: /^%[0-9A-Z@!#$&+?>~(^[\]{}<*)] \S/,
  refworks: /^(RT [A-Z][a-z]|SR (Electronic|Print)|(A1|T1|JF|YR|FD|K1|VO|SP|OP|PB|RD|LK|OL|DS|ID) \S)/,
  ovid: /^(<\d+\.? *>|VN {1,2}- Ovid)/,
  bibtex: /^\s*@\s*[A-Za-z]+\s*[{(]/,
};

/** Lines that begin a record or a file of one format; the first of them in a file decides. */
const decisive: readonly (readonly [RegExp, RecordFormat])[] = [
  [/^<\d+\.? *>\s*$/m, "ovid"],
  [/^VN {1,2}- Ovid/m, "ovid"],
  [/^PMID- *\d/m, "nbib"],
  [/^[ \t]{0,8}TY {1,3}[-\u2013\u2014\u2212]\s?[A-Z]/im, "ris"],
  [/^(FN [A-Z]|PT [JBCSP]\s*$)/m, "wos"],
  [/^%0 \S/m, "refer"],
  [/^RT [A-Z][a-z]/m, "refworks"],
  [/^\s*@\s*[A-Za-z]+\s*[{(]/m, "bibtex"],
];

/** The format of a file by its beginning (as much as `DETECTION_LENGTH`); null where it is like none. */
export function detectFormat(beginning: string): RecordFormat | null {
  const text = beginning.slice(0, DETECTION_LENGTH);
  const start = text.search(/\S/);
  if (start < 0) return null;
  if (text[start] === "<" && !/^<\d/.test(text.slice(start, start + 3))) {
    for (const [root, format] of xmlRoots) if (root.test(text)) return format;
  }
  if (text[start] === "{" || text[start] === "[") {
    if (/"(protocolSection|nctId)"/.test(text)) return "clinicaltrials-json";
    if (/^[[{]\s*(["{[\]}]|$)/.test(text.slice(start))) return "csl-json";
  }
  if (isTable(text)) return "csv";
  let first = Number.POSITIVE_INFINITY;
  let decided: RecordFormat | null = null;
  for (const [mark, format] of decisive) {
    const at = text.search(mark);
    if (at >= 0 && at < first) {
      first = at;
      decided = format;
    }
  }
  if (decided !== null) return decided;
  const counts = new Map<RecordFormat, number>();
  for (const line of text.split(/[\r\n]+/)) {
    for (const [format, mark] of Object.entries(lineMarks) as [RecordFormat, RegExp][]) {
      if (mark.test(line)) counts.set(format, (counts.get(format) ?? 0) + 1);
    }
  }
  let best: RecordFormat | null = null;
  for (const [format, count] of counts) if (best === null || count > counts.get(best)!) best = format;
  return best ?? (mayBeTable(text) ? "csv" : null);
}
