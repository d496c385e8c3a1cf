import {
  type DateField,
  type Expression,
  FIELDS,
  type Field,
  type Heading,
  type LineReference,
  type Span,
  type Text,
  type Vocabulary,
} from "../strategy.ts";
import { readDates } from "./dates.ts";
import { isSubheading, subheadingName } from "./subheadings.ts";
import { wordAsTyped } from "./words.ts";

/** What a field code makes of the text before or after it. */
export type FieldForm =
  | {
      readonly kind: "fields";
      readonly fields: readonly Field[];
      /** At least so many times (Ovid). */
      readonly frequency?: number;
    }
  | {
      readonly kind: "heading";
      readonly vocabulary: Vocabulary;
      readonly explode: boolean;
      readonly major: boolean;
      /** `"Name+"` explodes (EBSCO). */
      readonly plus?: boolean;
    }
  | { readonly kind: "subheading"; readonly explode: boolean }
  | { readonly kind: "date"; readonly field: DateField }
  /** Several codes at once, of which not all are plain fields: any of them. */
  | { readonly kind: "any-of"; readonly forms: readonly FieldForm[] };

const rank = new Map(FIELDS.map((field, at) => [field, at]));

/** Each once, in the order of FIELDS. */
function inOrder(fields: Iterable<Field>): readonly Field[] {
  return [...new Set(fields)].sort((a, b) => rank.get(a)! - rank.get(b)!);
}

/** `.sh,kf.` has a heading and a field: what is plain is put together, the rest beside it. */
export function anyOf(forms: readonly FieldForm[]): FieldForm {
  const fields = forms.flatMap((form) => (form.kind === "fields" ? form.fields : []));
  const rest = forms.filter((form) => form.kind !== "fields");
  const plain: FieldForm = { kind: "fields", fields: inOrder(fields) };
  if (rest.length === 0) return plain;
  const all = fields.length === 0 ? rest : [...rest, plain];
  return all.length === 1 ? all[0]! : { kind: "any-of", forms: all };
}

/** What is known of the text around a field. */
export interface FieldContext {
  /** Tells of a date that cannot be read, and gives what is kept: the date as typed, with its field. */
  readonly unreadable: (typed: string, span: Span | undefined) => string;
  /** Without quotation marks. */
  readonly typed: (text: Text) => string;
}

const noContext: FieldContext = {
  unreadable: (typed) => typed,
  typed: ({ words }) => words.map(wordAsTyped).join(" "),
};

/** A text as `form` says; `raw` is the text as typed where it is at hand, `span` what the result covers. */
export function formed(
  text: Text,
  form: FieldForm,
  context = noContext,
  raw?: string,
  span?: Span,
): Expression {
  const at = span ?? text.span;
  const place = at === undefined ? {} : { span: at };
  const typed = () => (raw ?? context.typed(text)).trim().replace(/\s+/g, " ");
  switch (form.kind) {
    case "fields":
      return {
        ...text,
        fields: form.fields,
        ...(form.frequency !== undefined && { frequency: form.frequency }),
        ...place,
      };
    case "heading":
      return headingOf(typed(), form, at);
    case "subheading":
      return { kind: "subheading", name: subheadingName(typed()), explode: form.explode, ...place };
    case "date": {
      const dates = readDates(typed());
      if (dates === null) {
        const kept = text.quoted ? `"${typed()}"` : typed();
        return { kind: "verbatim", text: context.unreadable(kept, at), ...place };
      }
      return { kind: "date", field: form.field, ...dates, ...place };
    }
    case "any-of":
      return {
        kind: "or",
        operands: form.forms.map((each) => formed(text, each, context, raw, span)),
        ...place,
      };
  }
}

/** Reads `Name`, `Name+`, `Name/dt`, `Name+/dt,th`. */
export function headingOf(
  typed: string,
  form: Extract<FieldForm, { kind: "heading" }>,
  span?: Span,
): Heading {
  let name = typed;
  let subheadings: readonly string[] = [];
  const slash = name.indexOf("/");
  // Emtree's links stand behind the heading, not in its name.
  if (slash > 0 && form.vocabulary !== "emtree") {
    const written = name.slice(slash + 1).split(/[,/]/);
    if (written.every((one) => isSubheading(one))) {
      subheadings = written.map(subheadingName);
      name = name.slice(0, slash).trimEnd();
    }
  }
  let { explode } = form;
  if (form.plus === true && name.endsWith("+")) {
    explode = true;
    name = name.slice(0, -1).trimEnd();
  }
  return {
    kind: "heading",
    vocabulary: form.vocabulary,
    name,
    explode,
    major: form.major,
    subheadings,
    ...(span !== undefined && { span }),
  };
}

/** Puts a field on every text of an expression that has none of its own: `(a or b).ti,ab.`. */
export function distributed(expression: Expression, form: FieldForm, context = noContext): Expression {
  switch (expression.kind) {
    case "text":
      return expression.fields.length > 0 ? expression : formed(expression, form, context);
    case "and":
    case "or":
    case "near":
      return {
        ...expression,
        operands: expression.operands.map((operand) => distributed(operand, form, context)),
      };
    case "not":
      return {
        ...expression,
        include: distributed(expression.include, form, context),
        exclude: distributed(expression.exclude, form, context),
      };
    case "limit":
      return { ...expression, of: distributed(expression.of, form, context) };
    case "line":
      // `(type adj (1 or 2)).tw.`: no line has a field, so it was a number in the text after all.
      return formed(numberAsText(expression), form, context);
    default:
      return expression;
  }
}

function numberAsText({ number, span }: LineReference): Text {
  const words = [[String(number)]];
  return { kind: "text", words, reading: "phrase", quoted: false, fields: [], ...(span && { span }) };
}
