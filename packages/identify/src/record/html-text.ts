import { NAMED_ENTITIES } from "./named-entities.ts";

/** What Windows programs mean by the code points 128-159, which are no characters in Unicode. */
const CP1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function character(code: number): string | undefined {
  if (code >= 128 && code <= 159) return CP1252[code - 128];
  // A line end or a tab inside a field is a blank, and other control characters are none of the text.
  if (code === 9 || code === 10 || code === 13) return " ";
  if (code < 32 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

const NUMBER = /^#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))$/;

/** What stands between "&" and ";" as a character; undefined where it is no reference. */
function referred(name: string): string | undefined {
  if (name.charCodeAt(0) !== 35) return NAMED_ENTITIES.get(name);
  const match = NUMBER.exec(name);
  if (match === null) return undefined;
  return character(match[1] === undefined ? Number.parseInt(match[2]!, 16) : Number(match[1]));
}

/** The longest name of a reference. */
const LONGEST = 32;

/** Decodes each reference once. */
function once(text: string): string {
  let decoded = "";
  let from = 0;
  let end = -1;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1)) {
    if (end < at) end = text.indexOf(";", at);
    if (end === -1) break;
    if (end - at > LONGEST) continue;
    const sign = referred(text.slice(at + 1, end));
    if (sign === undefined) continue;
    decoded += text.slice(from, at) + sign;
    from = end + 1;
  }
  return from === 0 ? text : decoded + text.slice(from);
}

/**
 * Character references by name and number to their characters. Text that was escaped twice ("&amp;lt;") is read to its end, for no
 * title means "&lt;"; an ampersand that begins no known reference stays.
 */
export function decodeEntities(text: string): string {
  let current = text;
  // A reference shrinks at every turn; four layers are more than any export has.
  for (let turn = 0; turn < 4 && current.includes("&"); turn++) {
    const next = once(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Markup that CSL's rich text has, and the names that others give it. */
const KEPT = new Map<string, string>([
  ["i", "i"],
  ["em", "i"],
  ["italic", "i"],
  ["b", "b"],
  ["strong", "b"],
  ["bold", "b"],
  ["sup", "sup"],
  ["super", "sup"],
  ["sub", "sub"],
  ["inf", "sub"],
]);

/** Markup whose words stay and whose tags go. A tag with another name is text: "p <x> y". */
const DROPPED = new Set(
  (
    "a abstract annotation annotation-xml article-title big blockquote center cite code dd disp-formula div dl dt emphasis fig font fn " +
    "h1 h2 h3 h4 h5 h6 inline-formula label li list list-item math mathml mfenced mfrac mi mml mmultiscripts mn mo mover mpadded " +
    "mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none ol p para " +
    "pre sc scp sec section semantics small span strike style tbody td tex-math th thead title tr tt u ul underline xref ext-link table"
  ).split(" "),
);

/** Tags that part words. */
const BREAKING = new Set(
  "p para br hr div li list-item title sec section tr td h1 h2 h3 h4 h5 h6 ul ol".split(" "),
);

const TAG = /^(\/?)([A-Za-z][A-Za-z0-9]*:)?([A-Za-z][A-Za-z0-9-]*)(?:\s[\s\S]*)?\/?$/;

/** What takes the place of a tag; null where it is none, and text. */
function tagText(inner: string): string | null {
  const match = TAG.exec(inner);
  if (match === null) return null;
  const [, close = "", prefix, name = ""] = match;
  const lower = name.toLowerCase();
  const kept = prefix === "mml:" || prefix === "m:" ? undefined : KEPT.get(lower);
  if (kept !== undefined) return `<${close}${kept}>`;
  if (BREAKING.has(lower)) return " ";
  return DROPPED.has(lower) || prefix !== undefined ? "" : null;
}

/** Files repeat few tags very often. */
const seen = new Map<string, string | null>();
function knownTag(inner: string): string | null {
  if (inner.length > 24) return tagText(inner);
  let known = seen.get(inner);
  if (known === undefined) {
    known = tagText(inner);
    if (seen.size < 500) seen.set(inner, known);
  }
  return known;
}

/** Takes comments and tags away, or puts what stands for them. */
function withoutMarkup(text: string): string {
  let clean = "";
  let from = 0;
  let close = -1;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at + 1)) {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      if (end === -1) break;
      clean += text.slice(from, at);
      from = end + 3;
      at = from - 1;
      continue;
    }
    if (close < at) close = text.indexOf(">", at);
    if (close === -1) break;
    const next = text.indexOf("<", at + 1);
    if (next !== -1 && next < close) continue;
    const put = knownTag(text.slice(at + 1, close));
    if (put === null) continue;
    clean += text.slice(from, at) + put;
    from = close + 1;
  }
  return from === 0 ? text : clean + text.slice(from);
}

/**
 * Text of a title or an abstract as CSL's rich text: entities decoded; <i>, <b>, <sup>, <sub> kept (also where the file says em,
 * strong, jats:italic, inf); other markup of HTML, JATS and MathML taken away and its words kept; comments taken away. A "<" that
 * begins no tag stays as it is ("p < 0.05").
 */
export function richText(text: string): string {
  const plain = text.includes("&") ? decodeEntities(text) : text;
  if (!plain.includes("<")) return plain;
  const clean = withoutMarkup(plain);
  if (clean === plain) return plain;
  return clean.includes("  ") ? clean.replace(/ {2,}/g, " ").trim() : clean.trim();
}

/** As `richText`, without any markup: for names, keywords and journals. */
export function plainText(text: string): string {
  const rich = richText(text);
  return rich.includes("<") ? rich.replace(/<\/?(?:i|b|sup|sub)>/g, "") : rich;
}
