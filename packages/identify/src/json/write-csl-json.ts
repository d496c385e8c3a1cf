import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { carriedFields } from "../record/carried-fields.ts";
import { CARRIED_KEY, cslJsonRecord, givenId } from "./csl-json-reader.ts";
import { DATE_FIELDS, FIELD_ALIASES, NAME_FIELDS, TEXT_FIELDS } from "./csl-json-variants.ts";
import { isObject, type JsonObject, parseObject } from "./json-object.ts";

/** Keys that are written from the model, or mean something to the reader: none of them is an unknown key that goes out again. */
const isOwn = (tag: string): boolean =>
  TEXT_FIELDS.has(tag) ||
  NAME_FIELDS.has(tag) ||
  DATE_FIELDS.has(tag) ||
  FIELD_ALIASES.has(tag) ||
  ["type", "DOI", "keyword", "note", "custom", "__proto__"].includes(tag) ||
  /[@[\].]/.test(tag);

/** A value of `other` as it came in: JSON where it was no text. */
function restored(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function plainItem(record: BibliographicRecord, number: number): JsonObject {
  const { csl } = record;
  const item: JsonObject = { id: givenId(record, number), ...csl };
  if (record.keywords !== undefined) item["keyword"] = record.keywords.join("; ");
  if (record.notes !== undefined) item["note"] = record.notes.join("\n");
  if (record.origin.format === "csl-json")
    for (const { tag, value } of record.other ?? [])
      if (!isOwn(tag) && (tag === "id" || !Object.hasOwn(item, tag))) item[tag] = restored(value);
  const custom = record.other?.find(({ tag }) => tag === "custom")?.value;
  const object = custom === undefined ? null : parseObject(custom);
  if (object !== null) item["custom"] = object;
  return item;
}

function itemOf(record: BibliographicRecord, number: number): JsonObject {
  const item = plainItem(record, number);
  const origin = { ...record.origin, number };
  const found = cslJsonRecord(JSON.parse(JSON.stringify(item)) as JsonObject, origin, () => undefined);
  const carried = carriedFields(record, { ...found, origin: { format: "csl-json", number, line: 1 } });
  if (carried === undefined) return item;
  const custom = isObject(item["custom"]) ? item["custom"] : {};
  return { ...item, custom: { ...custom, [CARRIED_KEY]: JSON.parse(carried) as unknown } };
}

export interface WriteCslJsonOptions {
  /** One item a line, without a list around them. Default: false. */
  readonly lines?: boolean;
}

/**
 * Writes CSL-JSON 1.0.2, an item at a time. What CSL has no field for stands in `custom` under "coppice", which the schema leaves to
 * programs, and `cslJsonReader` makes the same records of it again; keys that it did not know go out as they came in.
 */
export function* writeCslJson(
  records: Iterable<BibliographicRecord>,
  { lines = false }: WriteCslJsonOptions = {},
): Generator<string> {
  let number = 0;
  if (!lines) yield "[";
  for (const record of records) {
    number += 1;
    const json = JSON.stringify(itemOf(record, number));
    yield lines ? `${json}\n` : `${number === 1 ? "" : ","}\n${json}`;
  }
  if (!lines) yield number === 0 ? "]\n" : "\n]\n";
}
