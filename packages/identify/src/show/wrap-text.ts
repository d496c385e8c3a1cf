/** Columns that a character takes in a terminal: none for marks, two for East Asian letters (Unicode Annex 11, roughly by blocks). */
function columnsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (/\p{M}|\u200b|\u200c|\u200d|\ufe0f/u.test(character)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

function width(text: string): number {
  // Most text is ASCII, where each character takes one column.
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** A word in pieces that fit: East Asian text, which has no blanks, breaks between any two letters; runs of others stay whole. */
function pieces(word: string, limit: number): string[] {
  if (width(word) <= limit) return [word];
  const found: string[] = [];
  let piece = "";
  let columns = 0;
  let afterWide = true;
  for (const character of word) {
    const more = columnsOf(character);
    const isWide = more === 2;
    if (piece !== "" && (isWide || afterWide) && more > 0 && columns + more > limit) {
      found.push(piece);
      piece = "";
      columns = 0;
    }
    piece += character;
    columns += more;
    if (more > 0) afterWide = isWide;
  }
  return [...found, piece];
}

/**
 * Breaks text at blanks into lines of at most `columns` columns; a word that is longer (an address) has a line of its own. Line breaks
 * of the text stay.
 * @param first stands before the first line, `rest` before the others; both count
 */
export function wrapText(text: string, columns: number, first = "", rest = first): string[] {
  const lines: string[] = [];
  let indent = first;
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/[ \t]+/).flatMap((part) => pieces(part, columns - width(rest)))) {
      if (word === "") continue;
      if (line === "") line = word;
      else if (width(indent) + width(line) + 1 + width(word) <= columns) line += ` ${word}`;
      else {
        lines.push(indent + line);
        indent = rest;
        line = word;
      }
    }
    lines.push((indent + line).trimEnd());
    indent = rest;
  }
  return lines;
}
