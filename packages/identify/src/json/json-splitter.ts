import { PieceJoiner } from "../read/piece-joiner.ts";

/** Where the parts of a JSON file go, in its order. */
export interface JsonSink {
  /** An element, whole; false where it is no JSON, or none of this format. */
  readonly element: (text: string, line: number) => boolean;
  /** Text that is in no element, or an element that was refused. */
  readonly bad: (text: string, line: number, isElement: boolean) => void;
  /** The object around a list, with the list left empty. */
  readonly page?: (text: string, line: number) => void;
}

/** An element longer than this is given up: it is most likely one that is never closed. */
const LONGEST = 67_108_864;

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

const isBlank = (c: number): boolean => c <= 32 || c === 0xa0 || c === 0xfeff;

/** An opening brace with its first key. */
const FIRST_KEY = /^\{\s*("(?:[^"\\\n]|\\.){1,64}")\s*:/;

/**
 * Cuts JSON into its elements as it comes: those of a list, of a list in an object (`{"studies": [...]}`, by the names in `lists`), and
 * values that follow each other (JSON lines). Nothing is held but the element at hand. After an element that is no JSON it goes on with
 * the next that begins as the first one did, so that one missing brace costs one element.
 */
export function createJsonSplitter(lists: ReadonlySet<string>, sink: JsonSink) {
  const joiner = new PieceJoiner();
  let text = "";
  /** Where to read on, and where what is at hand begins; both in `text`. */
  let at = 0;
  let start = 0;
  let state: "between" | "value" | "members" = "between";
  let depth = 0;
  let inString = false;
  let inList = false;
  /** Text of the object around the list, up to the list. */
  let page: { head: string; line: number } | null = null;
  let line = 1;
  let counted = 0;
  let firstKey: string | null = null;
  let reread = 0;
  let total = 0;
  let finished = false;

  function lineAt(index: number): number {
    for (let i = text.indexOf("\n", counted); i !== -1 && i < index; i = text.indexOf("\n", i + 1)) {
      line += 1;
      counted = i + 1;
    }
    return line;
  }

  function begin(index: number, next: "value" | "members"): void {
    start = index;
    state = next;
    depth = 0;
    inString = false;
  }

  /** Index of the quotation mark that ends a string, or -1. */
  function stringEnd(from: number): number {
    for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
      let slashes = 0;
      while (end - 1 - slashes >= from && text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
      if (slashes % 2 === 0) return end;
    }
    return -1;
  }

  function flushBad(from: number, to: number): void {
    const raw = text.slice(from, to);
    if (/[^\s,[\]{}]/.test(raw)) sink.bad(raw, lineAt(from), false);
  }

  /** Hands over what began at `start`. */
  function finish(end: number): void {
    const element = text.slice(start, end);
    const from = start;
    state = "between";
    start = end;
    at = end;
    firstKey ??= FIRST_KEY.exec(element)?.[1] ?? null;
    if (sink.element(element, lineAt(from))) return;
    const isObject = element.charCodeAt(0) === OPEN;
    const next = nextStart(element);
    if (next === -1) {
      sink.bad(element, lineAt(from), isObject);
      return;
    }
    sink.bad(element.slice(0, next), lineAt(from), isObject);
    reread += element.length - next;
    start = from + next;
    at = start;
  }

  /** Where in a broken element the next one begins; -1 where nothing does, or the text was read over too often. */
  function nextStart(element: string): number {
    const key = firstKey;
    if (key === null || reread > 4 * total) return -1;
    for (let i = element.indexOf(key, 1); i !== -1; i = element.indexOf(key, i + 1)) {
      let brace = i - 1;
      while (brace > 0 && isBlank(element.charCodeAt(brace))) brace -= 1;
      if (brace > 0 && element.charCodeAt(brace) === OPEN) return brace;
    }
    return -1;
  }

  /** Between elements: at blanks, commas, and the brackets of lists. False where more text is needed. */
  function between(): boolean {
    while (at < text.length) {
      const c = text.charCodeAt(at);
      if (c === OPEN) {
        flushBad(start, at);
        // Only outside of a list can an object be one around a list.
        begin(at, inList || page !== null ? "value" : "members");
        return true;
      }
      if (c === OPEN_LIST) {
        flushBad(start, at);
        if (inList) begin(at, "value");
        else {
          inList = true;
          start = at + 1;
          at += 1;
          continue;
        }
        return true;
      }
      if (c === CLOSE_LIST) {
        flushBad(start, at);
        inList = false;
        start = at + 1;
        if (page !== null) {
          state = "members";
          depth = 1;
          start = at + 1;
          at += 1;
          return true;
        }
      } else if (c === COMMA || c === CLOSE) {
        flushBad(start, at);
        start = at + 1;
      } else if (c === QUOTE) {
        const end = stringEnd(at + 1);
        if (end === -1 && !finished && text.length - at < LONGEST) return false;
        if (end === -1) {
          at = text.length;
          return false;
        }
        at = end;
      }
      at += 1;
    }
    return false;
  }

  /** To the end of the value that began at `start`. */
  function value(): boolean {
    while (at < text.length) {
      if (inString) {
        const end = stringEnd(at);
        if (end === -1) {
          // What precedes the last backslashes need not be searched again.
          let last = text.length;
          while (last > at && text.charCodeAt(last - 1) === BACKSLASH) last -= 1;
          at = last;
          return false;
        }
        inString = false;
        at = end + 1;
        continue;
      }
      const c = text.charCodeAt(at);
      at += 1;
      if (c === QUOTE) inString = true;
      else if (c === OPEN || c === OPEN_LIST) depth += 1;
      else if (c === CLOSE || c === CLOSE_LIST) {
        depth -= 1;
        if (depth === 0) {
          finish(at);
          return true;
        }
      }
    }
    return false;
  }

  /** In an object that may hold the list: looks at the keys of its first level. */
  function members(): boolean {
    while (at < text.length) {
      const c = text.charCodeAt(at);
      if (c === QUOTE) {
        const end = stringEnd(at + 1);
        if (end === -1) return false;
        const bracket = depth === 1 ? listAfter(end + 1, text.slice(at + 1, end)) : -1;
        if (bracket === -2) return false;
        if (bracket >= 0) {
          page = {
            head: (page === null ? "" : `${page.head}]`) + text.slice(start, bracket + 1),
            line: page?.line ?? lineAt(start),
          };
          state = "between";
          inList = true;
          start = bracket + 1;
          at = start;
          return true;
        }
        at = end;
      } else if (c === OPEN || c === OPEN_LIST) depth += 1;
      else if (c === CLOSE || c === CLOSE_LIST) {
        depth -= 1;
        if (depth === 0) {
          if (page === null) {
            finish(at + 1);
            return true;
          }
          sink.page?.(`${page.head}]${text.slice(start, at + 1)}`, page.line);
          page = null;
          state = "between";
          start = at + 1;
          at += 1;
          return true;
        }
      }
      at += 1;
    }
    return false;
  }

  /** Index of the bracket of the list after its key; -1 where the key is none of a list, -2 where more text is needed. */
  function listAfter(index: number, key: string): number {
    if (!lists.has(key)) return -1;
    let i = index;
    let colon = false;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 58 && !colon) colon = true;
      else if (!isBlank(c)) return colon && c === OPEN_LIST ? i : -1;
    }
    return finished ? -1 : -2;
  }

  const steps = { between, value, members };

  function scan(): void {
    while (steps[state]());
    if (state !== "between" && at - start > LONGEST) finish(at);
    else if (state === "between" && at - start > LONGEST) {
      flushBad(start, at);
      start = at;
    }
    lineAt(start);
    joiner.keepFrom(start);
    at -= start;
    counted = Math.max(0, counted - start);
    start = 0;
  }

  return {
    push(piece: string): void {
      total += piece.length;
      const more = joiner.add(piece);
      if (more === null) return;
      text = more;
      scan();
    },
    end(): void {
      text = joiner.all();
      finished = true;
      scan();
      // What is unfinished may hold whole elements after a broken one.
      text = joiner.all();
      while (state !== "between" && text.length > start) {
        finish(text.length);
        at = start;
        while (steps[state]());
      }
      flushBad(start, text.length);
      if (page !== null) sink.page?.(`${page.head}]}`, page.line);
    },
  };
}
