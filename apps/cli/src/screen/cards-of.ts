import type { ScreeningRecord } from "@coppice/screen";
import { namedRecords } from "../records/named-records.ts";
import { type RecordCard, recordCard } from "./record-card.ts";
import { screeningRecord } from "./screening-records.ts";

export type CardsRead =
  | {
      readonly ok: true;
      readonly records: readonly ScreeningRecord[];
      readonly cards: ReadonlyMap<string, RecordCard>;
    }
  | { readonly ok: false; readonly message: string };

/** The records of an export as the ranking reads them and as a person sees them. What a table says of inclusion is not read. */
export async function cardsOf(path: string): Promise<CardsRead> {
  const read = await namedRecords([path]);
  if (!read.ok) return read;
  return {
    ok: true,
    records: read.records.map(({ id, record }) => screeningRecord(id, record)),
    cards: new Map(read.records.map(({ id, record }) => [id, recordCard(record)])),
  };
}
