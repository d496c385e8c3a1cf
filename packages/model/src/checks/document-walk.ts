import type { Origin, Origins } from "../provenance.ts";
import { originList } from "../provenance.ts";
import { pointerOf } from "../read-document.ts";

/** A node of a document, with the nearest `from` at or above it. */
export interface WalkedNode {
  /** Last step of the path: a field name or an index. */
  readonly key: string;
  readonly pointer: string;
  readonly value: unknown;
  readonly from: readonly Origin[] | undefined;
  /** Name of the last field above that is not an index. */
  readonly field: string;
}

/** Fields that say where data come from, by the field that holds them; elsewhere `from` is a date or free text. */
const withoutOrigins = new Set(["databases", "parameters"]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every node beneath a part of a document in written order, the declared sources and the origins themselves left out. */
export function* walkDocument(
  value: unknown,
  path: readonly string[] = [],
  inherited?: readonly Origin[],
): Iterable<WalkedNode> {
  const key = path.at(-1) ?? "";
  const field = [...path].reverse().find((step) => !/^\d+$/.test(step)) ?? "";
  const own = isObject(value) && value.from !== undefined && !withoutOrigins.has(field);
  const from = own ? originList(value.from as Origins) : inherited;
  yield { key, pointer: pointerOf(path), value, from, field };
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* walkDocument(each, [...path, String(i)], from);
  } else if (isObject(value)) {
    for (const [name, each] of Object.entries(value)) {
      if (name === "from" || name === "termsFrom" || (name === "sources" && path.length === 0)) continue;
      yield* walkDocument(each, [...path, name], from);
    }
  }
}

/** Every origin that a document writes, with its place: `from`, `termsFrom`, and those of conflicting values. */
export function* originsIn(
  document: object,
): Iterable<{ readonly origin: Origin; readonly pointer: string }> {
  for (const { value, pointer, field } of walkDocument(document)) {
    if (!isObject(value) || withoutOrigins.has(field)) continue;
    for (const name of ["from", "termsFrom"] as const) {
      if (value[name] === undefined) continue;
      for (const origin of originList(value[name] as Origins))
        yield { origin, pointer: `${pointer}/${name}` };
    }
  }
}
