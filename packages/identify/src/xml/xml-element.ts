import { decodeXml } from "./xml-text.ts";

/** An element with its text, its children, and the text that follows each child: mixed content keeps its order. */
export interface XmlElement {
  readonly name: string;
  /** As written, not yet read: see `attributeOf`. */
  readonly attributes: string;
  /** 1-based line of the start tag. */
  readonly line: number;
  /** Text before the first child, decoded. */
  text: string;
  children: readonly XmlElement[];
  /** Text between the end of this element and the next tag, decoded. */
  tail: string;
}

const SPACE = 32;
const EQUALS = 61;

/** The value of an attribute, decoded; undefined where the element has none of that name or it is empty. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const { attributes } = element;
  let at = attributes.indexOf(name);
  while (at !== -1) {
    let after = at + name.length;
    while (attributes.charCodeAt(after) <= SPACE) after += 1;
    if (attributes.charCodeAt(at - 1) <= SPACE && attributes.charCodeAt(after) === EQUALS) {
      after += 1;
      while (attributes.charCodeAt(after) <= SPACE) after += 1;
      const quote = attributes[after];
      if (quote !== '"' && quote !== "'") return undefined;
      const end = attributes.indexOf(quote, after + 1);
      if (end <= after + 1) return undefined;
      const raw = attributes.slice(after + 1, end);
      const value = (raw.includes("&") ? decodeXml(raw).text : raw).trim();
      return value === "" ? undefined : value;
    }
    at = attributes.indexOf(name, at + 1);
  }
  return undefined;
}

/** The first child of a name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (child.name === name) return child;
  return undefined;
}

/** The element at the end of a path of first children. */
export function descendantOf(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path) {
    if (current === undefined) return undefined;
    current = childOf(current, name);
  }
  return current;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => escapes[c]!);

/** What is inside an element, as markup: for what is kept verbatim. */
export function innerXml(element: XmlElement): string {
  if (element.children.length === 0) return element.text.trim();
  let xml = escaped(element.text);
  for (const child of element.children) xml += outerXml(child) + escaped(child.tail);
  return xml.trim();
}

/** An element as markup. */
export function outerXml(element: XmlElement): string {
  const inner = element.children.length === 0 ? escaped(element.text.trim()) : innerXml(element);
  const tag = `${element.name}${element.attributes.trimEnd()}`;
  return inner === "" ? `<${tag}/>` : `<${tag}>${inner}</${element.name}>`;
}
