import type { CslTextField } from "../record/csl-item.ts";
import { RecordDraft } from "../record/record-draft.ts";
import type { ColumnField } from "./column-names.ts";

/** Reports an oddity of a cell. */
export type CellReport = (code: string, message: string, column: number, raw: string) => void;

export interface Cell {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly text: string;
}

/** A row while its cells are read into a record. */
export class RowDraft {
  readonly draft = new RecordDraft("document");
  /** Cells whose meaning depends on others. */
  readonly cells = new Map<ColumnField, Cell>();
  readonly report: CellReport;
  /** The table has DOIs in a column of their own, so that none is looked for elsewhere. */
  readonly hasDoiColumn: boolean;

  constructor(report: CellReport, hasDoiColumn: boolean) {
    this.report = report;
    this.hasDoiColumn = hasDoiColumn;
  }

  /** Keeps a cell as it is. */
  keep({ header, text }: Cell): void {
    this.draft.addOther(header, text);
  }

  /** Sets the field, or keeps the cell where the field has another value or there is none. */
  set(field: CslTextField, value: string | undefined, cell: Cell): void {
    if (value === undefined || !this.draft.setText(field, value)) this.keep(cell);
  }
}

/** The beginning of a text, for a message. */
export const shortened = (text: string): string => {
  const line = text.slice(0, 300).trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};
