import type { DateRange, Limit, Text } from "../strategy.ts";
import { readDates } from "./dates.ts";

const DATES = {
  yr: "published",
  dp: "published",
  ep: "published-electronic",
  ed: "entered",
  em: "entered",
  dd: "entered",
  dt: "created",
  da: "created",
  dc: "created",
  rd: "revised",
  up: "revised",
} as const;

const LANGUAGES =
  /^(?:afrikaans|albanian|arabic|armenian|bosnian|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|estonian|finnish|french|georgian|german|greek|hebrew|hungarian|icelandic|indonesian|italian|japanese|korean|latvian|lithuanian|malay|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak|slovenian|spanish|swedish|thai|turkish|ukrainian|vietnamese)$/i;
const TYPES =
  /^(?:article|article in press|chapter|comment|editorial|erratum|letter|news|note|short survey|conference (?:abstract|paper|review|proceeding)s?|journal article|comparative study|observational study|multicenter study|evaluation stud(?:y|ies)|case reports?|(?:practice )?guidelines?|meta[ -]?analys[ie]s|(?:cochrane |systematic )?reviews?|review articles|(?:randomized |randomised |controlled |clinical |pragmatic )*trials?(?:\/all|, all|, phase .{1,20})?)$/i;

/** A language as it is read back: with the word behind it where it is not one of those known. */
export const languageShown = (language: string): string =>
  LANGUAGES.test(language) ? language : `${language} language`;

/** Reads one limit of those that Ovid, Embase.com or Scopus offer. */
export function readLimit(written: string): Limit {
  const text = written.trim().replace(/\s+/g, " ");
  const dated = /^([a-z]{2})\s*=\s*(.*)$/i.exec(text);
  const field = dated === null ? undefined : DATES[dated[1]!.toLowerCase() as keyof typeof DATES];
  if (dated !== null && field !== undefined) {
    const dates = readDates(dated[2]!);
    if (dates !== null) return { kind: "date", field, ...dates };
  }
  if (/^humans?$/i.test(text)) return { kind: "humans" };
  if (/^animals?$/i.test(text)) return { kind: "animals" };
  if (/^abstracts?$/i.test(text)) return { kind: "abstract" };
  if (/^full[ -]text$/i.test(text)) return { kind: "full-text" };
  const several = limitParts(withoutBrackets(text), "or").map((each) =>
    each
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
  const languages = several.map((each) => each.replace(/\s+language$/i, ""));
  if (several.every((each, at) => LANGUAGES.test(languages[at]!) || /\slanguage$/i.test(each))) {
    return { kind: "language", languages: languages.map((each) => each.toLowerCase()) };
  }
  if (several.length > 0 && several.every((each) => TYPES.test(each))) {
    return { kind: "publication-type", types: several };
  }
  return { kind: "other", text };
}

/** A limit that stands where nothing is there to cut down (`[medline]/lim` behind NOT): a text in a field, or a range of dates. */
export function limitAsOperand(limit: Limit): Omit<Text, "span"> | Omit<DateRange, "span"> {
  const text = (typed: string, fields: Text["fields"]): Omit<Text, "span"> => {
    const words = typed.split(/\s+/).filter((word) => word !== "");
    return {
      kind: "text",
      words: words.map((word) => [word]),
      reading: "phrase",
      quoted: words.length > 1,
      fields,
    };
  };
  switch (limit.kind) {
    case "language":
      return text(limit.languages.join(" "), ["language"]);
    case "publication-type":
      return text(limit.types.join(" "), ["publication-type"]);
    case "humans":
    case "animals":
      return text(limit.kind, ["filter"]);
    case "abstract":
      return text("abstracts", ["filter"]);
    case "full-text":
      return text("full text", ["filter"]);
    case "date":
      return limit;
    case "other":
      return text(limit.text, ["filter"]);
  }
}

/** Two limits joined with OR as one, where they are of one kind. */
export function eitherLimit(a: Limit, b: Limit): Limit | null {
  if (a.kind === "language" && b.kind === "language") {
    return { kind: "language", languages: [...a.languages, ...b.languages] };
  }
  if (a.kind === "publication-type" && b.kind === "publication-type") {
    return { kind: "publication-type", types: [...a.types, ...b.types] };
  }
  return null;
}

/** Parts between an operator that stands in no bracket and no quotation. */
export function limitParts(text: string, operator: "and" | "or"): string[] {
  const found: string[] = [];
  const word = new RegExp(`\\s${operator}\\s`, "iy");
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "(") depth += 1;
    else if (!quoted && sign === ")") depth -= 1;
    else if (!quoted && depth === 0 && sign === " ") {
      word.lastIndex = at;
      if (!word.test(text)) continue;
      found.push(text.slice(start, at));
      start = at + operator.length + 2;
    }
  }
  return [...found, text.slice(start)].filter((part) => part.trim() !== "");
}

/** Takes the outer brackets away where they hold everything. */
export function withoutBrackets(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return text;
  }
  return text.slice(1, -1).trim();
}
