/** `10.`, the registrant, a slash, and what follows up to a blank or a quotation mark. */
const DOI = /\b10\.\d{4,9}(?:\.\d+)*\/[^\s"'\u00a0\u201c\u201d]{1,1000}/gi;
const NEXT_DOI = /(?:[;,|]|and)?(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|(?<=[;,|])(?=10\.\d{4,9}\/))/i;
const ESCAPED = /%[0-9a-f]{2}/i;

function decoded(text: string): string {
  const plain = text.includes("&")
    ? text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    : text;
  if (!ESCAPED.test(plain)) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    // A stray per cent sign: decode what is an escape of ASCII and leave the rest.
    return plain.replace(/%[2-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    );
  }
}

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["<", ">"],
  ["{", "}"],
];

/** Takes off what belongs to the sentence: final points and commas, and a closing bracket that nothing opened. */
function withoutTail(doi: string): string {
  let end = doi.length;
  for (;;) {
    const last = doi[end - 1];
    if (last === undefined) return "";
    const pair = PAIRS.find(([, close]) => close === last);
    const body = doi.slice(0, end);
    const unopened = pair !== undefined && body.split(pair[0]).length < body.split(pair[1]).length;
    if (!unopened && !".,;:".includes(last)) return body;
    end -= 1;
  }
}

/** A DOI alone, without anything that would have to be decoded, parted or taken off: most are. */
const PLAIN = /^10\.\d{4,9}\/[\w./-]*\w$/;

/** All DOIs in a text, bare and decoded, each once, in its order; letters as they are written. */
export function doisIn(text: string): readonly string[] {
  if (!text.includes("10.")) return [];
  if (PLAIN.test(text) && text.indexOf("10.", 3) === -1) return [text];
  const plain = decoded(text);
  const found = new Set<string>();
  for (const match of plain.matchAll(DOI)) {
    let doi = match[0];
    const markup = doi.indexOf("</");
    if (markup !== -1) doi = doi.slice(0, markup);
    const next = NEXT_DOI.exec(doi);
    const rest = next === null ? undefined : doi.slice(next.index);
    if (next !== null) doi = doi.slice(0, next.index);
    // In a publisher's address the query is no part of the name.
    const before = plain.slice(Math.max(0, match.index - 300), match.index);
    if (/:\/\/\S*$/.test(before)) doi = doi.replace(/[?#&].*$/, "");
    doi = withoutTail(doi);
    if (doi !== "") found.add(doi);
    if (rest !== undefined) for (const other of doisIn(rest)) found.add(other);
  }
  return [...found];
}

/** Whether a text with DOIs says anything beside them, their address and the word "doi". */
export function saysMoreThanDois(text: string): boolean {
  if (PLAIN.test(text)) return false;
  let rest = decoded(text);
  for (const doi of doisIn(text)) rest = rest.replaceAll(doi, " ");
  return /[\p{L}\d]/u.test(rest.replace(/https?:\/\/(?:dx\.|www\.)?doi\.org\/|\bdoi\b|\band\b/gi, " "));
}

/** The first DOI in a text, without address or "doi:" before it. */
export function doiFrom(text: string): string | undefined {
  return doisIn(text)[0];
}

const PMID = /^(?:(?:pmid|pubmed|medline)[ :]*(?:id)?[ :]*|https?:\/\/\S*pubmed\S*\/)?0*([1-9]\d{0,8})\/?$/i;
const PMCID = /(?:^|[^a-z])(PMC\d{3,9})(?:\.\d+)?\b/i;

/** A PubMed number standing alone, after "PMID:" or "MEDLINE:", or at the end of an address of PubMed. */
export function pmidFrom(text: string): string | undefined {
  return PMID.exec(text.trim())?.[1];
}

/** The number of PubMed Central with its letters: PMC1234567. */
export function pmcidFrom(text: string): string | undefined {
  return PMCID.exec(text)?.[1]?.toUpperCase();
}

/** Numbers of the primary registries of WHO's network, of ClinicalTrials.gov, and of PROSPERO, in their own spelling. */
const REGISTRATION =
  /\b(?:NCT ?\d{8}|ISRCTN ?\d{8}|ACTRN ?\d{14}|ChiCTR(?:-[A-Z]{2,5})?-? ?\d{8,10}|ITMCTR\d{10}|DRKS ?\d{8}|CTRI\/\d{4}\/\d{2,3}\/\d{6}|JPRN-[A-Za-z]+\d{6,10}|UMIN ?\d{9}|JapicCTI-\d{6}|jRCT[a-z]?\d{9,10}|KCT\d{7}|IRCT\d{8,16}N\d{1,4}|PACTR\d{15,16}|RBR-[0-9a-z]{6,8}|SLCTR\/\d{4}\/\d{3}|TCTR\d{11}|LBCTR\d{10}|RPCEC\d{8}|PER-\d{3}-\d{2}|NTR ?\d{1,4}|NL-OMON\d{3,6}|CRD4\d{10}|(?:EUCTR)?20\d{2}-\d{6}-\d{2}(?:-\d{2})?(?:-[A-Z]{2}|-3rd)?)(?![0-9])/gi;

const SPELLING: readonly (readonly [start: string, spelling: string])[] = [
  ["chictr", "ChiCTR"],
  ["japiccti", "JapicCTI"],
  ["jrct", "jRCT"],
  ["rbr-", "RBR-"],
];

function spelled(number: string): string {
  const bare = number.replaceAll(" ", "");
  const lower = bare.toLowerCase();
  for (const [start, spelling] of SPELLING)
    if (lower.startsWith(start)) {
      const rest = bare.slice(start.length);
      const letters = spelling === "ChiCTR" ? rest.toUpperCase() : rest.toLowerCase();
      return spelling + letters;
    }
  return bare.toUpperCase();
}

/** Names of registries that stand before their numbers. */
const REGISTRY_NAME =
  /\b(?:clinicaltrials(?:\.gov)?|clinical trials?|isrctn|anzctr|actrn|drks|eudract|eu ?ctr|ctri|chictr|umin(?:-ctr)?|jprn|prospero|who|ictrp|registry|registration|number|identifier|id|no)\b/gi;

/** Whether a text with registrations says anything beside them and the names of their registries. */
export function saysMoreThanRegistrations(text: string): boolean {
  return /[\p{L}\d]/u.test(text.replace(REGISTRATION, " ").replace(REGISTRY_NAME, " "));
}

/** All numbers of trial registries (and PROSPERO) in a text, each once, in its order. */
export function registrationsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(REGISTRATION)) {
    const number = spelled(match[0]);
    if (!found.includes(number)) found.push(number);
  }
  return found;
}
