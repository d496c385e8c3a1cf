import type { CslName, CslNameField } from "../record/csl-item.ts";
import { addName, append, type Draft, keep } from "../tagged/record-draft.ts";
import { textOf } from "./rich-text.ts";
import { attributeOf, childOf, innerXml, type XmlElement } from "./xml-element.ts";

interface NameParts {
  last: string;
  fore: string;
  middle: string;
  initials: string;
  suffix: string;
  collective: string;
}

const NAME_PARTS = new Map<string, keyof NameParts>([
  ["LastName", "last"],
  ["ForeName", "fore"],
  ["FirstName", "fore"],
  ["MiddleName", "middle"],
  ["Initials", "initials"],
  ["Suffix", "suffix"],
  ["CollectiveName", "collective"],
]);

function nameOf({ last, fore, middle, initials, suffix, collective }: NameParts): CslName | undefined {
  if (last === "") {
    const literal = collective !== "" ? collective : [fore, middle].filter(Boolean).join(" ") || initials;
    return literal === "" ? undefined : { literal };
  }
  const given = middle === "" ? fore || initials : `${fore} ${middle}`.trim();
  const name: { family: string; given?: string; suffix?: string } = { family: last };
  if (given !== "") name.given = given;
  if (suffix !== "") name.suffix = suffix;
  return name;
}

const writtenName = ({ family, given, suffix, literal }: CslName): string =>
  literal ?? [family, given, suffix].filter((part) => part !== undefined).join(", ");

/** The first letters of the given names, as NLM abbreviates them. */
function initialsOf(given: string): string {
  let letters = "";
  for (const word of given.split(/[\s-]+/)) letters += word.slice(0, 1);
  return letters.toUpperCase();
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
function addDetails(draft: Draft, person: XmlElement, index: number | undefined, name: string): void {
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
      else keep(draft, `${person.name}/Identifier`, `${name}: ${source} ${value}`);
    } else keep(draft, `${person.name}/${child.name}`, `${name}: ${innerXml(child)}`);
  }
}

function addPerson(draft: Draft, person: XmlElement, field: CslNameField): void {
  const parts: NameParts = { last: "", fore: "", middle: "", initials: "", suffix: "", collective: "" };
  for (const child of person.children) {
    const part = NAME_PARTS.get(child.name);
    if (part !== undefined && parts[part] === "") parts[part] = textOf(child);
  }
  const name = nameOf(parts);
  if (name === undefined) {
    keep(draft, person.name, innerXml(person));
    return;
  }
  const written = writtenName(name);
  // NLM marks so the spellings that it corrected.
  if (attributeOf(person, "ValidYN") === "N") {
    keep(draft, `${person.name}@ValidYN=N`, written);
    addDetails(draft, person, undefined, written);
    return;
  }
  addName(draft, field, name);
  if (attributeOf(person, "EqualContrib") === "Y") keep(draft, `${person.name}@EqualContrib`, written);
  if (parts.initials !== "" && parts.fore !== "" && initialsOf(name.given ?? "") !== parts.initials)
    keep(draft, `${person.name}/Initials`, `${written}: ${parts.initials}`);
  if (parts.collective !== "" && parts.last !== "")
    keep(draft, `${person.name}/CollectiveName`, parts.collective);
  addDetails(draft, person, field === "author" ? draft.csl.author!.length - 1 : undefined, written);
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
