import { type Origin, type Origins, originList } from "../provenance.ts";
import { pointerOf } from "../read-document.ts";

/** A node of a document, with the nearest `from` at or above it. */
export interface WalkedNode {
  /** Last step of the path: a field name or an index. */
  readonly key: string;
  /** Last field name of the path: the key itself, or for an item of a list the list's name. */
  readonly field: string;
  /** JSON pointer of the node; made when asked for, since few nodes are reported. */
  readonly pointer: () => string;
  /** Name of the part of the document that it stands in, as `results`; empty for the document itself. */
  readonly part: string;
  readonly value: unknown;
  readonly from: Origins | undefined;
}

/** Fields beneath which `from` is a date or free text. */
const withoutOrigins = new Set(["databases", "parameters"]);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Way to a node, from the node upwards. */
interface Way {
  readonly step: string;
  readonly above: Way | undefined;
}

function pathOf(way: Way | undefined): string[] {
  const path: string[] = [];
  for (let at = way; at !== undefined; at = at.above) path.unshift(at.step);
  return path;
}

/**
 * Visits every node of a document in written order; the declared sources and the origins themselves are left out.
 * A plain recursion with a callback: nested generators made this the slowest part of checking a review.
 */
export function walkDocument(document: object, visit: (node: WalkedNode) => void): void {
  const step = (
    value: unknown,
    way: Way | undefined,
    field: string,
    part: string,
    above: Origins | undefined,
  ): void => {
    const isFields = isObject(value);
    const own = isFields && !withoutOrigins.has(field) ? (value.from as Origins | undefined) : undefined;
    const from = own ?? above;
    visit({ key: way?.step ?? "", field, part, pointer: () => pointerOf(pathOf(way)), value, from });
    if (Array.isArray(value)) {
      for (const [i, each] of value.entries()) step(each, { step: String(i), above: way }, field, part, from);
    } else if (isFields) {
      for (const name in value) {
        if (name === "from" || name === "termsFrom" || (name === "sources" && way === undefined)) continue;
        step(value[name], { step: name, above: way }, name, part === "" ? name : part, from);
      }
    }
  };
  step(document, undefined, "", "", undefined);
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
        found.push({ origin, pointer: `${pointer()}/${name}` });
    }
  });
  return found;
}
