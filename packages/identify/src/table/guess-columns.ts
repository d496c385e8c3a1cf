import { type ColumnField, GENERAL_COLUMNS, headerKey } from "./column-names.ts";
import { productOf } from "./products.ts";

/** What a column is taken for, and why: to be shown, and corrected by the reader's option `columns`. */
export interface ColumnGuess {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  /** Absent where the column is kept as it is. */
  readonly field?: ColumnField;
  /** One sentence. */
  readonly reason: string;
}

export interface TableGuess {
  /** The program or database that writes these columns, where it is known. */
  readonly product?: string;
  readonly columns: readonly ColumnGuess[];
}

const isDoi = (cell: string): boolean =>
  /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?\s*10\.\d{4,9}\//i.test(cell);
const isYear = (cell: string): boolean => /^(?:1[5-9]|20)\d\d$/.test(cell);
const isAddress = (cell: string): boolean => /^https?:\/\/\S+$/i.test(cell);
const isPageRange = (cell: string): boolean => /^[A-Za-z]?\d+\s*[-\u2013]\s*[A-Za-z]?\d+$/.test(cell);
const isNames = (cell: string): boolean => /^[^;]+,\s*\p{Lu}[^;]*(?:;\s*[^;]+,\s*\p{Lu}[^;]*)+$/u.test(cell);

/** What the cells of a column whose header is not known look like; no more than this is guessed from cells. */
const LOOKS: readonly (readonly [ColumnField, string, (cell: string) => boolean])[] = [
  ["doi", "DOIs", isDoi],
  ["year", "years", isYear],
  ["url", "addresses", isAddress],
  ["pages", "ranges of pages", isPageRange],
  ["authors", "names with semicolons between them", isNames],
];

/** Most of the cells, and at least two of them. */
function most(cells: readonly string[], test: (cell: string) => boolean): boolean {
  const matching = cells.filter(test).length;
  return matching >= 2 && matching >= 0.8 * cells.length;
}

/** Fields that several columns may hold together. */
const MANY =
  /^(?:keywords|emtree|emtree-major|mesh|notes|extra|affiliations|links|url|issn|isbn|attachments|registrations|grants|publication-type|editors|conference|number|genre|carried|accession:.*)$/;

/** The title and the abstract of a table without known headers: the columns with the longest texts. */
function longTexts(
  guesses: (ColumnGuess | undefined)[],
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const taken = new Set(guesses.map((guess) => guess?.field));
  const lengths = headers.map((_, index) => {
    if (guesses[index] !== undefined) return 0;
    return rows.reduce((sum, row) => sum + (row[index]?.trim().length ?? 0), 0) / Math.max(1, rows.length);
  });
  const at = (least: number, most: number): number => {
    let best = -1;
    lengths.forEach((length, index) => {
      if (length >= least && length < most && (best === -1 || length > lengths[best]!)) best = index;
    });
    return best;
  };
  for (const [field, least, limit] of [
    ["abstract", 300, Number.POSITIVE_INFINITY],
    ["title", 25, 300],
  ] as const) {
    const index = taken.has(field) ? -1 : at(least, limit);
    if (index === -1) continue;
    lengths[index] = 0;
    guesses[index] = {
      index,
      header: headers[index]!,
      field,
      reason: `Its texts are as long as those of ${field === "title" ? "titles" : "abstracts"}.`,
    };
  }
}

/**
 * Guesses what the columns of a table hold: by the headers that known products write, by general names of headers, and for the rest by
 * what the cells look like. A field is given to one column (the first by header), unless several may hold it together.
 */
export function guessColumns(headers: readonly string[], rows: readonly (readonly string[])[]): TableGuess {
  const keys = headers.map((header) => headerKey(header).replace(/^coppice \d+$/, "coppice"));
  const found = productOf(new Set(keys));
  const guesses: (ColumnGuess | undefined)[] = headers.map(() => undefined);
  const taken = new Set<ColumnField>();
  const give = (index: number, field: ColumnField, reason: string): void => {
    const header = headers[index]!;
    if (taken.has(field) && !MANY.test(field)) {
      guesses[index] = {
        index,
        header,
        reason: `Another column holds the ${field}; this one is kept as it is.`,
      };
      return;
    }
    taken.add(field);
    guesses[index] = { index, header, field, reason };
  };
  // The product's own meaning comes first, so that a general name elsewhere cannot take its field.
  keys.forEach((key, index) => {
    const field = found?.columns[key];
    if (field === "other")
      guesses[index] = {
        index,
        header: headers[index]!,
        reason: `${found!.name} writes here what has no place of its own.`,
      };
    else if (field !== undefined) give(index, field, `${found!.name} writes it under this header.`);
  });
  keys.forEach((key, index) => {
    const field = guesses[index] === undefined ? GENERAL_COLUMNS.get(key) : undefined;
    if (field !== undefined)
      give(
        index,
        field,
        found === undefined ? `The header says so.` : `The header says so, as ${found.name} writes it.`,
      );
  });
  // A source is a database beside a journal, and the journal where there is no other.
  const source = keys.indexOf("source");
  if (source !== -1 && guesses[source] === undefined)
    give(
      source,
      taken.has("journal") ? "database" : "journal",
      taken.has("journal")
        ? "Beside a journal, a source is a database."
        : "No other column holds the journal.",
    );
  const isKnown = guesses.some((guess) => guess?.field === "title");
  headers.forEach((_, index) => {
    if (guesses[index] !== undefined) return;
    const cells = rows.map((row) => row[index]?.trim() ?? "").filter((cell) => cell !== "");
    const look = isKnown
      ? undefined
      : LOOKS.find(([field, , test]) => !taken.has(field) && most(cells, test));
    if (look !== undefined) give(index, look[0], `Its cells look like ${look[1]}.`);
  });
  if (!isKnown) longTexts(guesses, headers, rows);
  return {
    ...(found === undefined ? {} : { product: found.name }),
    columns: guesses.map(
      (guess, index) =>
        guess ?? {
          index,
          header: headers[index]!,
          reason: "The header is not known; the column is kept as it is.",
        },
    ),
  };
}
