/** The encoding as the report names it. */
export type Encoding = "UTF-8" | "UTF-8 with Windows-1252" | "UTF-16LE" | "UTF-16BE";

/** Called for each line whose bytes are no UTF-8. */
export type BadLine = (line: number, text: string) => void;

/** How many bytes are looked at to tell UTF-16 without a mark from other text. */
const SAMPLE = 1024;
/** A line longer than this is decoded in parts. */
const LONGEST = 1 << 24;

/** Windows-1252 in 0x80-0x9f; the rest is as in Unicode. */
const CP1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** How many bytes the UTF-8 character at `at` takes; 0 where there is none. */
function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  const forbidden =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return forbidden ? 0 : length;
}

/** Decodes what is UTF-8 as that, and every other byte as Windows-1252: no byte is lost. */
function mixedText(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    const byte = bytes[at]!;
    text += decoder.decode(bytes.subarray(from, at)) + (byte < 0xa0 ? CP1252[byte - 0x80]! : String.fromCharCode(byte));
    at += 1;
    from = at;
  }
  return text + decoder.decode(bytes.subarray(from));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The encoding that the first bytes show, and how many of them are the mark. */
function encodingOf(bytes: Uint8Array): readonly [encoding: Encoding, mark: number] {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ["UTF-8", 3];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["UTF-16LE", 2];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ["UTF-16BE", 2];
  // Text of the West in UTF-16 has a zero in every other byte.
  const zeros = [0, 0];
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]! += 1;
  if (length >= 4 && zeros[1]! > length / 5 && zeros[0]! * 8 < zeros[1]!) return ["UTF-16LE", 0];
  if (length >= 4 && zeros[0]! > length / 5 && zeros[1]! * 8 < zeros[0]!) return ["UTF-16BE", 0];
  return ["UTF-8", 0];
}

const NEWLINE = 10;
const RETURN = 13;

/** Makes text of bytes as they come, cut anywhere: UTF-8, UTF-16 with or without mark, and Windows-1252 where a line is no UTF-8. */
export class ByteDecoder {
  readonly #text: (text: string) => void;
  readonly #badLine: BadLine;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #wide: TextDecoder | undefined;
  #encoding: Encoding | undefined;
  /** Bytes after the last line end, or those before the encoding is known. */
  #rest: Uint8Array = new Uint8Array(0);
  #pieces: Uint8Array[] = [];
  #waiting = 0;
  #lines = 0;
  #afterReturn = false;

  constructor(text: (text: string) => void, badLine: BadLine) {
    this.#text = text;
    this.#badLine = badLine;
  }

  get encoding(): Encoding {
    return this.#encoding ?? "UTF-8";
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#encoding === undefined) {
      this.#rest = joined(this.#rest, bytes);
      if (this.#rest.length >= SAMPLE) this.#begin();
      return;
    }
    this.#decode(bytes);
  }

  end(): void {
    if (this.#encoding === undefined) this.#begin();
    if (this.#wide !== undefined) this.#give(this.#wide.decode());
    else this.#narrow(this.#take(new Uint8Array(0)));
  }

  #begin(): void {
    const [encoding, mark] = encodingOf(this.#rest);
    this.#encoding = encoding;
    if (encoding === "UTF-16LE") this.#wide = new TextDecoder("utf-16le", { ignoreBOM: true });
    if (encoding === "UTF-16BE") this.#wide = new TextDecoder("utf-16be", { ignoreBOM: true });
    const first = this.#rest.subarray(mark);
    this.#rest = new Uint8Array(0);
    this.#decode(first);
  }

  #decode(bytes: Uint8Array): void {
    if (this.#wide !== undefined) {
      this.#give(this.#wide.decode(bytes, { stream: true }));
      return;
    }
    // Only whole lines are decoded, so that a character is never cut and a bad line is judged as a whole.
    let end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0) end = bytes.lastIndexOf(RETURN) + 1;
    if (end === 0 && this.#waiting + bytes.length > LONGEST) {
      end = bytes.length;
      while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end -= 1;
      if (end > 0 && bytes[end - 1]! >= 0xc0) end -= 1;
    }
    if (end > 0) this.#narrow(this.#take(bytes.subarray(0, end)));
    if (end < bytes.length) {
      this.#pieces.push(bytes.slice(end));
      this.#waiting += bytes.length - end;
    }
  }

  /** What was waiting, with the bytes behind it. */
  #take(bytes: Uint8Array): Uint8Array {
    if (this.#pieces.length === 0) return bytes;
    const whole = new Uint8Array(this.#waiting + bytes.length);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    whole.set(bytes, at);
    this.#pieces = [];
    this.#waiting = 0;
    return whole;
  }

  #narrow(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    let text: string;
    try {
      text = this.#strict.decode(bytes);
    } catch {
      this.#byLine(bytes);
      return;
    }
    this.#give(text);
  }

  #byLine(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      let to = from;
      while (to < bytes.length && bytes[to] !== NEWLINE && bytes[to] !== RETURN) to += 1;
      const line = bytes.subarray(from, Math.min(to + 1, bytes.length));
      from = to + 1;
      let text: string;
      try {
        text = this.#strict.decode(line);
      } catch {
        text = mixedText(line);
        this.#encoding = "UTF-8 with Windows-1252";
        this.#badLine(this.#lines + 1, text.trimEnd());
      }
      this.#give(text);
    }
  }

  #give(text: string): void {
    if (text === "") return;
    this.#countLines(text);
    this.#text(text);
  }

  /** Line ends so far: LF, CR, and CRLF as one. */
  #countLines(text: string): void {
    if (text.includes("\r")) {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === RETURN || (code === NEWLINE && !this.#afterReturn)) this.#lines += 1;
        this.#afterReturn = code === RETURN;
      }
      return;
    }
    let at = text.indexOf("\n");
    if (at === 0 && this.#afterReturn) at = text.indexOf("\n", 1);
    this.#afterReturn = false;
    for (; at !== -1; at = text.indexOf("\n", at + 1)) this.#lines += 1;
  }
}
