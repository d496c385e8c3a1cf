import type { DateField, Expression, Field, Span } from "../strategy.ts";
import { byCode } from "./colon-fields.ts";
import { readDate } from "./dates.ts";
import { distributed, type FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { lineReference } from "./line-reference.ts";

/** Essie's areas, of which the registry has hundreds: those that other databases have a field for. */
const areas: Readonly<Record<string, readonly Field[]>> = {
  "condition conditionsearch": ["condition"],
  "intervention interventionsearch interventionname interventionnamesearch": ["intervention"],
  "outcomesearch primaryoutcomemeasure secondaryoutcomemeasure": ["outcome"],
  "sponsorsearch leadsponsorname leadsponsor": ["sponsor"],
  "titlesearch brieftitle officialtitle": ["title"],
  "briefsummary detaileddescription": ["abstract"],
  keyword: ["author-keyword"],
  "nctid idsearch": ["record-id"],
  "locationsearch locationfacility": ["affiliation"],
  basicsearch: ["all"],
};

const forms: ReadonlyMap<string, FieldForm> = new Map(
  byCode(areas).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
);

const dates: ReadonlyMap<string, DateField> = new Map(
  byCode<DateField>({
    studyfirstpostdate: "published",
    studyfirstsubmitdate: "entered",
    lastupdatepostdate: "revised",
    "completiondate primarycompletiondate": "completed",
  }),
);

/** The parameters of the interface for programs. */
const parameters: ReadonlyMap<string, readonly Field[]> = new Map<string, readonly Field[]>([
  ["query.cond", ["condition"]],
  ["query.intr", ["intervention"]],
  ["query.titles", ["title"]],
  ["query.outc", ["outcome"]],
  ["query.spons", ["sponsor"]],
  ["query.lead", ["sponsor"]],
  ["query.id", ["record-id"]],
  ["query.locn", ["affiliation"]],
  ["query.term", ["all"]],
  ["query.patient", ["all"]],
  ["filter.advanced", []],
]);

/** ClinicalTrials.gov: the language of its search engine, Essie. */
export const clinicaltrials: Grammar = {
  syntax: "clinicaltrials",
  name: "ClinicalTrials.gov",
  wildcards: {},
  countedTruncation: false,
  precedence: { near: 4, not: 3, and: 2, or: 1 },
  proximity: [],
  quotes: '"',
  capitalOperators: true,
  neighbours: "all",
  taggedNeighbours: "all",
  joinsQuoted: false,
  breaks: "",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  wholeLine: parameterLine,
  peculiar(line, wordStart) {
    if (!wordStart) return null;
    if (line.text[line.at] === "#") return lineReference(line);
    return area(line) ?? parameter(line) ?? essie(line);
  },
};

const AREA = /AREA\[([A-Za-z]{1,60})\]\s{0,3}/y;
const RANGE = /RANGE\[\s{0,3}([\d/-]{4,10}|MIN)\s{0,3},\s{0,3}([\d/-]{4,10}|MAX)\s{0,3}\]/y;

/** `AREA[Condition]asthma`, `AREA[LastUpdatePostDate]RANGE[2026-01-01,MAX]`. */
function area(line: LineScan): number | null {
  AREA.lastIndex = line.at;
  const found = AREA.exec(line.text);
  if (found === null || AREA.lastIndex > line.end) return null;
  const name = found[1]!.toLowerCase();
  const behind = AREA.lastIndex;
  const field = dates.get(name);
  if (field !== undefined) {
    RANGE.lastIndex = behind;
    const range = RANGE.exec(line.text);
    if (range === null || RANGE.lastIndex > line.end) return null;
    const from = range[1] === "MIN" ? undefined : readDate(range[1]!);
    const to = range[2] === "MAX" ? undefined : readDate(range[2]!);
    if (from === null || to === null || (from === undefined && to === undefined)) return null;
    const span = { start: line.at, end: RANGE.lastIndex };
    line.operand({
      kind: "date",
      field,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      span,
    });
    return span.end;
  }
  const form = forms.get(name);
  // A range in a field of text, or another operator behind the area, is no term: it stays as it is.
  if (form === undefined || /^[A-Z]{3,10}\[/.test(line.text.slice(behind, behind + 12))) return null;
  line.prefix(form, { start: line.at, end: line.at + found[0].trimEnd().length });
  return behind;
}

/** A parameter that no other database has, joined to a search: `filter.overallStatus=COMPLETED`; in brackets, all of them. */
function parameter(line: LineScan): number | null {
  const { text, at } = line;
  if (!/^(?:query|filter)\.[a-z]{1,30}\s{0,3}[=:]/i.test(text.slice(at, at + 44))) return null;
  const enclosed = text[at - 1] === "(";
  let end = at;
  for (let depth = 0; end < line.end && text[end] !== "\n"; end += 1) {
    const sign = text[end]!;
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth < 0) break;
    if (!enclosed && depth === 0 && sign === " " && /^ (?:AND|OR|NOT)\s/i.test(text.slice(end, end + 5)))
      break;
  }
  const span: Span = { start: at, end };
  tellOpen(line, span);
  line.operand({ kind: "verbatim", text: text.slice(at, end).trimEnd(), span });
  return end;
}

const OPERATORS =
  /(?:(?:AREA|EXPANSION|COVERAGE|SEARCH|RANGE|TILT|LOCATION)\[[^[\]\n]{0,120}\]\s{0,3}){1,9}|(?:MISSING|ALL)\b\s{0,3}/y;

/** What Essie has and no other database: kept word for word, with the operand it belongs to. */
function essie(line: LineScan): number | null {
  OPERATORS.lastIndex = line.at;
  const found = OPERATORS.exec(line.text);
  if (found === null || line.at + found[0].trimEnd().length > line.end) return null;
  const end =
    found[0].includes("RANGE[") || !found[0].includes("[")
      ? line.at + found[0].trimEnd().length
      : operandEnd(line.text, OPERATORS.lastIndex, line.end);
  const span: Span = { start: line.at, end };
  tellOpen(line, span);
  line.operand({ kind: "verbatim", text: line.text.slice(span.start, span.end), span });
  return span.end;
}

/** What is kept word for word must close the brackets that it opens. */
function tellOpen({ text, problems }: LineScan, span: Span): void {
  const kept = text.slice(span.start, span.end);
  if (kept.split("(").length === kept.split(")").length && kept.split('"').length % 2 === 1) return;
  problems.error(
    "unbalanced-parentheses",
    span,
    "Brackets or quotation marks in this part do not match. Close each that is open; the part was kept as typed.",
  );
}

/** Where the operand ends that starts at `at`: a quotation, a bracket, a word. */
function operandEnd(text: string, at: number, end: number): number {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    return close < 0 || close >= end ? end : close + 1;
  }
  let depth = 0;
  for (let next = at; next < end; next += 1) {
    if (text[next] === "(") depth += 1;
    else if (text[next] === ")") {
      depth -= 1;
      if (depth < 0) return next;
      if (depth === 0) return next + 1;
    } else if (depth === 0 && /\s/.test(text[next]!)) return next;
  }
  return end;
}

