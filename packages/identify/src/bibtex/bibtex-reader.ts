import { PieceJoiner } from "../read/piece-joiner.ts";
import type { RecordSink, TextReader, TextReaderFactory, TextReaderOptions } from "../read/text-reader.ts";
import type { RecordOrigin } from "../record/bibliographic-record.ts";
import { type EntryField, type EntryProblem, parseDefinitions, parseEntry } from "./entry-fields.ts";
import { recordFromEntry } from "./entry-record.ts";
import { EntryScanner, entryStart } from "./entry-scanner.ts";
import { cslTypeOf } from "./entry-types.ts";

/** Text between entries comes in anomalies of at most this many characters, so that a file without entries is not held whole. */
const LONGEST_OUTSIDE = 65_536;
/** An entry whose braces have not closed after this many characters is ended there. */
const LONGEST_ENTRY = 67_108_864;

const shortened = (text: string): string => {
  const line = text.slice(0, 300).trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

/** Line ends in the text: LF, CRLF and CR are one each. */
function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) count++;
  }
  return count;
}

/** Lines of offsets that are asked for in their order, each part of the text counted once. */
function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let at = 0;
  let line = firstLine;
  return (offset) => {
    if (offset > at) {
      line += lineEnds(text, at, offset);
      at = offset;
    }
    return line;
  };
}

/** A sign that may begin an entry, or a line that BibLaTeX's tools take for a comment. */
const SIGN = /@|[\r\n][ \t]*%/g;
const LINE_END = /[\r\n]/g;

interface OpenEntry {
  readonly type: string;
  /** Offset of the first character after the opening brace. */
  body: number;
  readonly scanner: EntryScanner;
}

class BibtexReader implements TextReader {
  readonly #sink: RecordSink;
  readonly #file: string | undefined;
  readonly #joiner = new PieceJoiner();
  readonly #strings = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly #macros = new Map<string, string>();
  #number = 0;
  /** Offset and line of the first character that is not yet dealt with. */
  #at = 0;
  #line = 1;
  /** Between entries: offset before which no entry begins. */
  #searched = 0;
  #entry: OpenEntry | null = null;

  constructor(sink: RecordSink, options: TextReaderOptions) {
    this.#sink = sink;
    this.#file = options.file;
  }

  push(text: string): void {
    const rest = this.#joiner.add(text);
    if (rest !== null) this.#read(rest, false);
  }

