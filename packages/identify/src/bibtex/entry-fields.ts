/** A field as it stands in the entry: macros put in, LaTeX not yet read. */
export interface EntryField {
  readonly name: string;
  readonly value: string;
  /** Offset of the name in the body. */
  readonly offset: number;
}

export interface EntryProblem {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly raw?: string;
}

export interface ParsedEntry {
  readonly key?: string;
  readonly fields: readonly EntryField[];
  readonly problems: readonly EntryProblem[];
}

/** A line that begins a field, where the braces of the one before cannot be trusted. */
const FIELD_LINE =
  /[\r\n][ \t]*[A-Za-z][\w+.:-]*[ \t]*=[ \t]*(?:[{"]|\d+[ \t]*,?[ \t]*(?:[\r\n]|$)|[A-Za-z]{3}[ \t]*,)/g;
const NAME_STOPS = new Set(["{", "}", '"', ",", "#", "="]);
const LONGEST_NAME = 200;

const shortened = (text: string): string => {
  const line = text.slice(0, 300).trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

class EntryParser {
  readonly #body: string;
  readonly #isBroken: boolean;
  readonly #strings: ReadonlyMap<string, string>;
  readonly #used: Set<string> | undefined;
  readonly #closes: ReadonlyMap<number, number> | undefined;
  readonly #fields: EntryField[] = [];
  readonly #problems: EntryProblem[] = [];
  #at = 0;
  #fieldLine = -1;
  #fieldLineFrom = 0;
  #comma = -1;
  #junkStart = -1;
  #junkEnd = -1;
  /** A quotation mark was found that nothing closes: after it each value ends at the latest where the next field begins. */
  #quotesAreBroken = false;
  /** The value at hand ended where the next field begins, for want of its own end. */
  #wasCut = false;

  constructor(body: string, isBroken: boolean, strings: ReadonlyMap<string, string>, used?: Set<string>) {
    this.#used = used;
    this.#body = body;
    this.#strings = strings;
    this.#isBroken = isBroken;
    this.#closes = closingBraces(body);
  }

  entry(): ParsedEntry {
    const key = this.#key();
    while (this.#blanks()) this.#field();
    this.#endJunk();
    const read = { fields: this.#fields, problems: this.#problems };
    return key === undefined || key === "" ? read : { key, ...read };
  }

  /** One definition of @string; what it holds is a field without key. */
  definitions(): ParsedEntry {
    while (this.#blanks()) this.#field();
    this.#endJunk();
    return { fields: this.#fields, problems: this.#problems };
  }

  /** Steps over white space, commas and comments between fields; false at the end. */
  #blanks(): boolean {
    for (;;) {
      const code = this.#body.charCodeAt(this.#at);
      if (Number.isNaN(code)) return false;
      if (code === 37) {
        const end = /[\r\n]|$/g;
        end.lastIndex = this.#at;
        const stop = end.exec(this.#body)!.index;
        this.#problem(
          "comment",
          "A comment inside an entry is not kept",
          this.#at,
          this.#body.slice(this.#at, stop),
        );
        this.#at = stop;
      } else if (code <= 32 || code === 44) this.#at++;
      else return true;
    }
  }

  /** The key: what stands before the first comma, unless it is a field. EBSCO and others leave it out. */
  #key(): string | undefined {
    const body = this.#body;
    let index = 0;
    while (index < body.length && !NAME_STOPS.has(body[index]!)) index++;
    const text = body.slice(0, index).trim();
    const stop = body[index];
    if (stop === "," || stop === undefined) {
      this.#at = index;
      return text.replace(/\s+/g, " ");
    }
    if (stop !== "=") return undefined;
    // "@article{key <line break> title = {": the comma after the key is missing.
    const lines = /^([^\r\n]*[^\s])\s*[\r\n]/.exec(text) ?? /^(\S*[\d:]\S*)[ \t]+(?=[A-Za-z]+$)/.exec(text);
    if (lines === null) return undefined;
    const key = lines[1]!;
    this.#problem("missing-comma", "A comma is missing after the key of the entry", 0, key);
    this.#at = body.indexOf(key) + key.length;
    return key;
  }

  #field(): void {
    const body = this.#body;
    const start = this.#at;
    let end = start;
    while (end < body.length && end - start < LONGEST_NAME && !NAME_STOPS.has(body[end]!)) end++;
    let name = body.slice(start, end);
    if (body[end] !== "=") {
      this.#junk(start, end);
      return;
    }
    this.#endJunk();
    const lineBreak = Math.max(name.lastIndexOf("\n"), name.lastIndexOf("\r"));
    let offset = start;
    // Only the last line before the sign can be the name; white space alone may stand between.
    if (lineBreak !== -1 && name.slice(lineBreak).trim() !== "") {
      const before = name.slice(0, lineBreak);
      this.#problem("text-in-entry", "Text in an entry belongs to no field", start, before);
      offset = start + lineBreak + 1;
      name = name.slice(lineBreak + 1);
    }
    name = name.trim().replace(/\s+/g, " ");
    this.#at = end + 1;
    const value = this.#value(name);
    if (name === "") this.#problem("no-field-name", "A value has no field name", offset, value);
    else this.#fields.push({ name, value, offset });
  }

  /** Text that is no field: up to the next comma or the next line that begins a field. */
  #junk(start: number, seen: number): void {
    const line = this.#nextFieldLine(start);
    let end = this.#nextComma(seen);
    if (line !== -1 && line < end) end = line;
    const text = this.#body.slice(start, end);
    this.#at = Math.max(end, start + 1);
    if (!/[^\s{}(),]/.test(text)) return;
    if (this.#junkStart === -1) this.#junkStart = start;
    this.#junkEnd = end;
  }

  /** Reports the text that has gathered since the last field, in one piece. */
  #endJunk(): void {
    if (this.#junkStart === -1) return;
    const text = this.#body.slice(this.#junkStart, this.#junkEnd);
    this.#problem("text-in-entry", "Text in an entry belongs to no field", this.#junkStart, text);
    this.#junkStart = -1;
  }

  /** The next line that begins a field, -1 where none does. What was found stays known, so that many searches cost one. */
  #nextFieldLine(from: number): number {
    if (from > this.#fieldLine || from < this.#fieldLineFrom) {
      FIELD_LINE.lastIndex = from;
      this.#fieldLine = FIELD_LINE.exec(this.#body)?.index ?? this.#body.length;
    }
    this.#fieldLineFrom = from;
    return this.#fieldLine === this.#body.length ? -1 : this.#fieldLine;
  }

  #nextComma(from: number): number {
    if (from > this.#comma) {
      const comma = this.#body.indexOf(",", from);
      this.#comma = comma === -1 ? this.#body.length : comma;
    }
    return this.#comma;
  }

  #value(name: string): string {
    const body = this.#body;
    let value = "";
    for (;;) {
      this.#space();
      const char = body[this.#at];
      if (char === "{") value += this.#braced(name);
      else if (char === '"') value += this.#quoted(name);
      else value += this.#bare();
      this.#space();
      const next = body[this.#at];
      if (next === "#") {
        this.#at++;
        continue;
      }
      if (next !== undefined && next !== "," && !this.#wasCut) this.#afterValue(name);
      this.#wasCut = false;
      return value;
    }
  }

  /** Neither comma nor end follows a value: a comma is missing, or text belongs to nothing. */
  #afterValue(name: string): void {
    const rest = this.#body.slice(this.#at, this.#at + LONGEST_NAME);
    if (/^[A-Za-z][^={}",#]*=/.test(rest))
      this.#problem(
        "missing-comma",
        `A comma is missing after field "${shortened(name)}"`,
        this.#at,
        rest.split("=")[0]!,
      );
    // Anything else is met again as text that is no field.
  }

  #space(): void {
    while (this.#at < this.#body.length && this.#body.charCodeAt(this.#at) <= 32) this.#at++;
  }

  #braced(name: string): string {
    const body = this.#body;
    const open = this.#at;
    const close = this.#closes === undefined ? closingBrace(body, open) : (this.#closes.get(open) ?? -1);
    const line = close === -1 || this.#isBroken ? this.#nextFieldLine(open) : -1;
    if (close !== -1 && (line === -1 || line > close)) {
      this.#at = close + 1;
      return body.slice(open + 1, close);
    }
    const end = line === -1 ? body.length : line;
    const value = body.slice(open + 1, end).replace(/[\s,}]+$/, "");
    this.#problem(
      "unbalanced-braces",
      `The braces of field "${shortened(name)}" do not close`,
      open,
      body.slice(open, end),
    );
    this.#at = end;
    this.#wasCut = true;
    return value;
  }

  #quoted(name: string): string {
    const body = this.#body;
    const open = this.#at;
    const last = this.#quotesAreBroken ? this.#nextFieldLine(open) : -1;
    const limit = last === -1 ? body.length : last;
    let depth = 0;
    for (let index = open + 1; index < limit; index++) {
      const code = body.charCodeAt(index);
      if (code === 123) depth++;
      else if (code === 125) depth--;
      else if (code === 34 && depth <= 0 && this.#endsQuote(index + 1)) {
        this.#at = index + 1;
        return body.slice(open + 1, index);
      }
    }
    this.#quotesAreBroken = true;
    const line = this.#nextFieldLine(open);
    const end = line === -1 ? body.length : line;
    this.#problem(
      "unbalanced-quotes",
      `The quotation marks of field "${shortened(name)}" do not close`,
      open,
      body.slice(open, end),
    );
    this.#at = end;
    this.#wasCut = true;
    return body.slice(open + 1, end).replace(/[\s,]+$/, "");
  }

  /** A quotation mark ends a value only where something may follow a value: others stand in the text. */
  #endsQuote(index: number): boolean {
    let next = index;
    while (next < this.#body.length && this.#body.charCodeAt(next) <= 32) {
      const code = this.#body.charCodeAt(next);
      if (code === 10 || code === 13) return true;
      next++;
    }
    const char = this.#body[next];
    return char === undefined || char === "," || char === "#" || char === "}";
  }

  /** A number, the name of a @string, or words that should have stood in braces. */
  #bare(): string {
    const body = this.#body;
    const start = this.#at;
    let end = start;
    while (end < body.length && !'{},#"\r\n'.includes(body[end]!)) end++;
    const text = body.slice(start, end).trim();
    this.#at = end;
    if (/^\d*$/.test(text)) return text;
    const known = this.#strings.get(text.toLowerCase());
    if (known !== undefined) {
      this.#used?.add(text.toLowerCase());
      return known;
    }
    if (MONTHS.has(text.toLowerCase())) return text;
    const message = /\s/.test(text)
      ? `"${shortened(text)}" should stand in braces; it was read as it is`
      : `No @string defines "${shortened(text)}"; the name itself was taken`;
    this.#problem(/\s/.test(text) ? "bare-value" : "undefined-string", message, start, text);
    return text;
  }

  #problem(code: string, sentence: string, offset: number, raw: string): void {
    const quoted =
      sentence.includes('"') || raw.trim() === "" ? sentence : `${sentence}: "${shortened(raw)}"`;
    this.#problems.push({ code, message: `${quoted}.`, offset, raw });
  }
}

