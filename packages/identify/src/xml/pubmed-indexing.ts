import type { SubjectHeading } from "../record/bibliographic-record.ts";
import { registrationsIn } from "../record/identifiers.ts";
import { append, type Draft, keep } from "../tagged/record-draft.ts";
import { oneLine, richTextOf, textOf } from "./rich-text.ts";
import { attributeOf, innerXml, type XmlElement } from "./xml-element.ts";

const isMajor = (element: XmlElement): boolean => attributeOf(element, "MajorTopicYN") === "Y";

function termOf(element: XmlElement): { readonly term: string; readonly ui?: string } {
  const term = textOf(element);
  const ui = attributeOf(element, "UI");
  return ui === undefined ? { term } : { term, ui };
}

function qualifierOf(element: XmlElement): SubjectHeading["qualifiers"][number] {
  const term = textOf(element);
  const ui = attributeOf(element, "UI");
  const major = isMajor(element);
  return ui === undefined ? { term, major } : { term, ui, major };
}

function heading(
  element: XmlElement,
  scheme: SubjectHeading["scheme"],
  qualifiers: SubjectHeading["qualifiers"],
): SubjectHeading {
  const term = textOf(element);
  const ui = attributeOf(element, "UI");
  const major = isMajor(element);
  return ui === undefined ? { term, scheme, major, qualifiers } : { term, ui, scheme, major, qualifiers };
}

const NO_QUALIFIERS: SubjectHeading["qualifiers"] = [];

export function addMeshHeadings(draft: Draft, list: XmlElement): void {
  for (const entry of list.children) {
    const descriptor = entry.children[0];
    if (entry.name !== "MeshHeading" || descriptor?.name !== "DescriptorName") {
      keep(draft, `${list.name}/${entry.name}`, innerXml(entry));
      continue;
    }
    const qualifiers = entry.children.length === 1 ? NO_QUALIFIERS : entry.children.slice(1).map(qualifierOf);
    append(draft, "headings", heading(descriptor, "MeSH", qualifiers));
    const type = attributeOf(descriptor, "Type");
    if (type !== undefined) keep(draft, "DescriptorName@Type", `${textOf(descriptor)}: ${type}`);
  }
}

/** Supplementary concepts: diseases, organisms, protocols, which have no place in MeSH's tree. */
export function addSupplementaryMesh(draft: Draft, list: XmlElement): void {
  for (const entry of list.children) {
    append(draft, "headings", heading(entry, "MeSH-supplement", NO_QUALIFIERS));
    const type = attributeOf(entry, "Type");
    if (type !== undefined) keep(draft, "SupplMeshName@Type", `${textOf(entry)}: ${type}`);
  }
}

/** Authors' key words; those of another owner are terms that an indexer gave. */
export function addKeywords(draft: Draft, list: XmlElement): void {
  const owner = attributeOf(list, "Owner");
  const byIndexer = owner !== undefined && owner !== "NOTNLM";
  if (byIndexer) keep(draft, "KeywordList@Owner", owner);
  for (const entry of list.children) {
    const term = textOf(entry);
    if (term === "") continue;
    if (byIndexer) append(draft, "headings", heading(entry, "other", NO_QUALIFIERS));
    else {
      append(draft, "keywords", term);
      if (isMajor(entry)) keep(draft, "Keyword@MajorTopicYN", term);
    }
  }
}

export function addPublicationType(draft: Draft, element: XmlElement): void {
  const type = termOf(element);
  if (type.term !== "") append(draft, "publicationTypes", type);
}

export function addChemicals(draft: Draft, list: XmlElement): void {
  for (const entry of list.children) {
    let name = "";
    let ui: string | undefined;
    let registryNumber = "";
    for (const part of entry.children)
      if (part.name === "NameOfSubstance") {
        name = textOf(part);
        ui = attributeOf(part, "UI");
      } else if (part.name === "RegistryNumber") registryNumber = textOf(part);
      else keep(draft, `Chemical/${part.name}`, innerXml(part));
    if (name === "") {
      if (entry.children.length > 0) keep(draft, entry.name, innerXml(entry));
      continue;
    }
    const substance: { name: string; ui?: string; registryNumber?: string } = { name };
    if (ui !== undefined) substance.ui = ui;
    if (registryNumber !== "" && registryNumber !== "0") substance.registryNumber = registryNumber;
    append(draft, "substances", substance);
  }
}

