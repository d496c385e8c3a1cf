const narrow = /[ iljtfr.,:;'’|!()[\]I\-–·]/;
const wide = /[mwMW—⊕◯@%]/;

/**
 * Width in px that a text will take in Inter at `size` px, estimated from classes of characters: a figure is laid out
 * without a browser. Errs on the wide side, so that columns do not collide.
 */
export function textWidth(text: string, size = 13): number {
  let em = 0;
  for (const sign of text) {
    if (narrow.test(sign)) em += 0.32;
    else if (wide.test(sign)) em += 0.88;
    else if (/[0-9A-Z=+<>−]/.test(sign)) em += 0.65;
    else em += 0.57;
  }
  return em * size;
}

/** Cuts a text to a width, with an ellipsis where something was cut. */
export function fitText(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, size) > width) cut = cut.slice(0, -1).trimEnd();
  return `${cut}…`;
}

/** Breaks a text into lines no wider than `width`; a single long word keeps a line of its own. */
export function wrapText(text: string, width: number, size = 13): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && textWidth(longer, size) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return current === "" ? lines : [...lines, current];
}
