import type { XmlElement } from "./xml-element.ts";

/** Latin letters and the characters that the font Symbol shows for them (Adobe's Symbol encoding). */
const LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SYMBOL = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ";

const inSymbol = (text: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => SYMBOL[LATIN.indexOf(letter)]!);

/** Line ends with indentation are those of a file that a program laid out; others are the text's own (`&#xD;`). */
const unfolded = (text: string): string => (text.includes("\n") ? text.replace(/\n[ \t]+/g, " ") : text);

const FACES = [
  ["bold", "b"],
  ["italic", "i"],
  ["superscript", "sup"],
  ["subscript", "sub"],
] as const;

function run(element: XmlElement): string {
  let text = content(element);
  if (text === "") return "";
  const { attributes } = element;
  if (/font\s*=\s*["']symbol/i.test(attributes)) text = inSymbol(text);
  if (attributes.includes('face="normal"')) return text;
  for (const [face, tag] of FACES) if (attributes.includes(face)) text = `<${tag}>${text}</${tag}>`;
  return text;
}

function content(element: XmlElement): string {
  if (element.children.length === 0) return unfolded(element.text);
  // Between runs a laid out file has indentation, which is none of the text.
  const between = (text: string): string => (text.includes("\n") && text.trim() === "" ? "" : unfolded(text));
  let text = between(element.text);
  for (const child of element.children) text += run(child) + between(child.tail);
  return text;
}

/**
 * The text of a field: its runs joined (`<style face="italic">`), italics, bold type, superscripts and subscripts as CSL's rich text,
 * letters in the font Symbol as the Greek ones that they show.
 */
export function styledTextOf(element: XmlElement): string {
  return content(element).trim();
}