const PARAMETER = /(?:^|[?&\n]\s{0,9})((?:query|filter)\.[A-Za-z]{1,30})\s{0,3}[=:]\s{0,3}/gi;

/** `query.cond=asthma&query.intr=budesonide`: all of them joined with AND. */
function parameterLine(line: LineScan): Expression | null {
  const whole = line.text.slice(line.at, line.end);
  if (!/^\s*(?:query|filter)\.[a-z]/i.test(whole.slice(0, 40))) return null;
  const starts = [...whole.matchAll(PARAMETER)];
  const operands: Expression[] = [];
  for (const [index, found] of starts.entries()) {
    const start = line.at + found.index + found[0].length;
    const end = index + 1 < starts.length ? line.at + starts[index + 1]!.index : line.end;
    const fields = parameters.get(found[1]!.toLowerCase());
    const span = { start: line.at + found.index, end };
    if (fields === undefined) {
      const kept = line.text.slice(span.start, span.end).replace(/^[?&\s]+/, "");
      operands.push({ kind: "verbatim", text: kept.trimEnd().replace(/\s+/g, " "), span });
      tellOpen(line, span);
      continue;
    }
    const inner = line.inner(start, end);
    if (inner !== null)
      operands.push(fields.length === 0 ? inner : distributed(inner, { kind: "fields", fields }));
  }
  if (operands.length === 0) return null;
  return operands.length === 1
    ? operands[0]!
    : { kind: "and", operands, span: { start: line.at, end: line.end } };
}
