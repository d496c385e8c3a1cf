import type { DateField, Field } from "../strategy.ts";
import { anyOf, type FieldForm } from "./field-form.ts";

/** Ovid's codes: MEDLINE's, and those of Embase and PsycInfo that say something of their own. */
const fields: Readonly<Record<string, readonly Field[]>> = {
  "ti m_titl m_ti": ["title"],
  "ab m_abst": ["abstract"],
  tw: ["title", "abstract"],
  "kf kw id": ["author-keyword"],
  ot: ["original-title"],
  "hw m_subj": ["heading-word"],
  "nm ps px rs rx os ox": ["substance"],
  "rn rw": ["registry-number"],
  "tn dv": ["trade-name"],
  "mf dm": ["manufacturer"],
  mp: ["text-word"],
  af: ["all"],
  "pt mt": ["publication-type"],
  "la lg": ["language"],
  au: ["author"],
  "fa af_": ["full-author"],
  "ai ax_": ["author-id"],
  ca: ["corporate-author"],
  "ir if": ["investigator"],
  pn: ["personal-name-subject"],
  "in cq": ["affiliation"],
  "jn jw ja jx so nj": ["journal"],
  jc: ["journal-id"],
  is: ["issn"],
  ib: ["isbn"],
  "vo vi": ["volume"],
  ip: ["issue"],
  pg: ["page"],
  "pb pu": ["publisher"],
  cp: ["place"],
  "no gr gs": ["grant"],
  do: ["doi"],
  "ui an pm": ["record-id"],
  "si cn": ["secondary-source"],
  "sb st ss": ["subset"],
  ci: ["conflict-of-interest"],
  bt: ["book"],
};

const dates: Readonly<Record<string, DateField>> = {
  "yr dp sa_year": "published",
  ep: "published-electronic",
  "ed em dd": "entered",
  "dt da dc": "created",
  "up rd rv": "revised",
};

const mesh = { kind: "heading", vocabulary: "mesh", explode: false, major: false } as const;
const others: Readonly<Record<string, FieldForm>> = {
  sh: mesh,
  "xm xs_": { ...mesh, explode: true },
  "mj mh_": { ...mesh, major: true },
  fs: { kind: "subheading", explode: false },
  xs: { kind: "subheading", explode: true },
};

const forms: ReadonlyMap<string, FieldForm> = new Map(
  [
    ...Object.entries(fields).map(([codes, of]): [string, FieldForm] => [
      codes,
      { kind: "fields", fields: of },
    ]),
    ...Object.entries(dates).map(([codes, field]): [string, FieldForm] => [codes, { kind: "date", field }]),
    ...Object.entries(others),
  ].flatMap(([codes, form]) =>
    codes
      .split(" ")
      .filter((code) => !code.endsWith("_"))
      .map((code): [string, FieldForm] => [code, form]),
  ),
);

/** Codes that are words too: only a dot on both sides makes fields of them. */
const WORDS = new Set(["in", "is", "so", "no", "an", "do", "if", "id", "up", "ad", "st"]);

export interface OvidFields {
  readonly form: FieldForm | null;
  /** Behind the last dot. */
  readonly end: number;
  readonly unknown: readonly string[];
}

/** The form of a code in brackets, which is always a date. */
export function ovidDate(code: string): FieldForm | null {
  const form = forms.get(code.toLowerCase());
  return form?.kind === "date" ? form : null;
}

const CODE = /[A-Za-z][A-Za-z_]{1,7}/y;
const ENDS_TERM = /[\s)[\]"]/;

/**
 * Reads the codes that start with the dot at `at`: `.ti,ab.`, and as print has them, without the last dot, with blanks, with a dot for
 * a comma (`.ti. ab .`). Nothing when it is a dot of the text. `sure`: after a bracket or a quotation, where only fields can stand.
 */
export function ovidFields(text: string, at: number, end: number, sure: boolean): OvidFields | null {
  const found: FieldForm[] = [];
  const unknown: string[] = [];
  let next = blanks(text, at + 1, end);
  let last = at;
  for (;;) {
    CODE.lastIndex = next;
    const code = CODE.exec(text)?.[0];
    if (code === undefined || next + code.length > end) break;
    const behind = next + code.length;
    const after = blanks(text, behind, end);
    const sign = after < end ? text[after]! : "";
    const form = forms.get(code.toLowerCase());
    const closed = sign === "." || sign === ",";
    const isEnd = behind >= end || ENDS_TERM.test(text[behind]!) || closed;
    if (
      form === undefined &&
      !(closed && code.length === 2 && (sure || code === code.toLowerCase()) && sign === ".")
    )
      break;
    if (!isEnd || (form !== undefined && !closed && WORDS.has(code.toLowerCase()))) break;
    // A second code behind a dot counts only where it is closed, or where nothing follows.
    if (last !== at && text[last - 1] === "." && !closed && behind < end && !/[)\s]/.test(text[behind]!))
      break;
    if (form === undefined) unknown.push(code);
    else found.push(form);
    last = closed ? after + 1 : behind;
    if (!closed) break;
    next = blanks(text, last, end);
    if (sign === "." && !continues(text, next, end)) break;
  }
  if (found.length === 0 && unknown.length === 0) return null;
  return { form: found.length === 0 ? null : anyOf(found), end: last, unknown };
}

/** Whether another code and its dot follow: `.ti. ab .`. */
function continues(text: string, at: number, end: number): boolean {
  CODE.lastIndex = at;
  const code = CODE.exec(text)?.[0];
  if (code === undefined || !forms.has(code.toLowerCase()) || WORDS.has(code.toLowerCase())) return false;
  const after = blanks(text, at + code.length, end);
  return after >= end || text[after] === "." || text[after] === ")";
}

function blanks(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && next < at + 4 && /\s/.test(text[next]!)) next += 1;
  return next;
}
