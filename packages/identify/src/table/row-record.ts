import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import type { CslDateField, CslTextField } from "../record/csl-item.ts";
import { dateFrom, yearOf } from "../record/date.ts";
import { doiFrom, doisIn, pmcidFrom, pmidFrom, registrationsIn } from "../record/identifiers.ts";
import { pagesBetween, pagesFrom } from "../record/page-range.ts";
import { RecordDraft } from "../record/record-draft.ts";
import { headingFrom } from "../tagged/medline-fields.ts";
import { serialNumbersIn } from "../tagged/serial-numbers.ts";
import { namesInCell } from "./author-list.ts";
import { isNothing, itemsInCell, oneLine, paragraphs, plainLine, termsInCell } from "./cell-text.ts";
import type { ColumnField } from "./column-names.ts";
import type { ColumnGuess } from "./guess-columns.ts";
import { sourceCitation } from "./source-citation.ts";
import { typeFromWord } from "./type-words.ts";

/** Reports an oddity of a cell. */
export type CellReport = (code: string, message: string, column: number, raw: string) => void;

interface Cell {
  readonly index: number;
  readonly header: string;
  readonly text: string;
}

/** Fields that are text of one line and nothing else. */
const PLAIN: Partial<Readonly<Record<ColumnField, CslTextField>>> = {
  "call-number": "call-number",
  "citation-key": "citation-key",
  "collection-number": "collection-number",
  "conference-place": "event-place",
  "journal-short": "container-title-short",
  "number-of-pages": "number-of-pages",
  "number-of-volumes": "number-of-volumes",
  "article-number": "number",
  edition: "edition",
  genre: "genre",
  issue: "issue",
  language: "language",
  number: "number",
  place: "publisher-place",
  publisher: "publisher",
  status: "status",
  version: "version",
  volume: "volume",
};

const RICH: Partial<Readonly<Record<ColumnField, CslTextField>>> = {
  title: "title",
  journal: "container-title",
  "book-title": "container-title",
  series: "collection-title",
  conference: "event-title",
  "original-title": "original-title",
  "title-short": "title-short",
};

/** "cyst (diagnosis, surgery)": an Emtree term with its subheadings. */
const EMTREE = /^(.*?)\s*\(([^()]*)\)$/s;

function addEmtree(draft: RecordDraft, cell: string, major: boolean): void {
  for (const item of termsInCell(cell)) {
    const match = EMTREE.exec(item);
    const term = match === null || match[1] === "" ? item : match[1]!;
    const qualifiers =
      match === null || match[1] === "" ? [] : match[2]!.split(/,\s*/).filter((name) => name !== "");
    draft.add("headings", {
      term,
      scheme: "Emtree",
      major,
      qualifiers: qualifiers.map((name) => ({ term: name, major: false })),
    });
  }
}

class RowReader {
  readonly #draft = new RecordDraft("document");
  readonly #cells = new Map<ColumnField, Cell>();
  readonly #report: CellReport;
  readonly #hasDoiColumn: boolean;

  constructor(report: CellReport, hasDoiColumn: boolean) {
    this.#report = report;
    this.#hasDoiColumn = hasDoiColumn;
  }

  /** Keeps a cell as it is. */
  keep(header: string, text: string): void {
    this.#draft.addOther(header, text);
  }

