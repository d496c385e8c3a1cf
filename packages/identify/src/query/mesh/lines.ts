const LINE = 10;

const decoder = new TextDecoder();

export const textBetween = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end));

/** Starts of the lines of bytes that end without a line end. */
export function lineStarts(bytes: Uint8Array): Int32Array {
  let lines = 1;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === LINE) lines += 1;
  const starts = new Int32Array(lines);
  let line = 0;
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] === LINE) {
      line += 1;
      starts[line] = i + 1;
    }
  return starts;
}

/** The parts between empty lines; what follows the last line end is left out. */
export function sectionsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const sections: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== LINE || (bytes[i + 1] !== LINE && i + 1 !== bytes.length)) continue;
    sections.push(bytes.subarray(from, i));
    from = i + 2;
    i += 1;
  }
  return sections;
}