const MONTHS = new Set("jan feb mar apr may jun jul aug sep oct nov dec".split(" "));

function closingBrace(body: string, open: number): number {
  let depth = 0;
  for (let index = open; index < body.length; index++) {
    const code = body.charCodeAt(index);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return index;
  }
  return -1;
}

/** Where every brace of the body closes, where a plain count does not come out even; undefined where it does. */
function closingBraces(body: string): ReadonlyMap<number, number> | undefined {
  let plain = 0;
  let escaped = 0;
  let isPlainSound = true;
  for (let index = 0; index < body.length; index++) {
    const code = body.charCodeAt(index);
    if (code !== 123 && code !== 125) continue;
    const step = code === 123 ? 1 : -1;
    plain += step;
    if (plain < 0) isPlainSound = false;
    if (body.charCodeAt(index - 1) !== 92) escaped += step;
  }
  if (plain === 0 && isPlainSound) return undefined;
  const skipEscaped = escaped === 0;
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (let index = 0; index < body.length; index++) {
    const code = body.charCodeAt(index);
    if (skipEscaped && code === 92) index++;
    else if (code === 123) open.push(index);
    else if (code === 125) {
      const start = open.pop();
      if (start !== undefined) closes.set(start, index);
    }
  }
  return closes;
}

/**
 * Takes the body of an entry (what stands between its outer braces) apart. Nothing in it is dropped: text that belongs to no field is
 * a problem with its text in `raw`.
 * @param isBroken the outer braces did not close, so that a line that looks like a field begins one
 * @param strings values of @string, by their names in small letters
 * @param used takes the names of the strings that the entry uses
 */
export function parseEntry(
  body: string,
  isBroken: boolean,
  strings: ReadonlyMap<string, string>,
  used: Set<string>,
): ParsedEntry {
  return new EntryParser(body, isBroken, strings, used).entry();
}

/** The definitions of a @string block. */
export function parseDefinitions(
  body: string,
  strings: ReadonlyMap<string, string>,
  used: Set<string>,
): ParsedEntry {
  return new EntryParser(body, false, strings, used).definitions();
}
