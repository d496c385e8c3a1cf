/** Where a scanner puts what it finds. Line and column of the token at hand are `scanner.position()`. */
export interface XmlHandler {
  /** A start tag; `attributes` is what stands between the name and the end, not yet read (see `attributeOf`). */
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  /** Whether the element that was just opened may be passed over: what it holds is not reported where its end is at hand, and is where it is not. */
  readonly passesOver?: () => boolean;
  /** The text between two tags, whole. `literal` text (CDATA) holds no references; other text is not yet decoded. */
  readonly text: (raw: string, literal: boolean) => void;
  /** A `<` that begins no markup: it is part of the next text. */
  readonly stray: () => void;
}

export interface XmlScanner {
  push(text: string): void;
  end(): void;
  /** The line alone, 1-based, without the cost of an object. */
  line(): number;
  /** Line and column, 1-based, where the tag that is being reported begins; of text, where it ends. */
  position(): { readonly line: number; readonly column: number };
}

export interface XmlLimits {
  /** Longest tag, in characters: what is longer is text. */
  readonly tag: number;
  /** Longest comment, instruction, CDATA section or document type, in characters. */
  readonly section: number;
  /** Text longer than this comes in several pieces. */
  readonly text: number;
  /** Longest name of an element. */
  readonly name: number;
}

const LIMITS: XmlLimits = { tag: 65_536, section: 1_048_576, text: 16_777_216, name: 128 };

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

const startsName = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 58 || c >= 0xc0;

const MAX_OPEN = 1000;

const NOT_YET = -1;
const NO_MARKUP = -2;

/** Beyond the end of any text; a small integer, which engines handle faster than infinity. */
const NOWHERE = 0x3fffffff;

/** Sections: how they begin and end, and whether what is between is text. */
const SECTIONS = [
  { start: "<!--", end: "-->", text: false },
  { start: "<![CDATA[", end: "]]>", text: true },
] as const;

/**
 * Reads XML as it comes, cut anywhere, and never fails: what is no well-formed markup (a `<` that begins no tag, a section that does not
 * end) is text, and is reported. Document types are skipped with all they declare, so that entities cannot expand. It searches for the
 * characters that matter instead of looking at each, holds no more than one tag, and takes time in proportion to the length of the text,
 * whatever the text.
 */
