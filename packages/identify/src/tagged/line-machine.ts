/** Text beyond this many characters is handed on in parts: a string of JavaScript has its own limit not far above. */
const LONGEST = 1 << 26;

/** V8 keeps strings of 128 KB and more apart, where each costs many times its reading: text is looked at in parts well below that. */
const PART = 40_000;

/** What a format says about its lines. */
export interface TagSyntax {
  /**
   * Whether the line text[from..to) begins with a tag: the length of the tag, plus 64 times the offset of the value from the line's
   * start; 0 where it does not.
   */
  readonly tagAt: (text: string, from: number, to: number) => number;
  /** Where the tag of the line text[from..to) may begin, where that is not its start: files may be indented. Asked first. */
  readonly tagFrom?: (text: string, from: number, to: number) => number;
  /** The tag that is meant by these letters; themselves without it. */
  readonly tagOf?: (letters: string) => string;
  /** Whether a line without tag may belong to the field above it. */
  readonly continues: (text: string, from: number, to: number) => boolean;
  /** What stands between the lines of one field when they are joined. */
  readonly joint: "\n" | " ";
}

/** What the lines of a file come to. */
export interface FieldSink {
  /**
   * A field with all its lines.
   * @param line 1-based, of the tag
   * @param afterBlank whether an empty line stands before the tag
   */
  readonly field: (tag: string, value: string, line: number, afterBlank: boolean) => void;
  /** A line that belongs to no field. */
  readonly loose: (text: string, line: number) => void;
  /** Whether a tag ends its record, so that untagged lines after it are loose. */
  readonly closes: (tag: string) => boolean;
}

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = 0xfeff;

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 160;

/** Puts tags, values and continuation lines together, whatever the line ends (LF, CRLF, CR, mixed) and wherever the text is cut. */
export class LineMachine {
  readonly #syntax: TagSyntax;
  readonly #sink: FieldSink;
  /** The line that has not ended, and what came after it was looked at last. */
  #rest = "";
  #pieces: string[] = [];
  #waiting = 0;
  readonly #tags = new Map<number, string>();
  #line = 1;
  /** "" while no field is open. */
  #tag = "";
  #value = "";
  #fieldLine = 0;
  #fieldAfterBlank = false;
  #blank = false;
  #open = false;

  constructor(syntax: TagSyntax, sink: FieldSink) {
    this.#syntax = syntax;
    this.#sink = sink;
  }

  push(piece: string): void {
    for (let at = 0; at < piece.length; at += PART) this.#part(piece.slice(at, at + PART));
  }

  end(): void {
    this.#take(true);
    this.#flush();
  }

  #part(part: string): void {
    this.#pieces.push(part);
    this.#waiting += part.length;
    // A long line is looked at again only when it has grown by half, or its time would grow with its square.
    if (this.#waiting > this.#rest.length / 2) this.#take(false);
  }

  #take(last: boolean): void {
    const text =
      this.#pieces.length === 1 ? this.#rest + this.#pieces[0]! : this.#rest + this.#pieces.join("");
    this.#pieces = [];
    this.#waiting = 0;
    this.#rest = text.slice(this.#lines(text, last));
  }

  /** Reads all whole lines; the offset of the first character that belongs to none. */
  #lines(text: string, last: boolean): number {
    const { length } = text;
    let from = 0;
    let feed = text.indexOf("\n");
    let carriage = text.indexOf("\r");
    while (from < length) {
      if (feed !== -1 && feed < from) feed = text.indexOf("\n", from);
      if (carriage !== -1 && carriage < from) carriage = text.indexOf("\r", from);
      let to = feed === -1 ? carriage : carriage === -1 || feed < carriage ? feed : carriage;
      let next = to + 1;
      if (to === -1) {
        if (!last && length - from < LONGEST) break;
        to = last ? length : from + LONGEST;
        next = to;
      } else if (to === carriage) {
        // The line feed that belongs to it may be in the next piece.
        if (next === length && !last) break;
        if (text.charCodeAt(next) === LF) next += 1;
      }
      this.#oneLine(text, from, to);
      this.#line += 1;
      from = next;
    }
    return from;
  }

  #oneLine(text: string, lineStart: number, to: number): void {
    // Files that were put one behind the other bring their byte-order marks along.
    const from = text.charCodeAt(lineStart) === BYTE_ORDER_MARK ? lineStart + 1 : lineStart;
    const { tagAt, tagFrom, continues, joint } = this.#syntax;
    const tagStart = tagFrom === undefined ? from : tagFrom(text, from, to);
    const hit = tagAt(text, tagStart, to);
    if (hit > 0) {
      this.#flush();
      this.#tag = this.#tagText(text, tagStart, hit & 63);
      this.#value = slice(text, tagStart + (hit >> 6), to);
      this.#fieldLine = this.#line;
      this.#fieldAfterBlank = this.#blank;
      this.#blank = false;
      this.#open = !this.#sink.closes(this.#tag);
      return;
    }
    const start = firstInk(text, from, to);
    if (start === to) {
      this.#blank = true;
    } else if (this.#open && continues(text, from, to)) {
      const more = slice(text, start, to);
      if (this.#value.length > LONGEST) {
        const tag = this.#tag;
        this.#flush();
        this.#tag = tag;
        this.#open = true;
        this.#fieldLine = this.#line;
        this.#fieldAfterBlank = false;
      }
      this.#value = this.#value === "" ? more : this.#value + joint + more;
      this.#blank = false;
    } else {
      this.#flush();
      this.#sink.loose(slice(text, from, to), this.#line);
      this.#blank = false;
    }
  }

  /** The tag as a string that is made once. */
  #tagText(text: string, from: number, length: number): string {
    let key = length;
    for (let i = 0; i < length && i < 4; i++) key = key * 128 + (text.charCodeAt(from + i) & 127);
    const known = length <= 4 ? this.#tags.get(key) : undefined;
    if (known !== undefined) return known;
    const letters = text.slice(from, from + length);
    const tag = this.#syntax.tagOf?.(letters) ?? letters;
    if (length <= 4 && this.#tags.size < 4096) this.#tags.set(key, tag);
    return tag;
  }

  #flush(): void {
    if (this.#tag === "") return;
    const tag = this.#tag;
    this.#tag = "";
    this.#open = false;
    this.#sink.field(tag, this.#value, this.#fieldLine, this.#fieldAfterBlank);
    this.#value = "";
  }
}

function firstInk(text: string, from: number, to: number): number {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start += 1;
  return start;
}

/** The text between, without blanks at either end. */
function slice(text: string, from: number, to: number): string {
  const start = firstInk(text, from, to);
  let end = to;
  while (end > start && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === CR)) end -= 1;
  return text.slice(start, end);
}
