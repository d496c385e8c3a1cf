import type { Field, Heading } from "../strategy.ts";
import { byCode, colonFields } from "./colon-fields.ts";
import { readDate, readDates } from "./dates.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { limitAsOperand, readLimit } from "./limits.ts";
import { lineReference } from "./line-reference.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  ti: ["title"],
  ab: ["abstract"],
  kw: ["author-keyword"],
  "tt ot": ["original-title"],
  de: ["heading-word"],
  "rn cas": ["registry-number"],
  "tn dtn": ["trade-name"],
  "mn dmn df": ["manufacturer"],
  "it pt": ["publication-type"],
  la: ["language"],
  au: ["author"],
  "ff ad af ca cy": ["affiliation"],
  "ta jt so": ["journal"],
  is: ["issn"],
  ib: ["isbn"],
  "vo vi": ["volume"],
  ip: ["issue"],
  "sp pg": ["page"],
  pb: ["publisher"],
  "gn gr": ["grant"],
  do: ["doi"],
  "an ui id li pui": ["record-id"],
  "cn mc": ["secondary-source"],
  ed: ["editor"],
  all: ["all"],
};

const forms: ReadonlyMap<string, FieldForm> = new Map<string, FieldForm>([
  ...byCode(fields).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
  ["lnk", { kind: "subheading", explode: false }],
  ["py", { kind: "date", field: "published" }],
  ["exp", { kind: "heading", vocabulary: "emtree", explode: true, major: false }],
  ["mj", { kind: "heading", vocabulary: "emtree", explode: false, major: true }],
]);

/** Embase.com: no operator outranks another, save that NEAR and NEXT hold their neighbours. */
export const embase: Grammar = {
  syntax: "embase",
  name: "Embase.com",
  wildcards: { "*": "any", "?": "one", $: "zero-or-one" },
  countedTruncation: false,
  precedence: { near: 2, and: 1, or: 1, not: 1 },
  proximity: [
    { pattern: /^near\/(\d+)$/i, ordered: false, offset: -1 },
    { pattern: /^next\/(\d+)$/i, ordered: true, offset: -1 },
  ],
  quotes: `"'`,
  capitalOperators: false,
  neighbours: "all",
  taggedNeighbours: "all",
  joinsQuoted: false,
  breaks: "/:[",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    switch (line.text[line.at]) {
      case "/":
        return heading(line);
      case ":":
        return colonFields(line, forms, "Embase.com");
      case "[":
        return bracketed(line);
      case "#":
        return wordStart ? lineReference(line) : null;
      default:
        return null;
    }
  },
};

const PARTS = /(?:\/[a-z]{2,3}(?:_[a-z]{2})?(?:,[a-z]{2,3}(?:_[a-z]{2})?){0,20}){1,8}(?=[\s)\]}]|$)/iy;
const HOW = new Set(["exp", "de", "mj", "syn", "br"]);

/** `'heading'/exp/mj`, `/de`, `/syn`, `/exp/dm_dt`. */
function heading(line: LineScan): number | null {
  if (!line.hasTerm) return null;
  PARTS.lastIndex = line.at;
  const found = PARTS.exec(line.text);
  if (found === null || PARTS.lastIndex > line.end) return null;
  const parts = found[0].toLowerCase().slice(1).split(/[/,]/);
  if (!parts.some((part) => HOW.has(part) || /^d[a-z]_/.test(part))) return null;
  const start = line.termStart;
  const node: Heading = {
    kind: "heading",
    vocabulary: "emtree",
    name: name(line.text.slice(start, line.at)),
    explode: parts.includes("exp") || parts.includes("syn"),
    major: parts.includes("mj"),
    subheadings: parts.filter((part) => !HOW.has(part)),
    ...(parts.includes("syn") && { synonyms: true }),
    span: { start, end: line.at + found[0].length },
  };
  line.dropTerm();
  line.operand(node);
  return line.at + found[0].length;
}

function name(typed: string): string {
  const trimmed = typed.trim();
  const quoted = /^(['"])([\s\S]*)\1$/.exec(trimmed);
  return (quoted?.[2] ?? trimmed.replace(/"/g, " ")).trim().replace(/\s+/g, " ");
}

const BRACKETED = /\[([^[\]\n]{1,80})\]\s{0,2}\/\s{0,2}([a-z]{2,3})(?=[\s)\]}]|$)/iy;

/** `[english]/lim`, `[2010-2020]/py`, `[01-01-2024]/sd`. */
function bracketed(line: LineScan): number | null {
  BRACKETED.lastIndex = line.at;
  const found = BRACKETED.exec(line.text);
  if (found === null || BRACKETED.lastIndex > line.end) {
    line.problems.warning(
      "invalid-character",
      { start: line.at, end: line.at + 1 },
      "Square brackets hold limits on Embase.com, such as [english]/lim; here they were read as text.",
    );
    return null;
  }
  const [all, inside, code] = found;
  const span = { start: line.at, end: line.at + all.length };
  const text = inside!.trim();
  switch (code!.toLowerCase()) {
    case "lim": {
      const limit = readLimit(text);
      line.operand({ ...limitAsOperand(limit), span }, { limit });
      return span.end;
    }
    case "py": {
      const dates = readDates(text);
      if (dates === null || [dates.from, dates.to].some((date) => date !== undefined && date.length > 4))
        break;
      line.operand({ kind: "date", field: "published", ...dates, span });
      return span.end;
    }
    case "sd": {
      const day = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
      const from = day === null ? readDate(text) : readDate(`${day[3]}-${day[2]}-${day[1]}`);
      if (from === null) break;
      line.operand({ kind: "date", field: "entered", from, span });
      return span.end;
    }
  }
  line.problems.error(
    "limit-unreadable",
    span,
    "This limit could not be read; it was kept as typed. Write it as [english]/lim, [2010-2020]/py or [31-12-2024]/sd.",
  );
  line.operand({ kind: "verbatim", text: all, span });
  return span.end;
}
