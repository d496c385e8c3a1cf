// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Signs that a terminal draws two columns wide: East Asian wide and full-width forms, and emoji. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Text that a terminal may show: a title from a file must not move the cursor or change colours. */
export const shownText = (text: string): string => text.replace(control, "").replace(/\s+/g, " ").trim();

/** Columns that a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of signs.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/** Lines no wider than the columns; a word that is wider is broken, and scripts without blanks break anywhere. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const end = (): void => {
    lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const word of text.split(" ")) {
    const width = columnsOf(word);
    if (used > 0 && used + 1 + width > columns && (width <= columns || !wide.test(word))) end();
    if (used > 0) {
      line += " ";
      used += 1;
    }
    if (used + width <= columns) {
      line += word;
      used += width;
      continue;
    }
    for (const { segment } of signs.segment(word)) {
      const own = wide.test(segment) ? 2 : 1;
      if (used + own > columns) end();
      line += segment;
      used += own;
    }
  }
  if (line !== "" || lines.length === 0) end();
  return lines;
}

/** A text cut to the columns, with an ellipsis where something was cut. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = "";
  let used = 1;
  for (const { segment } of signs.segment(text)) {
    const own = wide.test(segment) ? 2 : 1;
    if (used + own > columns) break;
    cut += segment;
    used += own;
  }
  return `${cut.trimEnd()}…`;
}