  #keep({ header, text }: Cell): void {
    this.keep(header, text);
  }

  /** Sets the field, or keeps the cell where the field has another value. */
  #set(field: CslTextField, value: string | undefined, cell: Cell): void {
    if (value === undefined || !this.#draft.setText(field, value)) this.#keep(cell);
  }

  take(field: ColumnField, cell: Cell): void {
    const draft = this.#draft;
    const plain = PLAIN[field];
    const rich = RICH[field];
    if (plain !== undefined) {
      this.#set(plain, plainLine(cell.text), cell);
      return;
    }
    if (rich !== undefined) {
      this.#set(rich, oneLine(cell.text), cell);
      return;
    }
    if (field.startsWith("accession:")) {
      const database = field.slice("accession:".length);
      draft.addAccession(plainLine(cell.text), database === "" ? undefined : database);
      return;
    }
    switch (field) {
      case "abstract":
        if (/^\[no abstract available\]\.?$/i.test(cell.text.trim())) this.#keep(cell);
        else this.#set("abstract", paragraphs(cell.text), cell);
        break;
      case "editors":
        draft.addNames("editor", namesInCell(cell.text));
        break;
      case "translators":
        draft.addNames("translator", namesInCell(cell.text));
        break;
      case "keywords":
        for (const term of termsInCell(cell.text))
          if (!draft.includes("keywords", term)) draft.add("keywords", term);
        break;
      case "mesh":
        for (const term of itemsInCell(cell.text)) draft.add("headings", headingFrom(term));
        break;
      case "emtree":
      case "emtree-major":
        addEmtree(draft, cell.text, field === "emtree-major");
        break;
      case "publication-type":
        for (const term of termsInCell(cell.text)) draft.add("publicationTypes", { term });
        this.#cells.set(field, cell);
        break;
      case "affiliations":
        for (const text of itemsInCell(cell.text)) draft.add("affiliations", { text });
        break;
      case "grants":
        for (const text of itemsInCell(cell.text)) draft.add("grants", text);
        break;
      case "notes":
        draft.add("notes", paragraphs(cell.text));
        break;
      case "attachments":
        for (const path of cell.text.split(/;\s*/)) draft.add("attachments", path.trim());
        break;
      case "copyright":
        if (draft.copyright === undefined) draft.copyright = plainLine(cell.text);
        else this.#keep(cell);
        break;
      case "database":
        if (draft.database === undefined) draft.database = plainLine(cell.text);
        else this.#keep(cell);
        break;
      case "links":
      case "url":
        this.#link(field, cell);
        break;
      case "issn":
      case "isbn":
        this.#serial(field, cell);
        break;
      case "registrations":
        this.#registrations(cell);
        break;
      case "extra":
        this.#extra(cell);
        break;
      case "doi":
        this.#doi(cell);
        break;
      case "pmid":
        this.#set("PMID", pmidFrom(plainLine(cell.text).replace(/\.0$/, "")), cell);
        break;
      case "pmcid":
        this.#set("PMCID", pmcidFrom(cell.text), cell);
        break;
      case "access-date":
        this.#date("accessed", cell);
        break;
      case "conference-date":
        this.#date("event-date", cell);
        break;
      case "carried": {
        // A workbook parts a long text over several cells.
        const before = this.#cells.get(field);
        this.#cells.set(field, before === undefined ? cell : { ...before, text: before.text + cell.text });
        break;
      }
      default:
        // Dates, pages, authors, types: what they mean depends on other cells.
        if (this.#cells.has(field)) this.#keep(cell);
        else this.#cells.set(field, cell);
    }
  }

  #link(field: "links" | "url", cell: Cell): void {
    const draft = this.#draft;
    for (const address of cell.text.split(/[\s;|]+(?=https?:|www\.)|\s+/)) {
      if (address === "") continue;
      // An OpenURL, as Embase gives it, names the article: "...&id=doi:10.5555%2Fx&...".
      const openUrl = /[?&](?:rft_)?id=(?:info:)?doi[:/]([^&]+)/i.exec(address);
      if (openUrl !== null && !this.#hasDoiColumn) draft.setText("DOI", doiFrom(openUrl[1]!));
      if (field === "url" && draft.text("URL") === undefined) draft.setText("URL", address);
      else if (draft.text("URL") !== address && !draft.includes("links", address))
        draft.add("links", address);
    }
  }

  #serial(field: "issn" | "isbn", cell: Cell): void {
    const { issn, isbn, more } = serialNumbersIn(cell.text);
    const draft = this.#draft;
    // Scopus and spreadsheets write 20552076 and 423134 for 0042-3134.
    const join = (to: "ISSN" | "ISBN", numbers: readonly string[]): void => {
      const before = draft.text(to)?.split(" ") ?? [];
      const all = [...before, ...numbers.filter((number) => !before.includes(number))];
      if (all.length > 0) draft.replaceText(to, all.join(" "));
    };
    join("ISSN", issn);
    join("ISBN", isbn);
    if (more || issn.length + isbn.length === 0)
      if (
        issn.length + isbn.length > 0 ||
        !draft.setText(field === "issn" ? "ISSN" : "ISBN", plainLine(cell.text))
      )
        this.#keep(cell);
  }

  #registrations(cell: Cell): void {
    const found = registrationsIn(cell.text);
    for (const number of found)
      if (!this.#draft.includes("registrations", number)) this.#draft.add("registrations", number);
    if (found.length === 0) this.#keep(cell);
  }

  #doi(cell: Cell): void {
    const found = doisIn(cell.text);
    if (found.length === 0) {
      this.#report(
        "bad-doi",
        `"${shortened(cell.text)}" is no DOI; it was kept as it is.`,
        cell.index,
        cell.text,
      );
      this.#keep(cell);
    } else if (found.length > 1) {
      this.#report(
        "several-dois",
        `"${shortened(cell.text)}" holds ${found.length} DOIs; the first was taken.`,
        cell.index,
        cell.text,
      );
      this.#keep(cell);
    }
    if (found[0] !== undefined) this.#set("DOI", found[0], cell);
  }

  /** Zotero's field for what it has no place for: "PMID: 12345", "PMCID: PMC12345", "DOI: 10..." and words. */
  #extra(cell: Cell): void {
    const draft = this.#draft;
    const pmid = /\bPMID: ?(\d{1,9})\b/.exec(cell.text)?.[1];
    const pmcid = /\bPMCID: ?(PMC\d+)\b/.exec(cell.text)?.[1];
    draft.setText("PMID", pmid);
    draft.setText("PMCID", pmcid);
    if (draft.text("DOI") === undefined && /\bDOI: ?10\./i.test(cell.text))
      draft.setText("DOI", doiFrom(cell.text));
    draft.add("notes", paragraphs(cell.text));
  }

  #date(field: CslDateField, cell: Cell): void {
    const text = plainLine(cell.text);
    const date = dateFrom(text) ?? { literal: text };
    if (!this.#draft.setDate(field, date)) this.#keep(cell);
  }

  record(origin: RecordOrigin): BibliographicRecord {
    this.#settleAuthors();
    this.#settleCitation();
    this.#settleIssued();
    this.#settlePages();
    this.#settleType();
    const number = this.#cells.get("issue-or-number");
    if (number !== undefined) {
      const isIssue =
        this.#draft.text("issue") === undefined &&
        this.#draft.type !== "report" &&
        this.#draft.type !== "patent";
      this.#set(isIssue ? "issue" : "number", plainLine(number.text), number);
    }
    const rank = this.#cells.get("rank");
    const place = rank === undefined ? undefined : Number(rank.text.trim());
    const isRank = place !== undefined && Number.isInteger(place) && place > 0;
    if (rank !== undefined && !isRank) this.#keep(rank);
    const record = this.#draft.record(isRank ? { ...origin, rank: place } : origin);
    const carried = this.#cells.get("carried");
    if (carried === undefined) return record;
    const whole = withCarriedFields(record, carried.text);
    if (whole !== null) return whole;
    this.#report(
      "bad-carried-fields",
      `Column "${carried.header}" is not as Coppice writes it and was kept as it is.`,
      carried.index,
      carried.text,
    );
    this.#keep(carried);
    return this.#draft.record(origin);
  }

  /** Full names are better than initials; Scopus puts a number after each. */
  #settleAuthors(): void {
    const short = this.#cells.get("authors");
    const full = this.#cells.get("authors-full");
    const cell = full ?? short;
    if (cell === undefined) return;
    if (full !== undefined && short !== undefined) this.#keep(short);
    const text = cell.text.trim();
    if (/^\[?no author name available\]?\.?$/i.test(text)) {
      this.#keep(cell);
      return;
    }
    const ids: string[] = [];
    const bare = text.replace(/ \((\d{9,12})\)(?=;|$)/g, (_, id: string) => {
      ids.push(id);
      return "";
    });
    const names = namesInCell(bare);
    this.#draft.addNames("author", names);
    if (ids.length === names.length)
      for (const [author, value] of ids.entries())
        this.#draft.add("authorIds", { author, source: "Scopus", value });
    else if (ids.length > 0) this.#keep(cell);
  }

  #settleCitation(): void {
    const cell = this.#cells.get("citation");
    if (cell === undefined) return;
    const source = sourceCitation(plainLine(cell.text));
    this.#keep(cell);
    if (source === null) {
      if (this.#draft.text("container-title") === undefined)
        this.#report(
          "source-not-read",
          `Journal, volume and pages could not be told apart in "${shortened(cell.text)}"; it was kept as it is.`,
          cell.index,
          cell.text,
        );
      return;
    }
    const draft = this.#draft;
    if (draft.text("container-title") === undefined) draft.setText("container-title", source.journal);
    else if (
      draft.text("container-title") !== source.journal &&
      draft.text("container-title-short") === undefined
    )
      draft.setText("container-title-short", source.journal);
    if (draft.text("volume") === undefined) draft.setText("volume", source.volume);
    if (draft.text("issue") === undefined) draft.setText("issue", source.issue);
    if (draft.text("page") === undefined && !this.#cells.has("pages") && !this.#cells.has("page-first"))
      draft.setText("page", source.pages);
    if (draft.text("DOI") === undefined) draft.setText("DOI", source.doi);
    if (source.date !== undefined && !this.#cells.has("date"))
      this.#cells.set("date", { index: cell.index, header: "", text: source.date });
  }

  #settleIssued(): void {
    const get = (field: ColumnField): string => plainLine(this.#cells.get(field)?.text ?? "");
    const year = get("year").replace(/^(\d{4})\.0$/, "$1");
    const knownYear = yearOf(dateFrom(year) ?? undefined);
    const written = this.#cells.get("date");
    const monthAndDay = [get("month"), get("day")].filter((part) => part !== "");
    const words =
      written !== undefined && !isNothing(written.text)
        ? plainLine(written.text)
        : monthAndDay.length > 0 && /^\d+$/.test(monthAndDay[0]!)
          ? [year, ...monthAndDay].join("-")
          : [year, ...monthAndDay].join(" ");
    if (words.trim() === "") return;
    const read = dateFrom(words, knownYear) ?? dateFrom(year);
    const cell = written ?? this.#cells.get("year") ?? this.#cells.get("month") ?? this.#cells.get("day")!;
    this.#draft.setDate("issued", read ?? { literal: words });
    if (read === null || (read.literal !== undefined && read.season === undefined))
      this.#report(
        "bad-date",
        `"${shortened(words)}" is no date that can be read to its end; it was kept as words.`,
        cell.index,
        words,
      );
    const yearCell = this.#cells.get("year");
    if (read !== null && yearCell !== undefined && written !== undefined && yearOf(read) !== knownYear) {
      this.#report(
        "year-differs",
        `The year "${shortened(year)}" is not that of the date "${shortened(words)}"; the date was taken and the year kept as it is.`,
        yearCell.index,
        yearCell.text,
      );
      this.#keep(yearCell);
    }
  }

  #settlePages(): void {
    const [pages, first, last] = [
      this.#cells.get("pages"),
      this.#cells.get("page-first"),
      this.#cells.get("page-last"),
    ];
    const text = pages === undefined ? undefined : pagesFrom(plainLine(pages.text));
    const range = pagesBetween(
      first === undefined ? undefined : plainLine(first.text),
      last === undefined ? undefined : plainLine(last.text),
    );
    if (pages !== undefined && text === undefined) this.#keep(pages);
    const page = text ?? range;
    if (page === undefined) {
      for (const cell of [first, last]) if (cell !== undefined) this.#keep(cell);
      return;
    }
    if (!this.#draft.setText("page", page)) this.#draft.addOther("pages", page);
    if (text !== undefined && range !== undefined && text !== range)
      for (const cell of [first, last]) if (cell !== undefined) this.#keep(cell);
  }

  #settleType(): void {
    const draft = this.#draft;
    const cell = this.#cells.get("type");
    const kind = this.#cells.get("publication-type");
    const own = cell === undefined ? undefined : typeFromWord(plainLine(cell.text));
    const type = own ?? (kind === undefined ? undefined : typeFromWord(plainLine(kind.text)));
    if (cell !== undefined && own === undefined) this.#keep(cell);
    const isInJournal = draft.text("container-title") !== undefined || draft.text("volume") !== undefined;
    draft.type = type ?? (isInJournal ? "article-journal" : "document");
  }
}

const shortened = (text: string): string => {
  const line = text.slice(0, 300).trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

/** The record of a row. A column without field, a second value and what cannot be read are kept in `other` under their headers. */
export function recordFromRow(
  cells: readonly string[],
  columns: readonly ColumnGuess[],
  origin: RecordOrigin,
  report: CellReport,
): BibliographicRecord {
  const reader = new RowReader(
    report,
    columns.some(({ field }) => field === "doi"),
  );
  const extra: Cell[] = [];
  cells.forEach((text, index) => {
    const column = columns[index];
    if (text === "" || (column?.field !== undefined && isNothing(text))) return;
    const cell = { index, header: column?.header ?? `column ${index + 1}`, text };
    if (column?.field === undefined) extra.push(cell);
    else reader.take(column.field, cell);
  });
  for (const { header, text } of extra) reader.keep(header, text);
  return reader.record(origin);
}
