import type { BibliographicRecord } from "./bibliographic-record.ts";
import { isCslField, isRecordField } from "./record-shape.ts";

/**
 * What a file format has no place for, as JSON in one extra field of it. `set` holds the fields of the record that the format would
 * give back otherwise (`csl` by its own fields), `without` the names of those that it would invent.
 */
interface Carried {
  readonly csl?: Readonly<Record<string, unknown>>;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Equal as JSON, whatever the order of the keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  const others = Object.keys(b).filter((key) => b[key] !== undefined);
  return keys.length === others.length && keys.every((key) => same(a[key], b[key]));
}

function differing(wanted: Fields, found: Fields, prefix: string, without: string[]): Fields | undefined {
  const different: Record<string, unknown> = {};
  let any = false;
  for (const key of Object.keys(wanted))
    if (wanted[key] !== undefined && !same(wanted[key], found[key])) {
      different[key] = wanted[key];
      any = true;
    }
  for (const key of Object.keys(found))
    if (found[key] !== undefined && wanted[key] === undefined) without.push(prefix + key);
  return any ? different : undefined;
}

/** The part of the origin that is about the record rather than about the file it was read from. */
const lastingOrigin = ({ origin }: BibliographicRecord): Fields => {
  const lasting: Record<string, unknown> = {};
  if (origin.database !== undefined) lasting["database"] = origin.database;
  if (origin.searchRun !== undefined) lasting["searchRun"] = origin.searchRun;
  if (origin.rank !== undefined) lasting["rank"] = origin.rank;
  return lasting;
};

/**
 * The JSON that makes `found` (the record as the format alone gives it back) into `wanted`; undefined where they agree. Of the origin
 * only database, search run and rank are carried: the rest says where a record was read.
 */
export function carriedFields(wanted: BibliographicRecord, found: BibliographicRecord): string | undefined {
  const without: string[] = [];
  const csl = differing(wanted.csl, found.csl, "csl.", without);
  const { csl: _wantedCsl, origin: _wantedOrigin, ...wantedRest } = wanted;
  const { csl: _foundCsl, origin: _foundOrigin, ...foundRest } = found;
  const rest = differing(wantedRest, foundRest, "", without);
  const origin = differing(lastingOrigin(wanted), lastingOrigin(found), "origin.", without);
  if (csl === undefined && rest === undefined && origin === undefined && without.length === 0)
    return undefined;
  const set = origin === undefined ? rest : { ...rest, origin };
  const carried: Carried = {
    ...(csl === undefined ? {} : { csl }),
    ...(set === undefined ? {} : { set }),
    ...(without.length === 0 ? {} : { without }),
  };
  return JSON.stringify(carried);
}

/** Database, search run and rank, which are all that may be set of the origin. */
const isOriginField = (name: string, value: unknown): boolean =>
  name === "rank"
    ? Number.isInteger(value)
    : (name === "database" || name === "searchRun") && typeof value === "string";

function parsed(json: string): Carried | null {
  let carried: unknown;
  try {
    carried = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isFields(carried)) return null;
  const { csl = {}, set = {}, without = [] } = carried;
  const sound =
    isFields(csl) &&
    isFields(set) &&
    Array.isArray(without) &&
    without.every((name) => typeof name === "string" && name !== "csl.type") &&
    Object.entries(csl).every(([key, value]) => isCslField(key, value)) &&
    Object.entries(set).every(([key, value]) =>
      key === "origin"
        ? isFields(value) && Object.entries(value).every(([name, part]) => isOriginField(name, part))
        : isRecordField(key, value),
    );
  return sound ? { csl, set, without: without as readonly string[] } : null;
}

/** The record with the carried fields in it; null where the text is not what `carriedFields` writes. */
export function withCarriedFields(record: BibliographicRecord, json: string): BibliographicRecord | null {
  const carried = parsed(json);
  if (carried === null) return null;
  const { origin, ...set } = { origin: {}, ...carried.set };
  const fields: Record<string, unknown> = { ...record, ...set };
  const item: Record<string, unknown> = { ...record.csl, ...carried.csl };
  const from: Record<string, unknown> = { ...record.origin, ...origin };
  for (const name of carried.without ?? [])
    if (name.startsWith("csl.")) delete item[name.slice(4)];
    else if (name === "origin.database" || name === "origin.searchRun" || name === "origin.rank")
      delete from[name.slice(7)];
    else if (name !== "csl" && name !== "origin") delete fields[name];
  return { ...fields, csl: item, origin: from } as unknown as BibliographicRecord;
}