/** Data banks that are registries of trials (or reviews), by NLM's names. */
const REGISTRIES = new Set(
  (
    "anzctr chictr clinicaltrials.gov cris ctis ctri drks eudract irct isrctn japiccti jmacct jprn jrct lbctr ntr pactr prospero rebec " +
    "repec rpcec slctr tctr umin-ctr umin"
  ).split(" "),
);

export function addDataBanks(draft: Draft, list: XmlElement): void {
  for (const bank of list.children) {
    let database = "";
    let any = false;
    for (const part of bank.children)
      if (part.name === "DataBankName") database = textOf(part);
      else
        for (const number of part.children) {
          const value = textOf(number);
          if (value === "") continue;
          any = true;
          addNumber(draft, database, value);
        }
    if (!any && database !== "") keep(draft, "DataBank", database);
  }
}

function addNumber(draft: Draft, database: string, value: string): void {
  if (REGISTRIES.has(database.toLowerCase().replaceAll(" ", "-"))) {
    const known = registrationsIn(value);
    for (const number of known.length === 0 ? [value] : known) addRegistration(draft, number);
    if (known.length > 0) return;
  }
  append(draft, "accessions", database === "" ? { value } : { database, value });
}

export function addRegistration(draft: Draft, number: string): void {
  if (draft.record.registrations?.includes(number) !== true) append(draft, "registrations", number);
}

/** Number, institute's acronym, agency and country, in the form of MEDLINE's tagged format. */
export function addGrants(draft: Draft, list: XmlElement): void {
  for (const grant of list.children) {
    const text = grant.children
      .map(textOf)
      .filter((part) => part !== "")
      .join("/");
    if (text !== "") append(draft, "grants", text);
  }
  if (attributeOf(list, "CompleteYN") === "N") keep(draft, "GrantList@CompleteYN", "N");
}

interface WritableSection {
  label?: string;
  category?: string;
  text: string;
}

/** The abstract, section by section, and as one text with the labels. */
export function addAbstract(draft: Draft, element: XmlElement): void {
  const sections: WritableSection[] = [];
  let whole = "";
  let labelled = false;
  for (const part of element.children)
    if (part.name === "AbstractText") {
      const section: WritableSection = { text: richTextOf(part) };
      const label = attributeOf(part, "Label");
      const category = attributeOf(part, "NlmCategory");
      if (section.text === "" && label === undefined) continue;
      if (label !== undefined) section.label = label;
      if (category !== undefined) section.category = category;
      sections.push(section);
      labelled ||= label !== undefined;
      const named = label === undefined ? section.text : `${label}: ${section.text}`.trim();
      whole = whole === "" ? named : `${whole}\n${named}`;
    } else if (part.name === "CopyrightInformation" && draft.record.copyright === undefined) {
      const text = textOf(part);
      if (text !== "") draft.record.copyright = text;
    } else keep(draft, `Abstract/${part.name}`, innerXml(part));
  if (element.children.length === 0) whole = oneLine(element.text);
  if (whole !== "") draft.csl.abstract = whole;
  if (labelled || sections.length > 1) draft.record.abstractSections = sections;
}

/** An abstract in another language, for patients, or from another society. */
export function addOtherAbstract(draft: Draft, element: XmlElement): void {
  const parts: string[] = [];
  for (const part of element.children) {
    if (part.name !== "AbstractText") {
      keep(draft, `OtherAbstract/${part.name}`, innerXml(part));
      continue;
    }
    const label = attributeOf(part, "Label");
    const text = richTextOf(part);
    if (text !== "") parts.push(label === undefined ? text : `${label}: ${text}`);
  }
  const text = parts.length === 0 ? oneLine(element.text) : parts.join("\n");
  if (text === "") return;
  const kind = attributeOf(element, "Type");
  const language = attributeOf(element, "Language");
  append(draft, "otherAbstracts", {
    text,
    ...(kind === undefined ? {} : { kind }),
    ...(language === undefined ? {} : { language }),
  });
}
