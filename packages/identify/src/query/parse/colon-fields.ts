import { anyOf, type FieldForm } from "./field-form.ts";
import type { LineScan } from "./grammar.ts";

const CODES = /:\s{0,2}([A-Za-z]{2,4}(?:\s{0,2},\s{0,2}[A-Za-z]{2,4})*)(?=[\s)\]}]|$)/y;

/** `:ti,ab,kw` behind a term or a bracket (Embase.com, Cochrane Library). */
export function colonFields(
  line: LineScan,
  forms: ReadonlyMap<string, FieldForm>,
  name: string,
): number | null {
  if (!line.afterOperand) return null;
  CODES.lastIndex = line.at;
  const found = CODES.exec(line.text);
  if (found === null || CODES.lastIndex > line.end) return null;
  const span = { start: line.at, end: line.at + found[0].length };
  const codes = found[1]!.split(",").map((code) => code.trim().toLowerCase());
  const known = codes.map((code) => forms.get(code)).filter((form) => form !== undefined);
  if (known.length === 0 && line.hasTerm && codes.length === 1 && codes[0]!.length > 2) return null;
  if (known.length < codes.length) {
    const unknown = codes.filter((code) => !forms.has(code)).map((code) => `:${code}`);
    line.problems.error(
      "field-unsupported",
      span,
      `${name} has no field ${unknown.join(", ")}; it was left out. Use one that it has, such as :ti,ab.`,
    );
  }
  if (known.length === 0) line.closeTerm(null, line.hasTerm ? span : null);
  else line.suffix(anyOf(known), span);
  return span.end;
}

/** `"ti ab": [...]` for tables of codes. */
export function byCode<T>(table: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(table).flatMap(([codes, value]) =>
    codes.split(" ").map((code): [string, T] => [code, value]),
  );
}
