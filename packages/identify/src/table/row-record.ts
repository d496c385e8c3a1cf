import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import { takeCell } from "./cell-rules.ts";
import { isNothing } from "./cell-text.ts";
import type { ColumnGuess } from "./guess-columns.ts";
import { type Cell, type CellReport, RowDraft } from "./row-draft.ts";
import { settleRow } from "./row-settlement.ts";

/** The record of a row. A column without field, a second value and what cannot be read are kept in `other` under their headers. */
export function recordFromRow(
  cells: readonly string[],
  columns: readonly ColumnGuess[],
  origin: RecordOrigin,
  report: CellReport,
): BibliographicRecord {
  const row = new RowDraft(
    report,
    columns.some(({ field }) => field === "doi"),
  );
  const extra: Cell[] = [];
  cells.forEach((text, index) => {
    const column = columns[index];
    if (text === "" || (column?.field !== undefined && isNothing(text))) return;
    const cell = { index, header: column?.header ?? `column ${index + 1}`, text };
    if (column?.field === undefined) extra.push(cell);
    else takeCell(row, column.field, cell);
  });
  for (const cell of extra) row.keep(cell);
  settleRow(row);
  const rank = row.cells.get("rank");
  const place = rank === undefined ? 0 : Number(rank.text.trim());
  const isRank = Number.isInteger(place) && place > 0;
  if (rank !== undefined && !isRank) row.keep(rank);
  const ranked = isRank ? { ...origin, rank: place } : origin;
  const record = row.draft.record(ranked);
  const carried = row.cells.get("carried");
  if (carried === undefined) return record;
  const whole = withCarriedFields(record, carried.text);
  if (whole !== null) return whole;
  report(
    "bad-carried-fields",
    `Column "${carried.header}" is not as Coppice writes it and was kept as it is.`,
    carried.index,
    carried.text,
  );
  row.keep(carried);
  return row.draft.record(ranked);
}
