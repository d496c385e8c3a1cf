import { cslTypeOf } from "./entry-types.ts";

/** Where the text that began with `@type{` ends, or that more text is needed to tell. */
export type EntryEnd =
  | { readonly kind: "closed"; readonly end: number }
  /** Another entry begins, or the file ends, before the braces close. */
  | { readonly kind: "broken"; readonly end: number }
  | { readonly kind: "more" };

const START =
  /@[ \t\r\n]*(?:%[^\r\n]*[\r\n][ \t\r\n]*)*([A-Za-z][^\s{}(),"#%'=@\\]*)[ \t\r\n]*(?:%[^\r\n]*[\r\n][ \t\r\n]*)*([{(])/y;
/** What could still become a start when more text comes. */
const START_CUT =
  /@[ \t\r\n]*(?:%[^\r\n]*(?:[\r\n][ \t\r\n]*|$))*(?:[A-Za-z][^\s{}(),"#%'=@\\]*[ \t\r\n]*(?:%[^\r\n]*(?:[\r\n][ \t\r\n]*|$))*)?$/y;
const LONGEST_START = 400;

export interface EntryStart {
  readonly type: string;
  readonly isParenthesis: boolean;
  /** Offset of the first character after the opening brace. */
  readonly body: number;
}

/** Reads `@type{` at `at`: the start, null where there is none, "more" where the text ends too early to tell. */
export function entryStart(text: string, at: number, isFinal: boolean): EntryStart | null | "more" {
  START.lastIndex = at;
  const match = START.exec(text);
  if (match !== null) return { type: match[1]!, isParenthesis: match[2] === "(", body: at + match[0].length };
  if (isFinal || text.length - at > LONGEST_START) return null;
  START_CUT.lastIndex = at;
  return START_CUT.test(text) ? "more" : null;
}

const SIGNS_IN_BRACES = /[{}\\\r\n]/g;
const SIGNS_IN_PARENTHESES = /[{}\\\r\n")]/g;

/** Follows the braces of one entry, over as many pieces of text as it takes. */
export class EntryScanner {
  readonly #isParenthesis: boolean;
  /** BibTeX counts every brace; programs that write "\{" for a brace of the text count on readers that do not. */
  #plain: number;
  #escaped: number;
  #inQuotes = false;

  constructor(isParenthesis: boolean) {
    this.#isParenthesis = isParenthesis;
    this.#plain = isParenthesis ? 0 : 1;
    this.#escaped = this.#plain;
  }

  /** Offset up to which the text is scanned. */
  at = 0;

  /** Goes on at `this.at`. Offsets count from the start of `text`, which may only grow at its end between calls. */
  scan(text: string, isFinal: boolean): EntryEnd {
    const length = text.length;
    const signs = this.#isParenthesis ? SIGNS_IN_PARENTHESES : SIGNS_IN_BRACES;
    let index = this.at;
    for (;;) {
      // The expression steps over ordinary text much faster than a loop over its characters.
      signs.lastIndex = index;
      if (!signs.test(text)) {
        index = length;
        break;
      }
      index = signs.lastIndex - 1;
      const code = text.charCodeAt(index);
      if (code === 125) {
        const end = this.#close(text, index, false, isFinal);
        if (end !== null) return end;
      } else if (code === 123) {
        this.#plain++;
        this.#escaped++;
      } else if (code === 92) {
        if (index + 1 >= length && !isFinal) return this.#waitAt(index);
        const next = text.charCodeAt(index + 1);
        if (next === 123) this.#plain++;
        else if (next === 125) {
          const end = this.#close(text, index + 1, true, isFinal);
          if (end?.kind === "more") return this.#waitAt(index);
          if (end !== null) return end;
        }
        // A backslash before a line break must not hide what begins on the next line.
        if (next !== 10 && next !== 13) index++;
      } else if (code === 10 || code === 13) {
        const begins = lineBeginsEntry(text, index + 1, isFinal);
        if (begins === "more") return this.#waitAt(index);
        if (begins) return { kind: "broken", end: index + 1 };
      } else if (this.#isParenthesis && this.#plain === 0) {
        if (code === 34) this.#inQuotes = !this.#inQuotes;
        else if (code === 41 && !this.#inQuotes) return { kind: "closed", end: index + 1 };
      }
      index++;
    }
    return isFinal ? { kind: "broken", end: length } : this.#waitAt(index);
  }

  #waitAt(index: number): EntryEnd {
    this.at = index;
    return { kind: "more" };
  }

  /** Counts the closing brace at `index`: the end of the entry, or null where the entry goes on. */
  #close(text: string, index: number, isEscaped: boolean, isFinal: boolean): EntryEnd | null {
    const plain = this.#plain - 1;
    const escaped = isEscaped ? this.#escaped : this.#escaped - 1;
    if (plain > 0 || this.#isParenthesis) {
      this.#plain = Math.max(0, plain);
      this.#escaped = Math.max(0, escaped);
      return null;
    }
    const follows = whatFollows(text, index + 1, isFinal);
    if (follows === "more") return this.#waitAt(index);
    // A comma goes on with the next field, though the braces came out even: one of them was too many.
    const goesOn = escaped <= 0 ? follows === "comma" : follows !== "entry";
    if (!goesOn) return { kind: "closed", end: index + 1 };
    // Where the two counts disagree and no entry follows, "\}" was a brace of the text.
    this.#plain = Math.max(1, escaped);
    this.#escaped = this.#plain;
    return null;
  }
}

/** What comes after a brace: the next entry or the end of the file, a comma with something after it, or other text. */
function whatFollows(text: string, from: number, isFinal: boolean): "entry" | "comma" | "other" | "more" {
  let comma = false;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 44) comma = true;
    else if (code === 64) return "entry";
    else if (code > 32) return comma ? "comma" : "other";
  }
  return isFinal ? "entry" : "more";
}

const LINE_START = /^@([A-Za-z][\w+-]*)[ \t]*[{(](?:[^{}()"=%,]*(?:[,}=]|$))?/;
const LONGEST_LINE_START = 300;
const COMMANDS = new Set(["string", "preamble", "comment"]);

/** Whether the line at `at` begins an entry: of a known type, or of any with a key or a field after the brace. */
function lineBeginsEntry(text: string, at: number, isFinal: boolean): boolean | "more" {
  if (at >= text.length) return isFinal ? false : "more";
  if (text.charCodeAt(at) !== 64) return false;
  let end = at;
  while (end < text.length && end - at < LONGEST_LINE_START) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) break;
    end++;
  }
  if (end >= text.length && !isFinal) return "more";
  const match = LINE_START.exec(text.slice(at, end));
  if (match === null) return false;
  const type = match[1]!.toLowerCase();
  return /[,}=]$|[{(][^{}(),="]*$/.test(match[0]) || COMMANDS.has(type) || cslTypeOf(type) !== undefined;
}
