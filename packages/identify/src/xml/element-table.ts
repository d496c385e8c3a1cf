import { type Draft, keep } from "../tagged/record-draft.ts";
import { innerXml, type XmlElement } from "./xml-element.ts";

/** Takes an element into the record. */
export type ElementHandler = (draft: Draft, element: XmlElement) => void;

/** What the children of an element mean, by name. */
export type ElementTable = ReadonlyMap<string, ElementHandler>;

export const elementTable = (rows: Readonly<Record<string, ElementHandler>>): ElementTable =>
  new Map(Object.entries(rows));

/** Reads the children of an element by a table; what the table does not know is kept verbatim. Text between them is an oddity already. */
export function readChildren(draft: Draft, element: XmlElement, table: ElementTable): void {
  for (const child of element.children) {
    const handler = table.get(child.name);
    if (handler === undefined) keepElement(draft, child, `${element.name}/${child.name}`);
    else handler(draft, child);
  }
}

/** An element that the model has no place for: what is inside, with its attributes in the tag. */
export function keepElement(draft: Draft, element: XmlElement, tag: string = element.name): void {
  const value = innerXml(element);
  const attributes = element.attributes.trimEnd();
  if (value !== "" || attributes !== "") keep(draft, tag + attributes, value);
}

/** Keeps each child of a list by itself. */
export const keepEach: ElementHandler = (draft, list) => {
  for (const child of list.children) keepElement(draft, child);
};
