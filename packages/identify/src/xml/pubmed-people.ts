import type { CslName, CslNameField } from "../record/csl-item.ts";
import { addName, append, type Draft, keep } from "../tagged/record-draft.ts";
import { textOf } from "./rich-text.ts";
import { attributeOf, childOf, innerXml, type XmlElement } from "./xml-element.ts";

interface Person {
  readonly name: CslName | undefined;
  readonly initials: string;
  readonly fore: string;
  /** A group's name beside that of a person. */
  readonly collective: string;
  /** Whether there is more than a name. */
  readonly hasDetails: boolean;
}

const NAME_PARTS = new Set(
  "LastName ForeName FirstName MiddleName Initials Suffix CollectiveName".split(" "),
);

function personOf(element: XmlElement): Person {
  let last = "";
  let fore = "";
  let middle = "";
  let initials = "";
  let suffix = "";
  let collective = "";
  let hasDetails = false;
  for (const child of element.children) {
    const { name } = child;
    if (name === "LastName") last = textOf(child);
    else if (name === "ForeName" || name === "FirstName") fore = textOf(child);
    else if (name === "Initials") initials = textOf(child);
    else if (name === "Suffix") suffix = textOf(child);
    else if (name === "CollectiveName") collective = textOf(child);
    else if (name === "MiddleName") middle = textOf(child);
    else hasDetails = true;
  }
  const given = middle === "" ? fore || initials : `${fore} ${middle}`.trim();
  if (last === "") {
    const literal = collective === "" ? given : collective;
    const name = literal === "" ? undefined : { literal };
    return { name, initials, fore, collective: "", hasDetails };
  }
  const name: { family: string; given?: string; suffix?: string } = { family: last };
  if (given !== "") name.given = given;
  if (suffix !== "") name.suffix = suffix;
  return { name, initials, fore, collective, hasDetails };
}

const writtenName = ({ family, given, suffix, literal }: CslName): string =>
  literal ?? [family, given, suffix].filter((part) => part !== undefined).join(", ");

/** Whether the initials are the first letters of the given names, as NLM abbreviates them. */
function areInitialsOf(given: string, initials: string): boolean {
  let letters = "";
  let isFirst = true;
  for (let i = 0; i < given.length; i++) {
    const c = given[i]!;
    if (c === " " || c === "-") isFirst = true;
    else if (isFirst) {
      letters += c;
      isFirst = false;
    }
  }
  return letters === initials || letters.toUpperCase() === initials;
}

/** ORCIDs are written as addresses, with and without hyphens: here as numbers in four groups. */
function personId(source: string, text: string): string {
  if (source.toUpperCase() !== "ORCID") return text;
  const digits = text
    .replace(/^.*orcid\.org\//i, "")
    .replaceAll("-", "")
    .trim();
  return /^\d{15}[\dXx]$/.test(digits) ? digits.toUpperCase().replace(/(....)(?=.)/g, "$1-") : text;
}

/** What belongs to a person beside the name; `index` is the place in `csl.author`, undefined for those who are no authors. */
function addDetails(draft: Draft, person: XmlElement, index: number | undefined, name: CslName): void {
  for (const child of person.children) {
    if (NAME_PARTS.has(child.name)) continue;
    if (child.name === "AffiliationInfo") addDetails(draft, child, index, name);
    else if (child.name === "Affiliation") {
      const text = textOf(child);
      if (text !== "")
        append(draft, "affiliations", index === undefined ? { text } : { author: index, text });
    } else if (child.name === "Identifier") {
      const source = attributeOf(child, "Source") ?? "";
      const value = textOf(child);
      if (value === "") continue;
      if (index !== undefined && person.name === "Author")
        append(draft, "authorIds", { author: index, source, value: personId(source, value) });
      else keep(draft, `${person.name}/Identifier`, `${writtenName(name)}: ${source} ${value}`);
    } else keep(draft, `${person.name}/${child.name}`, `${writtenName(name)}: ${innerXml(child)}`);
  }
}

function addPerson(draft: Draft, element: XmlElement, field: CslNameField): void {
  const { name, initials, fore, collective, hasDetails } = personOf(element);
  if (name === undefined) {
    keep(draft, element.name, innerXml(element));
    return;
  }
  // NLM marks so the spellings that it corrected.
  const isValid = attributeOf(element, "ValidYN") !== "N";
  if (isValid) addName(draft, field, name);
  else keep(draft, `${element.name}@ValidYN=N`, writtenName(name));
  if (attributeOf(element, "EqualContrib") === "Y")
    keep(draft, `${element.name}@EqualContrib`, writtenName(name));
  if (initials !== "" && fore !== "" && !areInitialsOf(name.given ?? "", initials))
    keep(draft, `${element.name}/Initials`, `${writtenName(name)}: ${initials}`);
  if (collective !== "") keep(draft, `${element.name}/CollectiveName`, collective);
  if (hasDetails)
    addDetails(
      draft,
      element,
      isValid && field === "author" ? draft.csl.author!.length - 1 : undefined,
      name,
    );
}

/** Authors or editors, with their affiliations and identifiers. */
export function addAuthors(draft: Draft, list: XmlElement): void {
  const field = attributeOf(list, "Type") === "editors" ? "editor" : "author";
  for (const child of list.children)
    if (child.name === "Author") addPerson(draft, child, field);
    else keep(draft, `${list.name}/${child.name}`, innerXml(child));
  if (attributeOf(list, "CompleteYN") === "N") keep(draft, `${list.name}@CompleteYN`, "N");
}

/** Members of a group that wrote the article, who are no authors themselves. */
export function addInvestigators(draft: Draft, list: XmlElement): void {
  for (const child of list.children) addPerson(draft, child, "contributor");
}

/** People whom the article is about. */
export function keepPersonSubjects(draft: Draft, list: XmlElement): void {
  for (const child of list.children) {
    const names = ["LastName", "ForeName", "Suffix"].map((part) => childOf(child, part));
    const name = names.filter((part) => part !== undefined).map(textOf);
    keep(draft, "PersonalNameSubject", name.length === 0 ? innerXml(child) : name.join(", "));
  }
}
