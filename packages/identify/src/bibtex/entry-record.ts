import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import type { CslDateField, CslNameField } from "../record/csl-item.ts";
import { RecordDraft } from "../record/record-draft.ts";
import { bibtexNames } from "./bibtex-names.ts";
import { edtfDate } from "./edtf-date.ts";
import type { EntryField } from "./entry-fields.ts";
import { cslTypeOf, entryTypeOf, THESIS_GENRE } from "./entry-types.ts";
import { FIELD_RULES } from "./field-table.ts";
import { type FieldReport, plainLatex, verbatimLatex } from "./field-text.ts";
import { issuedFrom } from "./issued-date.ts";
import { latexText } from "./latex-text.ts";
import { readSpecial, settleEprint, type Taken, type Waiting } from "./special-fields.ts";

export interface Entry {
  readonly type: string;
  readonly key?: string;
  readonly fields: readonly EntryField[];
}

/** Keys that `writeBibtex` makes begin so: they are none of the record's own. */
export const MADE_KEY = "coppice:";

function readNames(draft: RecordDraft, to: CslNameField, field: EntryField, report: FieldReport): void {
  const { names, guessed } = bibtexNames(field.value);
  draft.addNames(to, names);
  if (guessed !== undefined)
    report(
      "names-not-parted-by-and",
      `Names in field "${field.name}" are not parted by "and"; they were parted at the ${guessed}.`,
      field,
    );
}

function readDate(draft: RecordDraft, to: CslDateField, field: EntryField, report: FieldReport): boolean {
  const text = verbatimLatex(field.value);
  if (text === "") return true;
  const date = edtfDate(text);
  if (date === null)
    report(
      "bad-date",
      `"${text}" in field "${field.name}" is no date that can be read; it was kept as words.`,
      field,
    );
  return draft.setDate(to, date ?? { literal: text });
}

/** Reads the field by its rule. */
function readField(
  draft: RecordDraft,
  field: EntryField,
  waiting: Waiting,
  macros: ReadonlyMap<string, string>,
  report: FieldReport,
): Taken {
  const rule = FIELD_RULES.get(field.name.toLowerCase());
  if (rule === undefined) return "keep";
  switch (rule.kind) {
    case "rich":
      return draft.setText(rule.to, latexText(field.value, macros));
    case "plain":
      return draft.setText(rule.to, plainLatex(field.value, macros));
    case "verbatim":
      return draft.setText(rule.to, verbatimLatex(field.value));
    case "names":
      readNames(draft, rule.to, field, report);
      return true;
    case "date":
      return readDate(draft, rule.to, field, report);
    case "special":
      return readSpecial(draft, rule.rule, field, waiting, macros, report);
  }
}

/** What an entry says in another field of the record than the one it is written in, when all fields are known. */
function settle(draft: RecordDraft, waiting: Waiting, entryType: string, report: FieldReport): void {
  issuedFrom(draft, waiting, report);
  settleEprint(draft, waiting);
  const { subtitle, places, institutions, number } = waiting;
  if (subtitle !== undefined) {
    const title = draft.text("title");
    if (title === undefined) draft.replaceText("title", subtitle);
    else draft.replaceText("title", /[?!:.]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`);
  }
  for (const { field, text } of places) {
    // ACM gives the publisher's place as address and that of the meeting as location.
    const isMeeting =
      field.name.toLowerCase() === "location" && draft.type === "paper-conference" && places.length > 1;
    if (!draft.setText(isMeeting ? "event-place" : "publisher-place", text))
      draft.addOther(field.name, field.value);
  }
  for (const { field, text } of institutions)
    if (!draft.setText("publisher", text)) draft.addOther(field.name, field.value);
  if (number !== undefined && !draft.setText(numberField(draft), number.text))
    draft.addOther(number.field.name, number.field.value);
  if (waiting.issueTitle !== undefined && !draft.setText("issue", waiting.issueTitle.text))
    draft.addOther(waiting.issueTitle.field.name, waiting.issueTitle.field.value);
  const genre = THESIS_GENRE.get((draft.text("genre") ?? entryType).toLowerCase());
  if (genre !== undefined && draft.type === "thesis") draft.replaceText("genre", genre);
}

/** A number counts issues of a journal, volumes of a series, or is that of a report, a patent, a standard. */
function numberField(draft: RecordDraft): "issue" | "collection-number" | "number" {
  switch (draft.type) {
    case "article-journal":
    case "article-magazine":
    case "article-newspaper":
    case "periodical":
    case "review":
      return "issue";
    case "book":
    case "chapter":
    case "entry-encyclopedia":
    case "entry-dictionary":
      return draft.text("collection-title") === undefined ? "number" : "collection-number";
    case "paper-conference":
      return draft.text("collection-title") === undefined ? "issue" : "collection-number";
    default:
      return "number";
  }
}

/** The record of an entry. Fields that the model has no place for, and second values, are kept in `other` as they are written. */
export function recordFromEntry(
  entry: Entry,
  origin: RecordOrigin,
  macros: ReadonlyMap<string, string>,
  report: FieldReport,
): BibliographicRecord {
  const type = cslTypeOf(entry.type);
  const draft = new RecordDraft(type ?? "document");
  if (entry.key !== undefined && !entry.key.startsWith(MADE_KEY)) draft.setText("citation-key", entry.key);
  const standard = entryTypeOf(draft.type);
  if (entry.type.toLowerCase() !== standard) draft.addOther("entrytype", entry.type);
  const waiting: Waiting = { places: [], institutions: [], dates: [] };
  for (const field of entry.fields) {
    const taken = readField(draft, field, waiting, macros, report);
    if (taken === true) continue;
    if (taken === false)
      report(
        "repeated-field",
        `Field "${field.name}" stands more than once with different values; the first was taken and the other kept as it is.`,
        field,
      );
    draft.addOther(field.name, field.value);
  }
  settle(draft, waiting, entry.type, report);
  const record = draft.record(origin);
  const carried = waiting.carried;
  if (carried === undefined) return record;
  const whole = withCarriedFields(record, carried.value);
  if (whole !== null) return whole;
  report("bad-carried-fields", 'Field "coppice" is not as Coppice writes it and was kept as it is.', carried);
  draft.addOther(carried.name, carried.value);
  return draft.record(origin);
}
