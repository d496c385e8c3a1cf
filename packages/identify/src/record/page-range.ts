const DASHES = / ?(?:[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]|-+) ?/g;
const NO_PAGES =
  /^[[(]?\s*(?:no[ -]pag(?:e|es|ination)(?: numbers?)?(?: specified| given)?|no[ -]specified|not specified|n\/a|n\.? ?pag\.?|unpaginated|pages? not specified|undefined|null)\.?\s*[\])]?$/i;
const LABEL = /^(?:pp?|pages?|pgs?|s|seiten?)\s*[.:]\s*(?=\S)|^(?:pp|pages?)\s+(?=\S)/i;

/** One page, as most fields have it. */
const PLAIN = /^[A-Za-z]{0,2}\d+$/;

/** Each side: letters, digits, letters: "S123", "e12724", "123a". */
const SIDE = /^([a-z]*?)(\d+)([a-z]*)$/i;

/**
 * The last page written out: 123 and 9 make 129, S101 and 8 make S108; a last page that is whole, or could not be meant as the end of
 * a range, stays as it is.
 */
export function fullLastPage(first: string, last: string): string {
  const from = SIDE.exec(first);
  const to = SIDE.exec(last);
  if (from === null || to === null || to[1] !== "" || from[3] !== "") return last;
  const start = from[2]!;
  const end = to[2]!;
  if (end.length > start.length || (end.length === start.length && from[1] === "")) return last;
  const full = start.slice(0, start.length - end.length) + end;
  return Number(full) >= Number(start) ? `${from[1]}${full}${to[3]}` : last;
}

function oneRange(text: string): string {
  const hyphen = text.indexOf("-");
  if (hyphen <= 0 || text.indexOf("-", hyphen + 1) !== -1) return text;
  const first = text.slice(0, hyphen);
  const last = text.slice(hyphen + 1);
  return last === "" ? first : `${first}-${fullLastPage(first, last)}`;
}

/**
 * Pages as CSL has them: ASCII hyphens without blanks, ranges in full (123-9 becomes 123-129), no "pp.". Undefined where the file
 * says that there are none ("No Pagination Specified"). What is between commas or semicolons is read by itself.
 */
export function pagesFrom(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  const trimmed = text.trim().replace(/\s+/g, " ");
  if (trimmed === "" || NO_PAGES.test(trimmed)) return undefined;
  const bare = trimmed.replace(LABEL, "").replace(DASHES, "-");
  if (bare === "" || bare === "-") return undefined;
  if (!/[,;]/.test(bare)) return oneRange(bare);
  return bare.replace(/[^,;\s]+/g, oneRange);
}

/** Pages from two fields. A first field that holds the whole range stands alone. */
export function pagesBetween(first: string | undefined, last: string | undefined): string | undefined {
  const from = first === undefined ? undefined : pagesFrom(first);
  const to = last === undefined ? undefined : pagesFrom(last);
  if (from === undefined || to === undefined) return from ?? to;
  if (from.includes("-")) return from;
  return `${from}-${fullLastPage(from, to)}`;
}
