import { type Origin, type Origins, originList } from "../provenance.ts";
import { pointerOf } from "../read-document.ts";

/** A node of a document, with the nearest `from` at or above it. */
export interface WalkedNode {
  /** Last step of the path: a field name or an index. */
  readonly key: string;
  /** Last field name of the path: the key itself, or for an item of a list the list's name. */
  readonly field: string;
  readonly pointer: string;
  readonly value: unknown;
  readonly from: Origins | undefined;
}

/** Fields beneath which `from` is a date or free text. */
const withoutOrigins = new Set(["databases", "parameters"]);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Visits every node of a document in written order; the declared sources and the origins themselves are left out.
 * A plain recursion with a callback: nested generators made this the slowest part of checking a review.
 */
export function walkDocument(document: object, visit: (node: WalkedNode) => void): void {
  const step = (value: unknown, key: string, field: string, pointer: string, above: Origins | undefined) => {
    if (Array.isArray(value)) {
      visit({ key, field, pointer, value, from: above });
      for (const [i, each] of value.entries()) step(each, String(i), field, `${pointer}/${i}`, above);
      return;
    }
    if (!isObject(value)) {
      visit({ key, field, pointer, value, from: above });
      return;
    }
    const own = withoutOrigins.has(field) ? undefined : (value.from as Origins | undefined);
    const from = own ?? above;
    visit({ key, field, pointer, value, from });
    for (const name in value) {
      if (name === "from" || name === "termsFrom" || (name === "sources" && pointer === "")) continue;
      step(value[name], name, name, `${pointer}${pointerOf([name])}`, from);
    }
  };
  step(document, "", "", "", undefined);
}

/** Every origin that a document writes, with its place: `from`, `termsFrom`, and those of conflicting values. */
export function originsIn(
  document: object,
): readonly { readonly origin: Origin; readonly pointer: string }[] {
  const found: { origin: Origin; pointer: string }[] = [];
  walkDocument(document, ({ value, pointer, field }) => {
    if (!isObject(value) || withoutOrigins.has(field)) return;
    for (const name of ["from", "termsFrom"] as const) {
      if (value[name] === undefined) continue;
      for (const origin of originList(value[name] as Origins))
        found.push({ origin, pointer: `${pointer}/${name}` });
    }
  });
  return found;
}
