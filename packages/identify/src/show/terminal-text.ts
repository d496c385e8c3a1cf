const SUPERSCRIPT = new Map(
  [..."0123456789+-=()n"].map((sign, index) => [
    sign,
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207c\u207d\u207e\u207f"[
      index
    ]!,
  ]),
);
const SUBSCRIPT = new Map(
  [..."0123456789+-=()"].map((sign, index) => [
    sign,
    "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208c\u208d\u208e"[index]!,
  ]),
);

function raised(text: string, signs: ReadonlyMap<string, string>, mark: string): string {
  const characters = [...text];
  if (characters.every((character) => signs.has(character)))
    return characters.map((character) => signs.get(character)!).join("");
  return characters.length === 1 ? mark + text : `${mark}(${text})`;
}

/**
 * Text of a record for a terminal: CSL's styles as far as Unicode has them, and no control character, with which a record from a
 * stranger could command the terminal or turn the direction of writing.
 */
export function terminalText(text: string): string {
  const plain = text.includes("<")
    ? text
        .replace(/<sup>(.*?)<\/sup>/g, (_, inner: string) => raised(inner, SUPERSCRIPT, "^"))
        .replace(/<sub>(.*?)<\/sub>/g, (_, inner: string) => raised(inner, SUBSCRIPT, "_"))
        .replace(/<\/?(?:i|b|sup|sub)>/g, "")
    : text;
  return (
    plain
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a terminal.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ")
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
  );
}
