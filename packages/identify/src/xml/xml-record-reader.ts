import type { Anomaly } from "../read/anomaly.ts";
import type { TextReader } from "../read/text-reader.ts";
import type { XmlElement } from "./xml-element.ts";
import { createXmlScanner } from "./xml-scanner.ts";
import { decodeXml } from "./xml-text.ts";

/** Which elements of a format are records, and what stands around them. */
export interface XmlRecordFormat {
  readonly records: ReadonlySet<string>;
  /** Records that are part of another when they stand in it: its name by theirs. */
  readonly within?: ReadonlyMap<string, string>;
  /** Elements around the records, which hold nothing of their own. */
  readonly frames: ReadonlySet<string>;
  /** Whether an element stands in text (italics, formulas); other elements have no text beside them. */
  readonly isInline: (name: string) => boolean;
  /** Elements in records that are left out with all that they hold. */
  readonly leftOut?: ReadonlySet<string>;
}

/** An oddity of the markup in a record, before the record has its number. */
export type MarkupAnomaly = Omit<Anomaly, "record">;

type Place = Pick<Anomaly, "line" | "column">;

export interface XmlRecordSink {
  readonly element: (element: XmlElement, oddities: readonly MarkupAnomaly[]) => void;
  readonly anomaly: (anomaly: Anomaly) => void;
}

const NONE: readonly XmlElement[] = [];

/** Deeper elements give their text to the last one that has a place; no format goes deeper than twenty. */
const MAX_DEPTH = 100;

/** Characters of a record, each element counted as 64: beyond it the record is closed, so that memory stays bounded. */
const MAX_RECORD = 67_108_864;

/** Characters of text outside records that one anomaly holds. */
const MAX_OUTSIDE = 65_536;

const LINE_FEED = 10;

const BARE_AMPERSAND = /&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9.-]*;)/;

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}

function linesIn(text: string): number {
  let lines = 0;
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) lines += 1;
  return lines;
}

const shortened = (text: string): string => {
  // What is shown is looked for in the beginning alone: the text may be millions of characters.
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};

/**
 * Cuts XML into its record elements, each handed over as a tree when it ends. What is ill-formed never stops it: an element that is not
 * closed ends with its parent, a record that is not closed ends where the next begins, and text between records goes to an anomaly.
 */
