import type { TextReaderFactory } from "../read/text-reader.ts";
import type { CslDate } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { registrationsIn } from "../record/identifiers.ts";
import { addName, append, type Draft, keep } from "../tagged/record-draft.ts";
import { ICTRP_DATES, ICTRP_SECTIONS, ICTRP_TARGETS, type IctrpTarget } from "./ictrp-fields.ts";
import { addRegistration } from "./pubmed-indexing.ts";
import type { XmlElement } from "./xml-element.ts";
import { createXmlRecords } from "./xml-records.ts";

interface Field {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** Every text of the portal has white space around it, and line breaks as `<br>` in the text itself. */
function tidy(text: string): string {
  return text
    .replace(/<\s*br\s*\/?\s*>/gi, "\n")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

const inLine = (text: string): string => text.replaceAll("\n", " ");

/** The texts of all elements without children, in their order. */
function fieldsOf(trial: XmlElement): readonly Field[] {
  const fields: Field[] = [];
  const visit = (element: XmlElement): void => {
    let text = element.text;
    for (const child of element.children) {
      if (/^br$/i.test(child.name)) text += `\n${child.text}`;
      else visit(child);
      text += child.tail;
    }
    const whole = tidy(text);
    if (whole !== "") fields.push({ name: element.name, text: whole, line: element.line });
  };
  visit(trial);
  return fields;
}

/** The portal's older dates have the day first: 05/03/2019 is in March. */
function portalDate(text: string): CslDate | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (match === null) return dateFrom(text);
  return dateFrom(`${match[3]}-${match[2]}-${match[1]}`) ?? dateFrom(text);
}

function addDate(draft: Draft, status: string, { name, text, line }: Field): void {
  const date = portalDate(text);
  if (date === null) {
    keep(draft, name, text);
    draft.report(
      "bad-date",
      `"${text.slice(0, 80)}" (${name}) is no date; it was kept as it is written.`,
      line,
      text,
    );
  } else append(draft, "history", { status, date });
}

/** Terms between semicolons or line breaks. Sentences are no key words; they are in the abstract. */
function addTerms(draft: Draft, text: string): void {
  for (const part of text.split(/[;\n]/)) {
    const term = part.trim();
    if (term === "" || term.length > 100) continue;
    if (draft.record.keywords?.includes(term) !== true) append(draft, "keywords", term);
  }
}

function addNumbers(draft: Draft, name: string, text: string): void {
  // Whether there are other entries, in exports that do not say which.
  if (/^(?:yes|no)$/i.test(text)) {
    keep(draft, name, text);
    return;
  }
  for (const part of text.split(/[;,\n]/)) {
    const value = part.trim();
    if (value === "" || /^(?:nil|none|n\/?a|not applicable|nil known)\.?$/i.test(value)) continue;
    const known = registrationsIn(value);
    for (const number of known) addRegistration(draft, number);
    if (known.length === 0) append(draft, "accessions", { database: name, value });
  }
}

type Handler = (draft: Draft, field: Field) => void;

const HANDLERS: Readonly<Record<IctrpTarget, Handler>> = {
  number(draft, { text }) {
    const [number = inLine(text)] = registrationsIn(text);
    draft.csl.number ??= number;
    addRegistration(draft, number);
  },
  "public-title": (draft, { text }) => {
    draft.csl["title-short"] ??= inLine(text);
  },
  "scientific-title": (draft, { text }) => {
    draft.csl.title ??= inLine(text);
  },
  sponsor: (draft, { text }) => addName(draft, "author", { literal: inLine(text) }),
  "further-sponsor": (draft, { text }) => {
    for (const name of text.split(/[;\n]/))
      if (name.trim() !== "") addName(draft, "contributor", { literal: name.trim() });
  },
  registered: (draft, field) => {
    const date = portalDate(field.text);
    if (date === null) addDate(draft, "registered", field);
    else draft.csl.issued ??= date;
  },
  "registered-plainly": (draft, field) => {
    const date = dateFrom(field.text);
    if (date !== null) draft.csl.issued = date;
    else if (draft.csl.issued === undefined) addDate(draft, "registered", field);
  },
  registry: (draft, { text }) => {
    draft.csl["container-title"] ??= inLine(text);
  },
  address: (draft, { text }) => {
    if (draft.csl.URL === undefined) draft.csl.URL = text;
    else if (draft.csl.URL !== text) append(draft, "links", text);
  },
  link: (draft, { text }) => append(draft, "links", text),
  status: (draft, { text }) => {
    draft.csl.status ??= inLine(text);
  },
  "other-numbers": (draft, { name, text }) => addNumbers(draft, name, text),
  condition: (draft, { text }) => addTerms(draft, text),
  intervention: (draft, { text }) => addTerms(draft, text),
};

function readTrial(draft: Draft, trial: XmlElement): void {
  const { csl } = draft;
  csl.genre = "Clinical trial registration";
  const sections: string[] = [];
  for (const field of fieldsOf(trial)) {
    const name = field.name.toLowerCase();
    const label = ICTRP_SECTIONS.get(name);
    const status = ICTRP_DATES.get(name);
    const target = ICTRP_TARGETS.get(name);
    if (label !== undefined) {
      append(draft, "abstractSections", { label, text: field.text });
      sections.push(`${label}: ${field.text}`);
    }
    if (target !== undefined) HANDLERS[target](draft, field);
    else if (status !== undefined) addDate(draft, status, field);
    else if (label === undefined) keep(draft, field.name, field.text);
  }
  if (sections.length > 0) csl.abstract = sections.join("\n");
  if (csl.title === undefined && csl["title-short"] !== undefined) csl.title = csl["title-short"];
  if (csl.title === csl["title-short"]) delete csl["title-short"];
}

/**
 * Reads the XML export of WHO's International Clinical Trials Registry Platform (Trials_downloaded_from_ICTRP), and of the data set that
 * registries send to it. An entry of a registry is a `document` of the genre "Clinical trial registration": CSL has no type for it, and
 * `dataset` would be cited as data. The scientific title is the title, the public one its short form; the sponsor is the author; what is
 * known of the trial (design, condition, intervention, criteria, outcomes) is the abstract. A file cut off gives what is whole, and the
 * rest of the last trial.
 */
export const ictrpXmlReader: TextReaderFactory = (sink, options) =>
  createXmlRecords(sink, options, {
    format: "ictrp-xml",
    type: "document",
    xml: {
      isInline: (name) => /^br$/i.test(name),
      records: new Set(["Trial", "trial"]),
      frames: new Set(["Trials_downloaded_from_ICTRP", "trials", "Trials", "TRIALS"]),
    },
    read: readTrial,
  });
