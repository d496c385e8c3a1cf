import { z } from "zod";
import { partialDate } from "./partial-date.ts";

/** What kind of place a datum was seen in: grades of evidence about a number, best first. */
export const sourceKinds = [
  "report",
  "registry",
  "abstract",
  "review-table",
  "guideline",
  "dataset",
  "website",
] as const;

/** A place that was looked at, declared once in a document's `sources` and named by its key elsewhere. */
export const source = z
  .strictObject({
    kind: z
      .enum(sourceKinds)
      .describe(
        "what was seen there: the full report, its abstract, a registry entry, a table of a review ...",
      ),
    title: z.string().optional(),
    url: z.string().optional(),
    seen: partialDate.optional().describe("the day it was looked at"),
  })
  .describe("a place where data of this document were seen");
export type Source = z.infer<typeof source>;

const key = z.string().min(1);

/**
 * Where a datum comes from.
 * - `pubmed`: seen at the source with that key
 * - `{ source: pubmed, at: "table 2" }`: seen there, at this place
 * - `{ derived: "53% of 74", of: [pubmed] }`: computed by us, how, from which sources
 * - `{ unverified: "memory", confidence: high }`: not seen anywhere; shown as unverified wherever it is used
 */
const origin = z.union([
  key,
  z.strictObject({ source: key, at: z.string().optional() }),
  z.strictObject({ derived: z.string(), of: z.array(key).optional() }),
  z.strictObject({ unverified: z.string(), confidence: z.enum(["low", "medium", "high"]).optional() }),
]);
export type Origin = z.infer<typeof origin>;

export const origins = z
  .union([origin, z.array(origin).min(1)])
  .describe("where the data here come from; holds for everything below that does not say otherwise");
export type Origins = z.infer<typeof origins>;

/** A value with its own provenance, and the figures of other sources that contradict it. */
export interface DatumDetail<T> {
  readonly value: T;
  readonly from?: Origins;
  /** Values that other sources give for the same thing; kept, not used. */
  readonly conflicts?: readonly { readonly value: T; readonly from: Origins; readonly note?: string }[];
  /** Why this value was chosen over the conflicting ones; required where there are conflicts. */
  readonly because?: string;
  readonly note?: string;
}

/** A value as written: bare (its provenance is the nearest `from` above it) or with its own. */
export type Datum<T> = T | DatumDetail<T>;

/** The schema of a datum: the bare value, or `{ value, from, conflicts, because }`. */
export function datum<S extends z.ZodType>(value: S) {
  return z.union([
    value,
    z.strictObject({
      value,
      from: origins.optional(),
      conflicts: z.array(z.strictObject({ value, from: origins, note: z.string().optional() })).optional(),
      because: z.string().optional(),
      note: z.string().optional(),
    }),
  ]);
}

function isDetail<T>(written: Datum<T>): written is DatumDetail<T> {
  return typeof written === "object" && written !== null && !Array.isArray(written) && "value" in written;
}

/** The value of a datum, however it is written. */
export function datumValue<T>(written: Datum<T>): T;
export function datumValue<T>(written: Datum<T> | undefined): T | undefined;
export function datumValue<T>(written: Datum<T> | undefined): T | undefined {
  return written !== undefined && isDetail(written) ? written.value : (written as T | undefined);
}

/** The detail of a datum, where one is written. */
export function detailOf<T>(written: Datum<T> | undefined): DatumDetail<T> | undefined {
  return written !== undefined && isDetail(written) ? written : undefined;
}

export function originList(from: Origins): readonly Origin[] {
  return Array.isArray(from) ? from : [from];
}
