import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { carriedFields } from "../record/carried-fields.ts";
import type { Report, TaggedFields, TaggedFormat } from "./tagged-reader.ts";

const NO_REPORT: Report = () => undefined;

/** The value as the line machine gives it back: lines without blanks at their ends, none empty. */
function asRead(value: string, joint: string): readonly [lines: readonly string[], value: string] {
  const lines = value
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, ""))
    .filter((line) => line !== "");
  return [lines, lines.join(joint)];
}

/** The fields of a record as they are written one by one. */
export class WrittenFields {
  readonly #line: (tag: string, lines: readonly string[]) => string;
  readonly #joint: string;
  readonly #tags: string[] = [];
  readonly #values: string[] = [];
  #text = "";

  /**
   * @param line the text of a field from its tag and the lines of its value
   * @param joint what the format's reader puts between the lines
   */
  constructor(line: (tag: string, lines: readonly string[]) => string, joint: "\n" | " ") {
    this.#line = line;
    this.#joint = joint;
  }

  add(tag: string, value: string | undefined): void {
    if (value === undefined) return;
    const [lines, text] = asRead(value, this.#joint);
    if (text === "") return;
    this.#tags.push(tag);
    this.#values.push(text);
    this.#text += this.#line(tag, lines);
  }

  /** A field that stands even where it is empty. */
  addAlways(tag: string, value: string): void {
    if (asRead(value, this.#joint)[1] !== "") this.add(tag, value);
    else {
      this.#tags.push(tag);
      this.#values.push("");
      this.#text += this.#line(tag, []);
    }
  }

  /** The text of the record, with a last field for all that the others do not say. */
  finish(record: BibliographicRecord, build: TaggedFormat["build"], carriedTag: string): string {
    const fields: TaggedFields = {
      tags: this.#tags,
      values: this.#values,
      lines: this.#tags.map(() => 1),
    };
    const found = build(fields, { format: record.origin.format, number: 1, line: 1 }, NO_REPORT, new Map());
    this.add(carriedTag, carriedFields(record, found));
    return this.#text;
  }
}
