/** A cell's text, and how it is painted once it has been cut and padded. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Characters that a terminal draws for a text; combining marks take no room. */
function widthOf(text: string): number {
  return [...text.normalize("NFC")].filter((each) => !/\p{Mn}/u.test(each)).length;
}

/** Rows as aligned columns, two spaces between, none after the last. */
export function columns(rows: readonly (readonly Cell[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell.text));
  return rows.map((row) =>
    row
      .map(({ text, paint }, i) => {
        const gap = i === row.length - 1 ? "" : " ".repeat(widths[i]! - widthOf(text));
        return `${paint === undefined ? text : paint(text)}${gap}`;
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Breaks a text at spaces into lines of at most `width` characters; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