export function createXmlScanner(handler: XmlHandler, limits: XmlLimits = LIMITS): XmlScanner {
  let buffer = "";
  /** Pieces that wait until there is enough of them to be worth another look at an unfinished token. */
  let waiting = "";
  let textBefore = "";
  let afterReturn = false;
  let sawElement = false;
  let sawDoctype = false;
  let finished = false;
  let token = 0;
  let line = 1;
  let lineStart = 0;
  let length = 0;
  let nextBreak = NOT_YET;
  let nextGreater = NOT_YET;
  const names = new Map<string, string>();
  /** Names of the elements that are open, as far as `MAX_OPEN`: an end tag is mostly that of the last. */
  const openNames: string[] = [];
  /** Per section: the place of the next end, so that a file full of beginnings is not searched anew for each. */
  const nextEnd = new Map<string, number>();

  /** Forgets the first part of the buffer, of which all is reported. */
  function drop(count: number): void {
    token = count;
    countBreaks();
    buffer = buffer.slice(count);
    length = buffer.length;
    lineStart -= count;
    token = 0;
    forget();
  }

  function forget(): void {
    nextBreak = NOT_YET;
    nextEnd.clear();
    nextGreater = NOT_YET;
  }

  function countBreaks(): void {
    if (nextBreak === NOT_YET) nextBreak = find("\n", 0);
    while (nextBreak < token) {
      line += 1;
      lineStart = nextBreak + 1;
      nextBreak = find("\n", lineStart);
    }
  }

  function find(what: string, from: number): number {
    const at = buffer.indexOf(what, from);
    return at === -1 ? NOWHERE : at;
  }

  /** The next `>`, which is looked for once, however many `<` come before it. */
  function greaterFrom(index: number): number {
    if (nextGreater < index) nextGreater = find(">", index);
    return nextGreater;
  }

  /** One string for all elements of a name. */
  function interned(name: string): string {
    const known = names.get(name);
    if (known !== undefined) return known;
    if (names.size > 1000) names.clear();
    // As a key of an object a name is kept once, apart from the buffer that it was cut from, and compares by its place.
    const copy = Object.keys({ [name]: 0 })[0]!;
    names.set(copy, copy);
    return copy;
  }

  function flushText(from: number, to: number): void {
    if (textBefore === "") {
      if (from === to) return;
      if (to - from <= limits.text) {
        handler.text(buffer.slice(from, to), false);
        return;
      }
    }
    textBefore += buffer.slice(from, to);
    flushLongText();
    const raw = textBefore;
    textBefore = "";
    if (raw !== "") handler.text(raw, false);
  }

  function flushLongText(): void {
    while (textBefore.length > limits.text) {
      handler.text(textBefore.slice(0, limits.text), false);
      textBefore = textBefore.slice(limits.text);
    }
  }

  function findEnd(end: string, from: number): number {
    const known = nextEnd.get(end);
    if (known !== undefined && known >= from) return known;
    const found = find(end, from);
    nextEnd.set(end, found);
    return found;
  }

  /** Index after the section, or why there is none. */
  function sectionEnd(start: number, startLength: number, end: string): number {
    const found = findEnd(end, start + startLength);
    if (found - start > limits.section) {
      if (found !== NOWHERE || length - start > limits.section + end.length) return NO_MARKUP;
      return finished ? NO_MARKUP : NOT_YET;
    }
    return found + end.length;
  }

  /** Index of the `>` of a start tag. Neither the tag nor its quoted values can hold a `<`. */
  function tagEnd(start: number, from: number): number {
    const text = buffer;
    const last = Math.min(length, start + limits.tag);
    let quote = 0;
    let equals = false;
    let other = false;
    for (let i = from; i < last; i++) {
      const c = text.charCodeAt(i);
      if (c === LT) return NO_MARKUP;
      if (quote !== 0) {
        if (c === quote) quote = 0;
      } else if (c === GT) return equals || !other ? i : NO_MARKUP;
      else if (c === 34 || c === 39) quote = c;
      else if (c === 61) equals = true;
      else if (c > 32 && c !== SLASH) other = true;
    }
    return finished || last - start >= limits.tag ? NO_MARKUP : NOT_YET;
  }

  function nameEnd(from: number): number {
    const text = buffer;
    const last = Math.min(length, from + limits.name + 1);
    for (let i = from; i < last; i++) {
      const c = text.charCodeAt(i);
      if (c <= 32 || c === GT || c === SLASH) return i;
      if (c === LT || c === 38 || c === 34 || c === 61) return NO_MARKUP;
    }
    return finished || last - from > limits.name ? NO_MARKUP : NOT_YET;
  }

  /** Index of the end tag of the element whose start tag ends at the index, if all between is known to be inside; else the index itself. */
  function insideEnd(name: string, from: number): number {
    const end = buffer.indexOf(`</${name}>`, from);
    if (end === -1) return from;
    const inside = buffer.slice(from, end);
    // Where the same element begins once more, or a section holds what looks like a tag, the end tag may be another's.
    if (inside.includes("<!")) return from;
    const isNested =
      inside.includes(`<${name}`) && (inside.includes(`<${name}>`) || inside.includes(`<${name} `));
    return isNested ? from : end;
  }

  function startTag(at: number, textFrom: number): number {
    if (nextGreater <= at) nextGreater = find(">", at + 1);
    const greater = nextGreater;
    // A quotation mark before the end is that of an attribute.
    const isBare = greater - at <= limits.name && buffer.charCodeAt(greater - 1) !== 34;
    const bare = isBare ? names.get(buffer.slice(at + 1, greater)) : undefined;
    if (bare !== undefined) {
      token = at;
      flushText(textFrom, at);
      if (openNames.length < MAX_OPEN) openNames.push(bare);
      handler.open(bare, "");
      return handler.passesOver?.() === true ? insideEnd(bare, greater + 1) : greater + 1;
    }
    const endOfName = nameEnd(at + 1);
    if (endOfName < 0) return endOfName;
    const end = tagEnd(at, endOfName);
    if (end < 0) return end;
    token = at;
    flushText(textFrom, at);
    sawElement = true;
    const name = interned(buffer.slice(at + 1, endOfName));
    const empty = buffer.charCodeAt(end - 1) === SLASH;
    const endOfAttributes = empty ? end - 1 : end;
    if (!empty && openNames.length < MAX_OPEN) openNames.push(name);
    handler.open(name, endOfName < endOfAttributes ? buffer.slice(endOfName, endOfAttributes) : "");
    if (empty) handler.close(name);
    else if (handler.passesOver?.() === true) return insideEnd(name, end + 1);
    return end + 1;
  }

  function endTag(at: number, textFrom: number): number {
    const last = openNames[openNames.length - 1];
    if (last !== undefined) {
      const end = at + 2 + last.length;
      if (buffer.charCodeAt(end) === GT && buffer.startsWith(last, at + 2)) {
        openNames.pop();
        token = at;
        flushText(textFrom, at);
        handler.close(last);
        return end + 1;
      }
    }
    const greater = greaterFrom(at + 2);
    let end = greater;
    let name = greater - at <= limits.name ? names.get(buffer.slice(at + 2, greater)) : undefined;
    if (name === undefined) {
      const endOfName = nameEnd(at + 2);
      if (endOfName < 0) return endOfName;
      end = endOfName;
      while (end < length && buffer.charCodeAt(end) <= 32) end += 1;
      if (end === length && end - at < limits.tag && !finished) return NOT_YET;
      if (endOfName === at + 2 || end !== greater) return NO_MARKUP;
      name = interned(buffer.slice(at + 2, endOfName));
    }
    token = at;
    flushText(textFrom, at);
    const place = openNames.lastIndexOf(name);
    if (place !== -1) openNames.length = place;
    handler.close(name);
    return end + 1;
  }

  /** A document type stands before the first element, once. Outside its declarations in brackets there is no other markup. */
  function doctypeEnd(at: number): number {
    if (sawElement || sawDoctype) return NO_MARKUP;
    let quote = 0;
    let inside = false;
    for (let i = at + 9; i < length && i - at < limits.section; i++) {
      const c = buffer.charCodeAt(i);
      if (c === LT && !inside) return NO_MARKUP;
      if (quote !== 0) {
        if (c === quote) quote = 0;
      } else if (c === 34 || c === 39) quote = c;
      else if (c === 91) inside = true;
      else if (c === 93) inside = false;
      else if (inside && c === LT && buffer.startsWith("<!--", i)) {
        const end = buffer.indexOf("-->", i + 4);
        if (end === -1) break;
        i = end + 2;
      } else if (!inside && c === GT) return i + 1;
    }
    return finished || length - at >= limits.section ? NO_MARKUP : NOT_YET;
  }

  function declaration(at: number, textFrom: number): number {
    for (const { start, end, text } of SECTIONS) {
      if (!buffer.startsWith(start, at)) continue;
      const after = sectionEnd(at, start.length, end);
      if (after < 0) return after;
      token = at;
      flushText(textFrom, at);
      if (text && after - at > start.length + end.length)
        handler.text(buffer.slice(at + start.length, after - end.length), true);
      return after;
    }
    if (length - at < 9 && !finished) return NOT_YET;
    if (buffer.slice(at, at + 9).toUpperCase() !== "<!DOCTYPE") return NO_MARKUP;
    const after = doctypeEnd(at);
    if (after === NOT_YET) return NOT_YET;
    sawDoctype = true;
    if (after === NO_MARKUP) return after;
    token = at;
    flushText(textFrom, at);
    return after;
  }

  function instruction(at: number, textFrom: number): number {
    const after = sectionEnd(at, 2, "?>");
    if (after < 0) return after;
    token = at;
    flushText(textFrom, at);
    return after;
  }

  function markup(at: number, textFrom: number): number {
    const c = buffer.charCodeAt(at + 1);
    if (startsName(c)) return startTag(at, textFrom);
    if (c === SLASH) return endTag(at, textFrom);
    if (c === BANG) return declaration(at, textFrom);
    if (c === QUESTION) return instruction(at, textFrom);
    return Number.isNaN(c) && !finished ? NOT_YET : NO_MARKUP;
  }

  function scan(): void {
    length = buffer.length;
    forget();
    let textFrom = 0;
    let at = buffer.indexOf("<");
    while (at !== -1) {
      const next = markup(at, textFrom);
      if (next === NOT_YET) {
        textBefore += buffer.slice(textFrom, at);
        drop(at);
        return;
      }
      if (next === NO_MARKUP) {
        token = at;
        handler.stray();
        at = buffer.indexOf("<", at + 1);
      } else {
        textFrom = next;
        at = buffer.indexOf("<", next);
      }
    }
    textBefore += buffer.slice(textFrom);
    drop(length);
    flushLongText();
  }

  /** Line ends as XML has them: LF, whatever the file has. */
  function withLineFeeds(text: string): string {
    const whole = afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    afterReturn = text.endsWith("\r") || (afterReturn && text === "");
    return whole.includes("\r") ? whole.replace(/\r\n?/g, "\n") : whole;
  }

  return {
    push(text) {
      waiting += withLineFeeds(text);
      if (waiting.length * 2 < buffer.length) return;
      const piece = waiting;
      waiting = "";
      let from = 0;
      // Only the head of a piece is joined to an unfinished token, for to join it whole is to copy it.
      while (buffer !== "" && from < piece.length) {
        const end = piece.indexOf(">", from + (buffer.length >> 1));
        const to = end === -1 ? piece.length : end + 1;
        buffer += piece.slice(from, to);
        from = to;
        scan();
      }
      if (from === piece.length) return;
      buffer = from === 0 ? piece : piece.slice(from);
      scan();
    },
    end() {
      finished = true;
      buffer += waiting;
      waiting = "";
      scan();
      flushText(0, 0);
    },
    line() {
      countBreaks();
      return line;
    },
    position() {
      countBreaks();
      return { line, column: token - lineStart + 1 };
    },
  };
}
