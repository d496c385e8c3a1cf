import type { Field, Span } from "../strategy.ts";
import { byCode, colonFields } from "./colon-fields.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { limitAsOperand } from "./limits.ts";
import { lineReference, listed } from "./line-reference.ts";
import { isSubheading, subheadingName } from "./subheadings.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  ti: ["title"],
  ab: ["abstract"],
  kw: ["author-keyword", "heading-word"],
  au: ["author"],
  so: ["journal"],
  pt: ["publication-type"],
  an: ["secondary-source"],
  la: ["language"],
  "do doi": ["doi"],
  tb: ["book"],
};

const forms: ReadonlyMap<string, FieldForm> = new Map<string, FieldForm>([
  ...byCode(fields).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
  ["yr", { kind: "date", field: "published" }],
]);

/** The Search Manager of the Cochrane Library. */
export const cochrane: Grammar = {
  syntax: "cochrane",
  name: "the Cochrane Library",
  wildcards: { "*": "any", "?": "one" },
  countedTruncation: false,
  precedence: { near: 3, and: 2, not: 2, or: 1 },
  proximity: [
    { pattern: /^near(?:\/(\d+))?$/i, ordered: false, offset: -1, bare: 5 },
    { pattern: /^next(?:\/(\d+))?$/i, ordered: true, offset: -1, bare: 0 },
  ],
  quotes: '"',
  capitalOperators: false,
  neighbours: "all",
  taggedNeighbours: "all",
  joinsQuoted: false,
  breaks: ":[{",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    switch (line.text[line.at]) {
      case "[":
        return mesh(line) ?? comment(line);
      case "{":
        return lineSet(line);
      case ":":
        return colonFields(line, forms, "The Cochrane Library");
      case "#":
        return wordStart ? lineReference(line) : null;
      case "m":
      case "M":
        return wordStart ? descriptor(line) : null;
      case "w":
      case "i":
        return wordStart ? publicationYears(line) : null;
      default:
        return null;
    }
  },
};

const MESH =
  /\[\s{0,3}mh\s{0,3}(\^)?\s{0,3}(?:"([^"\n]{1,250})"|([^"[\]/\n]{1,250}))?\s{0,3}(\[\s{0,2}mj\s{0,2}\])?\s{0,3}(?:\/\s{0,2}([A-Za-z ,&-]{2,120}))?\s{0,3}(\[\s{0,2}mj\s{0,2}\])?\s{0,3}\]/iy;

/** `[mh "Name"]`, `[mh ^"Name"[mj]]`, `[mh "Name"/DT,TH]`, `[mh /DT]`. */
function mesh(line: LineScan): number | null {
  MESH.lastIndex = line.at;
  const found = MESH.exec(line.text);
  if (found === null || MESH.lastIndex > line.end) return null;
  const [all, alone, quoted, plain, majorBefore, under, majorAfter] = found;
  const span = { start: line.at, end: line.at + all.length };
  const name = (quoted ?? plain ?? "").trim().replace(/\s+/g, " ");
  const written = under === undefined ? [] : under.split(",").map((one) => one.trim());
  tellUnknown(line, written, span);
  const subheadings = written.map(subheadingName);
  if (name === "") {
    if (subheadings.length === 0) return null;
    const explode = false;
    const each = subheadings.map((one) => ({ kind: "subheading" as const, name: one, explode, span }));
    line.operand(each.length === 1 ? each[0]! : { kind: "or", operands: each, span });
    return span.end;
  }
  line.operand({
    kind: "heading",
    vocabulary: "mesh",
    name,
    explode: alone === undefined,
    major: majorBefore !== undefined || majorAfter !== undefined,
    subheadings,
    span,
  });
  return span.end;
}

function tellUnknown({ problems }: LineScan, subheadings: readonly string[], span: Span): void {
  const unknown = subheadings.filter((one) => !isSubheading(one));
  if (unknown.length === 0) return;
  problems.error(
    "subheading-unknown",
    span,
    `MeSH has no subheading "${unknown.join('", "')}". Write one that it has, or none.`,
  );
}

