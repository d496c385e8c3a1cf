import { dateFrom, yearOf } from "../record/date.ts";
import { pagesBetween, pagesFrom } from "../record/page-range.ts";
import { namesInCell } from "./author-list.ts";
import { isNothing, plainLine } from "./cell-text.ts";
import type { ColumnField } from "./column-names.ts";
import { type RowDraft, shortened } from "./row-draft.ts";
import { sourceCitation } from "./source-citation.ts";
import { typeFromWord } from "./type-words.ts";

/** Full names are better than initials; Scopus puts a number after each. */
function settleAuthors(row: RowDraft): void {
  const short = row.cells.get("authors");
  const full = row.cells.get("authors-full");
  const cell = full ?? short;
  if (cell === undefined) return;
  if (full !== undefined && short !== undefined) row.keep(short);
  const text = cell.text.trim();
  if (/^\[?no author name available\]?\.?$/i.test(text)) {
    row.keep(cell);
    return;
  }
  const ids: string[] = [];
  const bare = text.includes(" (")
    ? text.replace(/ \((\d{9,12})\)(?=;|$)/g, (_, id: string) => {
        ids.push(id);
        return "";
      })
    : text;
  const names = namesInCell(bare);
  row.draft.addNames("author", names);
  if (ids.length === names.length)
    for (const [author, value] of ids.entries())
      row.draft.add("authorIds", { author, source: "Scopus", value });
  else if (ids.length > 0) row.keep(cell);
}

function settleCitation(row: RowDraft): void {
  const cell = row.cells.get("citation");
  if (cell === undefined) return;
  const source = sourceCitation(plainLine(cell.text));
  row.keep(cell);
  if (source === null) {
    if (row.draft.text("container-title") === undefined)
      row.report(
        "source-not-read",
        `Journal, volume and pages could not be told apart in "${shortened(cell.text)}"; it was kept as it is.`,
        cell.index,
        cell.text,
      );
    return;
  }
  const draft = row.draft;
  if (draft.text("container-title") === undefined) draft.setText("container-title", source.journal);
  else if (
    draft.text("container-title") !== source.journal &&
    draft.text("container-title-short") === undefined
  )
    draft.setText("container-title-short", source.journal);
  if (draft.text("volume") === undefined) draft.setText("volume", source.volume);
  if (draft.text("issue") === undefined) draft.setText("issue", source.issue);
  if (draft.text("page") === undefined && !row.cells.has("pages") && !row.cells.has("page-first"))
    draft.setText("page", source.pages);
  if (draft.text("DOI") === undefined) draft.setText("DOI", source.doi);
  if (source.date !== undefined && !row.cells.has("date"))
    row.cells.set("date", { index: cell.index, header: "", text: source.date });
}

function settleIssued(row: RowDraft): void {
  const get = (field: ColumnField): string => plainLine(row.cells.get(field)?.text ?? "");
  const year = get("year").replace(/^(\d{4})\.0$/, "$1");
  const knownYear = yearOf(dateFrom(year) ?? undefined);
  const written = row.cells.get("date");
  const monthAndDay = [get("month"), get("day")].filter((part) => part !== "");
  const words =
    written !== undefined && !isNothing(written.text)
      ? plainLine(written.text)
      : monthAndDay.length > 0 && /^\d+$/.test(monthAndDay[0]!)
        ? [year, ...monthAndDay].join("-")
        : [year, ...monthAndDay].join(" ");
  if (words.trim() === "") return;
  const whole = dateFrom(words, knownYear);
  const read = whole ?? dateFrom(year);
  const cell = written ?? row.cells.get("year") ?? row.cells.get("month") ?? row.cells.get("day")!;
  row.draft.setDate("issued", read ?? { literal: words });
  // A date that cannot be read at all is kept beside the year that can; so are month and day beside a date.
  if (whole === null && read !== null && written !== undefined) row.keep(written);
  for (const part of [row.cells.get("month"), row.cells.get("day")])
    if (part !== undefined && written !== undefined) row.keep(part);
  if (whole === null || (whole.literal !== undefined && whole.season === undefined))
    row.report(
      "bad-date",
      `"${shortened(words)}" is no date that can be read to its end; it was kept as words.`,
      cell.index,
      words,
    );
  const yearCell = row.cells.get("year");
  if (read !== null && yearCell !== undefined && written !== undefined && yearOf(read) !== knownYear) {
    row.report(
      "year-differs",
      `The year "${shortened(year)}" is not that of the date "${shortened(words)}"; the date was taken and the year kept as it is.`,
      yearCell.index,
      yearCell.text,
    );
    row.keep(yearCell);
  }
}

function settlePages(row: RowDraft): void {
  const [pages, first, last] = [
    row.cells.get("pages"),
    row.cells.get("page-first"),
    row.cells.get("page-last"),
  ];
  const text = pages === undefined ? undefined : pagesFrom(plainLine(pages.text));
  const range = pagesBetween(
    first === undefined ? undefined : plainLine(first.text),
    last === undefined ? undefined : plainLine(last.text),
  );
  if (pages !== undefined && text === undefined) row.keep(pages);
  const page = text ?? range;
  if (page === undefined) {
    for (const cell of [first, last]) if (cell !== undefined) row.keep(cell);
    return;
  }
  if (!row.draft.setText("page", page)) row.draft.addOther("pages", page);
  if (text !== undefined && range !== undefined && text !== range)
    for (const cell of [first, last]) if (cell !== undefined) row.keep(cell);
}

function settleType(row: RowDraft): void {
  const draft = row.draft;
  const cell = row.cells.get("type");
  const kind = row.cells.get("publication-type");
  const own = cell === undefined ? undefined : typeFromWord(plainLine(cell.text));
  const type = own ?? (kind === undefined ? undefined : typeFromWord(plainLine(kind.text)));
  if (cell !== undefined && own === undefined) row.keep(cell);
  const isInJournal = draft.text("container-title") !== undefined || draft.text("volume") !== undefined;
  draft.type = type ?? (isInJournal ? "article-journal" : "document");
}

function settleNumber(row: RowDraft): void {
  const cell = row.cells.get("issue-or-number");
  if (cell === undefined) return;
  const { draft } = row;
  const isIssue = draft.text("issue") === undefined && draft.type !== "report" && draft.type !== "patent";
  row.set(isIssue ? "issue" : "number", plainLine(cell.text), cell);
}

/** Reads the cells whose meaning depends on others, when all are known. */
export function settleRow(row: RowDraft): void {
  settleAuthors(row);
  settleCitation(row);
  settleIssued(row);
  settlePages(row);
  settleType(row);
  settleNumber(row);
}