export function createXmlRecordReader(format: XmlRecordFormat, sink: XmlRecordSink): TextReader {
  let root: XmlElement | null = null;
  let stack: XmlElement[] = [];
  let current: XmlElement | null = null;
  let previous: XmlElement | null = null;
  let size = 0;
  let flattened = 0;
  let leftOut = "";
  let leftOutDepth = 0;
  /** Whether the last element that was opened is left out. */
  let isLeavingOut = false;
  let firstStray: Place | null = null;
  let outside = "";
  let outsideLine = 1;
  let oddities = new Map<string, { anomaly: MarkupAnomaly; count: number }>();

  /** What the names of the format mean, in one table for one look. */
  const roles = new Map<string, "record" | "frame" | "left-out">();
  for (const name of format.leftOut ?? []) roles.set(name, "left-out");
  for (const name of format.frames) roles.set(name, "frame");
  for (const name of format.records) roles.set(name, "record");

  const scanner = createXmlScanner({ open, close, text, stray, passesOver });

  function odd(code: string, message: string, at: Place = scanner.position()): void {
    const known = oddities.get(code);
    if (known === undefined) oddities.set(code, { anomaly: { code, message, ...at }, count: 1 });
    else known.count += 1;
  }

  /** What is odd in the same way is said once a record: a file of errors must not fill the memory. */
  function takeOddities(): readonly MarkupAnomaly[] {
    if (oddities.size === 0) return [];
    const list = [...oddities.values()].map(({ anomaly, count }) =>
      count === 1 ? anomaly : { ...anomaly, message: `${anomaly.message} (${count} times in this record.)` },
    );
    oddities = new Map();
    return list;
  }

  function flushOutside(length: number): void {
    const raw = outside.slice(0, length);
    outside = outside.slice(length);
    firstStray = null;
    const at = outsideLine;
    outsideLine += linesIn(raw);
    if (raw.trim() === "") return;
    sink.anomaly({
      code: "text-outside-record",
      message: `"${shortened(raw)}" stands outside the records and was left out.`,
      line: at,
      raw,
    });
  }

  /** Takes a tag, or text that ends where the scanner is. */
  function addOutside(raw: string): void {
    let added = raw;
    if (outside === "") {
      added = raw.trimStart();
      if (added === "") return;
      outsideLine = scanner.line() - linesIn(added);
    }
    outside += added;
    while (outside.length > MAX_OUTSIDE) flushOutside(MAX_OUTSIDE);
  }

  function begin(name: string, attributes: string): void {
    flushOutside(outside.length);
    root = { name, attributes, line: scanner.line(), text: "", children: NONE, tail: "" };
    stack = [root];
    current = root;
    previous = null;
    size = 0;
  }

  function finish(): void {
    const element = root!;
    root = null;
    current = null;
    stack = [];
    flattened = 0;
    leftOutDepth = 0;
    firstStray = null;
    sink.element(element, takeOddities());
  }

  function open(name: string, attributes: string): void {
    const role = roles.get(name);
    if (role === "record" && (root === null || format.within?.get(name) !== root.name)) {
      if (root !== null) {
        odd(
          "unclosed-record",
          `The record <${root.name}> of line ${root.line} does not end before the next begins.`,
        );
        finish();
      }
      begin(name, attributes);
      return;
    }
    if (current === null) {
      if (role !== "frame") addOutside(`<${name}${attributes}>`);
      return;
    }
    if (leftOutDepth > 0) {
      if (name === leftOut) leftOutDepth += 1;
      return;
    }
    if (role === "left-out") {
      leftOut = name;
      leftOutDepth = 1;
      isLeavingOut = true;
      return;
    }
    if (flattened > 0 || stack.length >= MAX_DEPTH) {
      flattened += 1;
      odd(
        "too-deep",
        `<${name}> is more than ${MAX_DEPTH} elements deep; its text was added to <${current.name}>.`,
      );
      return;
    }
    if (current.children === NONE && !isBlank(current.text) && !format.isInline(name)) loose(current.text);
    size += 64 + attributes.length;
    const line = scanner.line();
    const element: XmlElement = { name, attributes, line, text: "", children: NONE, tail: "" };
    if (current.children === NONE) current.children = [element];
    else (current.children as XmlElement[]).push(element);
    stack.push(element);
    current = element;
    previous = null;
  }

  function close(name: string): void {
    if (current === null) {
      if (roles.get(name) !== "frame" && outside !== "") addOutside(`</${name}>`);
      return;
    }
    if (leftOutDepth > 0 && roles.get(name) !== "record") {
      if (name === leftOut) leftOutDepth -= 1;
      return;
    }
    if (current.name === name && flattened === 0) {
      pop();
      return;
    }
    if (flattened > 0 && name !== root!.name) {
      flattened -= 1;
      return;
    }
    closeUnlike(name);
  }

  function pop(): void {
    previous = stack.pop()!;
    current = stack.at(-1) ?? null;
    if (current === null) finish();
    else if (size > MAX_RECORD) {
      odd(
        "record-too-long",
        `The record <${root!.name}> of line ${root!.line} is longer than 64 million characters; it was cut here.`,
      );
      finish();
    }
  }

  /** An end tag that is not the one that is due. */
  function closeUnlike(name: string): void {
    if (roles.get(name) === "frame" && name !== root!.name) {
      odd(
        "unclosed-record",
        `The record <${root!.name}> of line ${root!.line} is not closed before </${name}>.`,
      );
      finish();
      return;
    }
    let depth = stack.length - 1;
    while (depth >= 0 && stack[depth]!.name !== name) depth -= 1;
    if (depth === -1) {
      odd("stray-end-tag", `</${name}> closes nothing that is open.`);
      return;
    }
    const unclosed = stack.slice(depth + 1).map((element) => `<${element.name}>`);
    if (unclosed.length > 0)
      odd("unclosed-element", `${unclosed.slice(0, 5).join(", ")} is not closed before </${name}>.`);
    flattened = 0;
    leftOutDepth = 0;
    stack.length = depth + 1;
    pop();
  }

  function passesOver(): boolean {
    const answer = isLeavingOut;
    isLeavingOut = false;
    return answer;
  }

  function loose(words: string): void {
    odd("loose-text", `"${shortened(words)}" stands between elements of <${current!.name}>.`, {
      line: current!.line,
    });
  }

  function stray(): void {
    firstStray ??= scanner.position();
  }

  function text(raw: string, literal: boolean): void {
    if (current === null) {
      addOutside(raw);
      return;
    }
    if (leftOutDepth > 0) return;
    // The indentation of a laid out file, before an element or after one that does not stand in text.
    const isFolding = raw.charCodeAt(0) === LINE_FEED && isBlank(raw);
    if (isFolding && (previous === null || !format.isInline(previous.name))) return;
    const { line } = previous ?? current;
    let decoded = raw;
    if (!literal && raw.includes("&")) {
      const result = decodeXml(raw);
      decoded = result.text;
      if (result.unknown !== undefined)
        odd(
          "unknown-entity",
          `Nothing is known of the character reference "${result.unknown}"; it was left as it is.`,
          { line },
        );
      if (BARE_AMPERSAND.test(raw))
        odd(
          "bare-ampersand",
          `An ampersand is not escaped in "${shortened(raw.slice(raw.search(BARE_AMPERSAND)))}".`,
          { line },
        );
    }
    if (firstStray !== null) {
      odd(
        "stray-markup",
        `"<" begins no tag in "${shortened(raw.slice(raw.indexOf("<")))}" and was read as text.`,
        firstStray,
      );
      firstStray = null;
    }
    size += raw.length;
    if (previous === null) current.text += decoded;
    else {
      previous.tail += decoded;
      if (!isBlank(decoded) && !format.isInline(previous.name)) loose(decoded);
    }
    if (size > MAX_RECORD && stack.length === 1) pop();
  }

  return {
    push: (piece) => scanner.push(piece),
    end() {
      scanner.end();
      if (root !== null) {
        odd(
          "truncated-record",
          `The file ends inside the record <${root.name}> of line ${root.line}; what could be read of it was kept.`,
        );
        finish();
      }
      flushOutside(outside.length);
    },
  };
}
