/** LaTeX's accent commands, those of math mode last, and Unicode's combining characters (The Not So Short Introduction to LaTeX, table 2.2). */
const COMBINING = new Map<string, string>([
  ["`", "\u0300"],
  ["'", "\u0301"],
  ["^", "\u0302"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  ["u", "\u0306"],
  [".", "\u0307"],
  ['"', "\u0308"],
  ["h", "\u0309"],
  ["r", "\u030a"],
  ["H", "\u030b"],
  ["v", "\u030c"],
  ["G", "\u030f"],
  ["U", "\u030d"],
  ["f", "\u0311"],
  ["d", "\u0323"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["b", "\u0331"],
  ["t", "\u0361"],
  ["textcommabelow", "\u0326"],
  ["textogonekcentered", "\u0328"],
  ["hat", "\u0302"],
  ["tilde", "\u0303"],
  ["bar", "\u0304"],
  ["breve", "\u0306"],
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
  ["check", "\u030c"],
  ["acute", "\u0301"],
  ["grave", "\u0300"],
]);

/** What an accent over nothing prints. */
const ALONE = new Map<string, string>([
  ["`", "`"],
  ["'", "\u00b4"],
  ["^", "^"],
  ["~", "~"],
  ["=", "\u00af"],
  ["u", "\u02d8"],
  [".", "\u02d9"],
  ['"', "\u00a8"],
  ["r", "\u02da"],
  ["H", "\u02dd"],
  ["v", "\u02c7"],
  ["c", "\u00b8"],
  ["k", "\u02db"],
]);

export const isAccent = (command: string): boolean => COMBINING.has(command);

/** The accent over the first letter of what it is applied to; the dotless letters take their dots' place. */
export function accented(command: string, base: string): string {
  const first = base.codePointAt(0);
  if (first === undefined || base.trim() === "") return (ALONE.get(command) ?? "") + base;
  const letter = String.fromCodePoint(first);
  const rest = base.slice(letter.length);
  const dotted = letter === "\u0131" ? "i" : letter === "\u0237" ? "j" : letter;
  return (dotted + COMBINING.get(command)!).normalize("NFC") + rest;
}