  end(): void {
    this.#read(this.#joiner.all(), true);
    const unused = [...this.#strings].filter(([name]) => !this.#used.has(name));
    if (unused.length === 0) return;
    const names = unused.map(([name]) => name).join(", ");
    this.#sink.anomaly({
      code: "unused-strings",
      message: `No entry uses these definitions of @string, and they are not kept: ${shortened(names)}.`,
      line: this.#line,
      raw: unused.map(([name, value]) => `${name} = {${value}}`).join("\n"),
    });
  }

  #read(text: string, isFinal: boolean): void {
    while (
      this.#entry === null ? this.#findEntry(text, isFinal) : this.#endEntry(text, this.#entry, isFinal)
    );
    this.#joiner.keepFrom(this.#at);
    this.#searched -= this.#at;
    if (this.#entry !== null) {
      this.#entry.body -= this.#at;
      this.#entry.scanner.at -= this.#at;
    }
    this.#at = 0;
  }

  #advance(text: string, to: number): void {
    this.#line += lineEnds(text, this.#at, to);
    this.#at = to;
  }

  /** Looks for the next entry; false where more text is needed. */
  #findEntry(text: string, isFinal: boolean): boolean {
    for (;;) {
      const found = this.#nextSign(text, isFinal);
      this.#searched = found ?? this.#searched;
      while (this.#searched - this.#at > LONGEST_OUTSIDE && this.#at + LONGEST_OUTSIDE < text.length)
        this.#outside(text, this.#at + LONGEST_OUTSIDE);
      if (found === null) return false;
      const sign = this.#searched;
      if (sign === text.length) {
        if (isFinal) this.#outside(text, text.length);
        return false;
      }
      const start = entryStart(text, sign, isFinal);
      if (start === "more") return false;
      if (start === null || (sign !== this.#at && !isPlausible(text, this.#at, sign, start.type))) {
        this.#searched = sign + 1;
        continue;
      }
      this.#outside(text, sign);
      const scanner = new EntryScanner(start.isParenthesis);
      scanner.at = start.body;
      this.#entry = { type: start.type, body: start.body, scanner };
      return true;
    }
  }

  /**
   * Offset of the next "@" that is not in a line that begins with "%"; the end of the text where there is none, and null where a line
   * of comment has not ended yet.
   */
  #nextSign(text: string, isFinal: boolean): number | null {
    for (;;) {
      let sign: number;
      if (this.#searched === 0 && this.#line === 1 && this.#at === 0 && /^[ \t]*%/.test(text)) sign = 0;
      else {
        SIGN.lastIndex = this.#searched;
        sign = SIGN.exec(text)?.index ?? text.length;
      }
      if (sign === text.length || text[sign] === "@") return sign;
      LINE_END.lastIndex = sign + 1;
      const end = LINE_END.exec(text)?.index;
      if (end === undefined && !isFinal) {
        this.#searched = sign;
        return null;
      }
      this.#searched = end ?? text.length;
    }
  }

  /** Reports the text up to `to`, which is in no entry. */
  #outside(text: string, to: number): void {
    const raw = text.slice(this.#at, to);
    const first = raw.search(/\S/);
    if (first !== -1) {
      const isComment = raw.split(/[\r\n]+/).every((line) => /^\s*(?:%|$)/.test(line));
      this.#sink.anomaly({
        code: isComment ? "comment" : "text-outside-entry",
        message: `${isComment ? "A comment" : "Text outside of entries"} is not kept: "${shortened(raw)}".`,
        line: this.#line + lineEnds(text, this.#at, this.#at + first),
        raw,
      });
    }
    this.#advance(text, to);
  }

  /** Reads on to the end of the entry; false where more text is needed. */
  #endEntry(text: string, entry: OpenEntry, isFinal: boolean): boolean {
    const isTooLong = text.length - this.#at > LONGEST_ENTRY;
    const found = entry.scanner.scan(text, isFinal || isTooLong);
    if (found.kind === "more") return false;
    const isBroken = found.kind === "broken";
    const body = text.slice(entry.body, isBroken ? found.end : found.end - 1);
    const lead = text.slice(this.#at, entry.body);
    this.#take(
      entry.type,
      body,
      isBroken,
      this.#line,
      lineCounter(body, this.#line + lineEnds(lead, 0, lead.length)),
    );
    this.#advance(text, found.end);
    this.#searched = found.end;
    this.#entry = null;
    return true;
  }

  #take(
    type: string,
    body: string,
    isBroken: boolean,
    line: number,
    lineAt: (offset: number) => number,
  ): void {
    const report = (problem: EntryProblem, record?: number): void => {
      const { code, message, offset, raw } = problem;
      this.#sink.anomaly({
        code,
        message,
        line: lineAt(offset),
        ...(record === undefined ? {} : { record }),
        ...(raw === undefined ? {} : { raw }),
      });
    };
    const command = type.toLowerCase();
    if (command === "comment" || command === "preamble") {
      if (command === "preamble")
        for (const [name, text] of definedCommands(body)) this.#macros.set(name, text);
      const what = command === "comment" ? "A @comment" : "The @preamble of the file";
      report({ code: command, message: `${what} is not kept: "${shortened(body)}".`, offset: 0, raw: body });
    } else if (command === "string") {
      const { fields, problems } = parseDefinitions(body, this.#strings, this.#used);
      for (const { name, value } of fields) this.#strings.set(name.toLowerCase(), value);
      for (const problem of problems) report(problem);
    } else this.#record(type, body, isBroken, line, report);
  }

  #record(
    type: string,
    body: string,
    isBroken: boolean,
    line: number,
    report: (problem: EntryProblem, record: number) => void,
  ): void {
    this.#number++;
    const number = this.#number;
    const { key, fields, problems } = parseEntry(body, isBroken, this.#strings, this.#used);
    const found: EntryProblem[] = [...problems];
    if (isBroken)
      found.push({
        code: "unbalanced-braces",
        message: `Entry "${shortened(key ?? type)}" does not end before the next entry or the end of the file; its fields were read as far as they go.`,
        offset: 0,
      });
    if (cslTypeOf(type) === undefined)
      found.push({
        code: "unknown-type",
        message: `"${shortened(type)}" is no type of entry that is known; the record is a document.`,
        offset: 0,
      });
    const onField = (code: string, message: string, field: EntryField): void => {
      found.push({ code, message, offset: field.offset, raw: field.value });
    };
    const place = { format: "bibtex", number, line } as const;
    const origin: RecordOrigin = this.#file === undefined ? place : { ...place, file: this.#file };
    const entry = key === undefined ? { type, fields } : { type, key, fields };
    const record = recordFromEntry(entry, origin, this.#macros, onField);
    found.sort((a, b) => a.offset - b.offset);
    for (const problem of found) report(problem, number);
    this.#sink.record(record);
  }
}

/** In running text only a type that BibTeX knows begins an entry; at the start of a line or after an entry any word with a brace does. */
function isPlausible(text: string, from: number, sign: number, type: string): boolean {
  let before = sign - 1;
  while (before >= from && (text[before] === " " || text[before] === "\t")) before--;
  if (before < from || text[before] === "\n" || text[before] === "\r") return true;
  if (/[\w.@]/.test(text[sign - 1]!)) return false;
  return cslTypeOf(type) !== undefined || /^(?:string|preamble|comment)$/i.test(type);
}

const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand|def)\s*\*?\s*\{?\\([A-Za-z]+)\}?\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g;

/** Commands without arguments that a preamble defines. */
function definedCommands(preamble: string): [name: string, text: string][] {
  return [...preamble.matchAll(DEFINITION)].map((match) => [match[1]!, match[2]!]);
}

/**
 * Reads BibTeX and BibLaTeX as programs write them: @string and #, entries in braces or parentheses, with or without key, with commas
 * missing. An entry whose braces do not close ends at the next line that begins with `@word{`. Comments, the preamble and text between
 * entries go to anomalies; `crossref` is kept as it is, for the entry that it names may come later in the file.
 */
export const bibtexReader: TextReaderFactory = (sink, options) => new BibtexReader(sink, options);
