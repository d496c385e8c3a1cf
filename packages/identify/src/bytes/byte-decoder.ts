/** Bytes of an export as text. */

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface UnfitLines {
  /** Lines that were not UTF-8. */
  readonly count: number;
  /** 1-based line of the first. */
  readonly first: number;
}

export interface ByteDecoder {
  push(bytes: Uint8Array): string;
  end(): string;
  /** What the text turned out to be; `windows-1252` where any line was not UTF-8. */
  encoding(): TextEncodingName;
  /** Line ends in all text so far that is not UTF-16. */
  lineEnds(): number;
  /** Lines that had to be read as Windows-1252; null where all were UTF-8 or UTF-16. */
  unfit(): UnfitLines | null;
}

const LF = 10;
const CR = 13;

/** Bytes at the end that begin a character of UTF-8 without ending it. */
function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? back : 0;
    }
  }
  return 0;
}

/** UTF-16 without a mark has a zero in every other byte of plain text. */
function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const pairs = Math.min(512, bytes.length >> 1);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even += 1;
    if (bytes[2 * i + 1] === 0) odd += 1;
  }
  if (odd > 0.7 * pairs && even < 0.05 * pairs) return "utf-16le";
  return even > 0.7 * pairs && odd < 0.05 * pairs ? "utf-16be" : null;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Counts a byte, four at a time: in most words it is not, and a word that has no byte equal to it shows that by one sum. */
function countOf(bytes: Uint8Array, sign: number): number {
  const start = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  const pattern = sign * 0x01010101;
  let count = 0;
  for (let at = 0; at < start; at++) if (bytes[at] === sign) count += 1;
  for (let i = 0; i < words.length; i++) {
    const rest = words[i]! ^ pattern;
    if ((((rest - 0x01010101) | 0) & ~rest & 0x80808080) === 0) continue;
    for (let at = start + 4 * i; at < start + 4 * i + 4; at++) if (bytes[at] === sign) count += 1;
  }
  for (let at = start + 4 * words.length; at < bytes.length; at++) if (bytes[at] === sign) count += 1;
  return count;
}

/** Characters of Windows-1252 from 0x80 to 0x9F; where it has none, the control character of Latin-1 stays. */
const western80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** By table, since TextDecoder in Node 20 reads Windows-1252 as Latin-1. */
function decodeWestern(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? western80[byte - 0x80]! : String.fromCharCode(byte),
  ).join("");
}

const strict = (): TextDecoder => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes UTF-8 and UTF-16 with or without a byte-order mark, which is taken off. A line that is no UTF-8 is read as Windows-1252,
 * in which every byte is a character: exports that were joined from two programs hold both.
 */
export function byteDecoder(): ByteDecoder {
  const utf8 = strict();
  let utf16: TextDecoder | null = null;
  let encoding: TextEncodingName | null = null;
  let waiting = new Uint8Array(0) as Uint8Array;
  let line = 1;
  let unfitCount = 0;
  let unfitFirst = 0;

  const decodeLines = (bytes: Uint8Array): string => {
    const pieces: string[] = [];
    for (let from = 0; from < bytes.length; ) {
      let to = from;
      while (to < bytes.length && bytes[to] !== LF && bytes[to] !== CR) to++;
      while (to < bytes.length && (bytes[to] === LF || bytes[to] === CR)) to++;
      const piece = bytes.subarray(from, to);
      try {
        pieces.push(utf8.decode(piece));
      } catch {
        if (unfitCount === 0) unfitFirst = line + lineEnds(bytes.subarray(0, from));
        unfitCount += 1;
        pieces.push(decodeWestern(piece));
      }
      from = to;
    }
    return pieces.join("");
  };

  const lineEnds = (bytes: Uint8Array): number => countOf(bytes, LF) || countOf(bytes, CR);

  const decode = (bytes: Uint8Array): string => {
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      text = decodeLines(bytes);
    }
    line += lineEnds(bytes);
    return text;
  };

  const begin = (bytes: Uint8Array): Uint8Array => {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      encoding = "utf-8";
      return bytes.subarray(3);
    }
    const marked =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? "utf-16le"
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? "utf-16be"
          : null;
    encoding = marked ?? guessUtf16(bytes) ?? "utf-8";
    if (encoding !== "utf-8") utf16 = new TextDecoder(encoding, { ignoreBOM: true });
    return marked === null ? bytes : bytes.subarray(2);
  };

  const take = (bytes: Uint8Array, last: boolean): string => {
    let all = joined(waiting, bytes);
    if (encoding === null) {
      if (all.length < 1024 && !last) {
        waiting = all.slice();
        return "";
      }
      all = begin(all);
    }
    waiting = new Uint8Array(0);
    if (utf16 !== null) return utf16.decode(all, { stream: !last });
    const open = last ? 0 : openBytes(all);
    if (open > 0) {
      waiting = all.slice(all.length - open);
      all = all.subarray(0, all.length - open);
    }
    return all.length === 0 ? "" : decode(all);
  };

  return {
    push: (bytes) => take(bytes, false),
    end: () => take(new Uint8Array(0), true),
    lineEnds: () => line - 1,
    encoding: () => (unfitCount > 0 ? "windows-1252" : (encoding ?? "utf-8")),
    unfit: () => (unfitCount === 0 ? null : { count: unfitCount, first: unfitFirst }),
  };
}