const DESCRIPTOR =
  /MeSH\s{1,3}descriptor\s{0,3}:?\s{0,3}\[?\s{0,3}([^[\]\n]{1,200}?)\s{0,3}\]?\s{1,3}(explode all trees|explode tree(?:s)? [\d, and]{1,30}|this term only)(?:\s{1,3}and with qualifier\(?s?\)?\s{0,2}:\s{0,2}\[?([^[\]\n]{1,200})\]?)?/iy;

/** `MeSH descriptor: [Asthma] explode all trees`: how the Search Manager prints a heading. */
function descriptor(line: LineScan): number | null {
  DESCRIPTOR.lastIndex = line.at;
  const found = DESCRIPTOR.exec(line.text.slice(0, Math.min(line.end, line.at + 500)));
  if (found === null) return null;
  const [all, name, how, qualifiers = ""] = found;
  const span: Span = { start: line.at, end: line.at + all.length };
  const subheadings = qualifiers
    .split(",")
    .map((one) => one.replace(/\s-\s.*$/, "").trim())
    .filter((one) => one !== "");
  tellUnknown(line, subheadings, span);
  line.operand({
    kind: "heading",
    vocabulary: "mesh",
    name: name!.replace(/^\[|\]$/g, "").trim(),
    explode: how!.toLowerCase() !== "this term only",
    major: false,
    subheadings: subheadings.map(subheadingName),
    span,
  });
  return span.end;
}

const SET = /\{\s{0,3}(or|and)\s{1,3}([#\d\s,-]{1,2000})\}/iy;

/** `{or #1-#4, #7}`. */
function lineSet(line: LineScan): number | null {
  SET.lastIndex = line.at;
  const found = SET.exec(line.text);
  if (found === null || SET.lastIndex > line.end || !/\d/.test(found[2]!)) return null;
  const span = { start: line.at, end: line.at + found[0].length };
  line.operand(listed(found[1]!.toLowerCase() === "or" ? "or" : "and", found[2]!, line, span));
  return span.end;
}

/** To the end of the line or of the bracket around it; a product may have a note in brackets: `in Cochrane Reviews (Reviews only)`. */
const YEARS =
  /(?:in (?:Trials|Cochrane Reviews|Cochrane Protocols|Other Reviews|Clinical Answers|Editorials|Special Collections|Methods Studies|Technology Assessments|Economic Evaluations)(?=[\s,)]|$)(?:[^\n()]|\([^\n()]{0,60}\)){0,80}|with (?:publication year|cochrane library publication date|date added to central[^\n()]{0,40}?)\s(?:from|between)(?:[^\n()]|\([^\n()]{0,60}\)){1,120})/iy;

/** `with Publication Year from 2000 to 2020, in Trials`: how the Search Manager prints a limit. */
function publicationYears(line: LineScan): number | null {
  YEARS.lastIndex = line.at;
  const found = YEARS.exec(line.text.slice(0, line.end));
  if (found === null || !line.afterOperand) return null;
  const span = { start: line.at, end: line.at + found[0].length };
  const years = /from (\d{4}) to (\d{4}|present)/i.exec(found[0]);
  const limit =
    years !== null && /publication year/i.test(found[0]) && !/, in /i.test(found[0])
      ? {
          kind: "date" as const,
          field: "published" as const,
          from: years[1]!,
          ...(/^\d/.test(years[2]!) && { to: years[2]! }),
        }
      : { kind: "other" as const, text: found[0].trim() };
  line.operator({ kind: "and", between: 0, ordered: false, span: { start: span.start, end: span.start } });
  line.operand({ ...limitAsOperand(limit), span }, { limit });
  return span.end;
}

/** Square brackets that hold no heading are notes. */
function comment(line: LineScan): number | null {
  const close = line.text.indexOf("]", line.at);
  if (close < 0 || close >= line.end) return null;
  const span = { start: line.at, end: close + 1 };
  line.problems.warning(
    "brackets-read-as-comment",
    span,
    "These square brackets hold nothing that the Cochrane Library knows; they were read as a comment. Take them away, or write [mh ...].",
  );
  line.comment(line.text.slice(line.at + 1, close), span);
  return span.end;
}
