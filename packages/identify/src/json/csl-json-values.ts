import type { CslDate, CslDateParts, CslName } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { nameFrom } from "../record/person-name.ts";
import { isObject, type JsonObject, takeText } from "./json-object.ts";

/** A name and what stood beside its parts; null where there is no name. */
export interface ReadName {
  readonly name: CslName;
  readonly rest: JsonObject;
}

/** A name by parts, a group, or (against the schema) a plain text. */
export function nameOf(value: unknown): ReadName | null {
  if (typeof value === "string") {
    const name = nameFrom(value);
    return name === undefined ? null : { name, rest: {} };
  }
  if (!isObject(value)) return null;
  const family = takeText(value, "family");
  const particle = takeText(value, "non-dropping-particle");
  const dropping = takeText(value, "dropping-particle");
  const given = takeText(value, "given");
  const suffix = takeText(value, "suffix");
  const literal = takeText(value, "literal") ?? takeText(value, "name");
  // The model has no dropping particle; it is printed after the given name.
  const givenWhole = [given, dropping].filter((part) => part !== undefined).join(" ");
  if (family === undefined) {
    const whole = literal ?? [particle, givenWhole, suffix].filter(Boolean).join(" ");
    return whole === "" ? null : { name: { literal: whole }, rest: value };
  }
  const name: { -readonly [K in keyof CslName]: CslName[K] } = { family };
  if (givenWhole !== "") name.given = givenWhole;
  if (suffix !== undefined) name.suffix = suffix;
  if (particle !== undefined) name["non-dropping-particle"] = particle;
  if (literal !== undefined) name.literal = literal;
  return { name, rest: value };
}

const SEASONS: readonly string[] = ["spring", "summer", "autumn", "winter"];

function seasonOf(value: unknown): number | undefined {
  const text = String(value ?? "").toLowerCase();
  const named = SEASONS.indexOf(text === "fall" ? "autumn" : text);
  if (named !== -1) return named + 1;
  return /^[1-4]$/.test(text) ? Number(text) : undefined;
}

interface Half {
  readonly parts: CslDateParts;
  readonly season: number | undefined;
}

/** Numbers, also as texts. A month of 13 to 16 or 21 to 24 is a season. */
function halfOf(value: unknown): Half | null {
  if (!Array.isArray(value)) return null;
  const numbers = value.filter((part) => part !== null && part !== "").map(Number);
  const [year, month, day] = numbers;
  if (year === undefined || numbers.length > 3 || !numbers.every(Number.isInteger)) return null;
  if (month === undefined || month === 0) return { parts: [year], season: undefined };
  if ((month >= 13 && month <= 16) || (month >= 21 && month <= 24))
    return { parts: [year], season: month > 20 ? month - 20 : month - 12 };
  if (month < 1 || month > 12) return null;
  if (day === undefined || day === 0) return { parts: [year, month], season: undefined };
  return day < 1 || day > 31 ? null : { parts: [year, month, day], season: undefined };
}

function fromParts(value: unknown): CslDate | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > 2) return null;
  const [from, to] = value.map(halfOf);
  if (from === null || from === undefined || to === null) return null;
  const parts = to === undefined ? ([from.parts] as const) : ([from.parts, to.parts] as const);
  return from.season === undefined ? { "date-parts": parts } : { "date-parts": parts, season: from.season };
}

/** A date by parts, in words (`raw`, `literal`), or (against the schema) a plain text or number; null where nothing can be read. */
export function dateOf(value: unknown): CslDate | null {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value).trim();
    return text === "" ? null : (dateFrom(text) ?? { literal: text });
  }
  if (!isObject(value)) return null;
  const parts = fromParts(value["date-parts"]);
  const literal = takeText(value, "literal");
  const raw = takeText(value, "raw") ?? takeText(value, "date-time");
  const season = seasonOf(value["season"]);
  if (parts === null) {
    if (raw !== undefined) return dateFrom(raw) ?? { literal: raw };
    if (literal === undefined) return null;
    return dateFrom(literal) ?? { literal };
  }
  return {
    ...parts,
    ...(season === undefined ? {} : { season }),
    ...(literal === undefined ? {} : { literal }),
  };
}

/** What a date says beside its parts. */
export function dateRest(value: unknown): JsonObject {
  if (!isObject(value)) return {};
  const rest = { ...value };
  for (const key of ["date-parts", "season", "raw", "date-time", "timestamp", "literal"]) delete rest[key];
  return rest;
}
