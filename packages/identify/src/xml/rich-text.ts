import { richText } from "../record/html-text.ts";
import type { XmlElement } from "./xml-element.ts";

/** Markup that CSL's rich text has, by the names that formats give it. */
const KEPT = new Map([
  ["i", "i"],
  ["I", "i"],
  ["em", "i"],
  ["italic", "i"],
  ["b", "b"],
  ["B", "b"],
  ["bold", "b"],
  ["strong", "b"],
  ["sup", "sup"],
  ["SUP", "sup"],
  ["sub", "sub"],
  ["SUB", "sub"],
  ["inf", "sub"],
]);

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Text in one line: line ends and indentation of the file are blanks. */
export function oneLine(text: string): string {
  if (!text.includes("\n") && !text.includes("  ") && !text.includes("\t")) {
    const last = text.charCodeAt(text.length - 1);
    return last > 32 && last < 127 && text.charCodeAt(0) > 32 ? text : text.trim();
  }
  return text.replace(/[ \t\n]+/g, " ").trim();
}

/** All text of an element in one line, with italics, bold type, superscripts and subscripts as CSL's rich text, formulas as text. */
export function richTextOf(element: XmlElement): string {
  const raw = element.children.length === 0 ? element.text : marked(element);
  const text = oneLine(raw);
  return text.includes("<") || text.includes("&") ? richText(text) : text;
}

/** All text of an element in one line, without markup. */
export function textOf(element: XmlElement): string {
  return oneLine(element.children.length === 0 ? element.text : unmarked(element));
}

function unmarked(element: XmlElement): string {
  let text = element.text;
  for (const child of element.children) text += unmarked(child) + child.tail;
  return text;
}

function marked(element: XmlElement): string {
  let text = element.text;
  for (const child of element.children) text += inline(child) + child.tail;
  return text;
}

function inline(element: XmlElement): string {
  const kept = KEPT.get(element.name);
  if (kept !== undefined) {
    const text = marked(element);
    return text === "" ? "" : `<${kept}>${text}</${kept}>`;
  }
  const name = localName(element.name);
  if (name === "math") return formula(element);
  if (name === "br" || name === "BR") return ` ${marked(element)}`;
  return marked(element);
}

const script = (tag: "sub" | "sup", text: string): string => (text === "" ? "" : `<${tag}>${text}</${tag}>`);

/** A formula of MathML in one line: scripts as scripts, fractions with a slash, the rest as its text. */
function formula(element: XmlElement): string {
  const name = localName(element.name);
  if (element.children.length === 0) return name === "mtext" ? element.text : element.text.trim();
  if (name === "annotation" || name === "annotation-xml") return "";
  if (name === "mmultiscripts") return multiscripts(element);
  const parts = element.children.map(formula);
  const [first = "", second = "", third = ""] = parts;
  switch (name) {
    case "msub":
    case "munder":
      return first + script("sub", second);
    case "msup":
      return first + script("sup", second);
    case "msubsup":
    case "munderover":
      return first + script("sub", second) + script("sup", third);
    case "mfrac":
      return `${first}/${second}`;
    case "msqrt":
      return `√(${parts.join("")})`;
    case "mfenced":
      return `(${parts.join(", ")})`;
    case "mtr":
      return parts.join(" ");
    case "mtable":
      return parts.join("; ");
    default:
      return element.text.trim() + element.children.map((child, i) => parts[i]! + child.tail.trim()).join("");
  }
}

/** Base, pairs of scripts after it, and after `mprescripts` pairs of scripts before it. */
function multiscripts(element: XmlElement): string {
  const [base, ...scripts] = element.children;
  let before = "";
  let after = "";
  let isBefore = false;
  let isSub = true;
  for (const child of scripts) {
    if (localName(child.name) === "mprescripts") {
      isBefore = true;
      isSub = true;
      continue;
    }
    const text = script(isSub ? "sub" : "sup", localName(child.name) === "none" ? "" : formula(child));
    if (isBefore) before += text;
    else after += text;
    isSub = !isSub;
  }
  return before + (base === undefined ? "" : formula(base)) + after;
}
