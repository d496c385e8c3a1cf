import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { nbibReader } from "./nbib-reader.ts";
import { NBIB_HISTORY, NBIB_RELATIONS, NBIB_TAGS } from "./nbib-tags.ts";
import { ovidReader } from "./ovid-reader.ts";
import { OVID_NAMES, OVID_TAGS } from "./ovid-tags.ts";
import { referReader } from "./refer-reader.ts";
import { refworksReader } from "./refworks-reader.ts";
import { risReader } from "./ris-reader.ts";
import { RIS_TAGS } from "./ris-tags.ts";
import { RIS_TYPES } from "./ris-types.ts";
import { wosReader } from "./wos-reader.ts";
import { WOS_TAGS } from "./wos-tags.ts";

function read(reader: TextReaderFactory, pieces: readonly string[]) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reading = reader(
    { record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) },
    { file: "x" },
  );
  for (const piece of pieces) reading.push(piece);
  reading.end();
  return { records, anomalies };
}

interface Format {
  readonly name: string;
  readonly folder: string;
  readonly reader: TextReaderFactory;
  readonly tags: readonly string[];
  readonly line: (tag: string, value: string) => string;
  readonly structure: readonly string[];
}

const formats: readonly Format[] = [
  {
    name: "RIS",
    folder: "ris",
    reader: risReader,
    tags: [...Object.keys(RIS_TAGS), "XX", "U2", "C5", "M1", "M3", "JO", "ID"],
    line: (tag, value) => `${tag}  - ${value}`,
    structure: ["ER  - ", "ER  -", "", "12. ", ...Object.keys(RIS_TYPES).map((type) => `TY  - ${type}`)],
  },
  {
    name: "NBIB",
    folder: "nbib",
    reader: nbibReader,
    tags: [
      ...Object.keys({ ...NBIB_TAGS, ...NBIB_RELATIONS, ...NBIB_HISTORY }),
      ..."FAU AU AD AUID CN FIR IR MH OT RN SI LID AID PHST OAB OABL LA BTI JID PL STAT XX".split(" "),
    ],
    line: (tag, value) => `${tag.padEnd(4)}- ${value}`,
    structure: ["", "PMID- 12345678", "PMID- ", "OWN - NLM"],
  },
  {
    name: "Web of Science",
    folder: "wos-tagged",
    reader: wosReader,
    tags: [...Object.keys(WOS_TAGS), ..."AU AF BA BF CA GP C1 CR CY EA FU J9 OI RI SO UT XX".split(" ")],
    line: (tag, value) => `${tag} ${value}`,
    structure: ["", "PT J", "PT B", "PT P", "ER"],
  },
  {
    name: "EndNote tagged",
    folder: "refer-enw",
    reader: referReader,
    tags: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ!&(+16789@[^~><*"].map((tag) => `%${tag}`),
    line: (tag, value) => `${tag} ${value}`,
    structure: ["", "%0 Journal Article", "%0 Book", "%0 Thesis"],
  },
  {
    name: "RefWorks",
    folder: "refworks",
    reader: refworksReader,
    tags: "A1 A2 A3 A5 AB AD AN CN DB DO ED FD ID IS JF JO K1 LA LK NO OP PB PP RD SN SP SR ST T1 T2 T3 UL VO YR".split(
      " ",
    ),
    line: (tag, value) => `${tag} ${value}`,
    structure: ["", "RT Journal Article", "RT Book, Whole", "RT Unheard Of"],
  },
  {
    name: "Ovid with tags",
    folder: "ovid-tagged",
    reader: ovidReader,
    tags: [
      ...Object.keys(OVID_TAGS),
      ..."AU BT CT DE DP DT ED EH FA ID KW MH NJ PB PT PU RN SH SI SO ST TI UI YR XX".split(" "),
    ],
    line: (tag, value) => `${tag}  - ${value}`,
    structure: ["", "<1. >", "<22. >"],
  },
  {
    name: "Ovid with names",
    folder: "ovid-tagged",
    reader: ovidReader,
    tags: [...Object.keys(OVID_NAMES), "Something Else"].map((name) =>
      name.replace(/^./, (letter) => letter.toUpperCase()),
    ),
    line: (tag, value) => `${tag}\n  ${value}`,
    structure: ["", "<1>", "<22>"],
  },
];

/** Words that occur once, among what gives fields their forms. */
const value = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant("@") },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "2012",
          "2012/05/12",
          "10.1000/x",
          "1234-5678",
          "(",
          ")",
          "[doi]",
          "; ",
          ", ",
          "/",
          "*",
          "https://x.example/",
          "PMID: 1234567",
          "ER",
          "TY",
          "123-9",
          "NCT00000001",
          "PhD",
          "[Ed]",
          ". 3(2):1-2, 2012.",
        ),
      },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

describe.each(formats)("$name", ({ reader, tags, line, structure, folder }) => {
  const lines = fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.tuple(fc.constantFrom(...tags), value).map(([tag, text]) => line(tag, text)),
      },
      { weight: 1, arbitrary: value.map((text) => `      ${text}`) },
      { weight: 1, arbitrary: value },
      { weight: 2, arbitrary: fc.constantFrom(...structure) },
    ),
    { maxLength: 25 },
  );
  const file = fc.tuple(lines, fc.constantFrom("\n", "\r\n", "\r")).map(([all, end]) => {
    let words = 0;
    return all.join(end).replace(/@/g, () => ` Word${words++}q `);
  });

  it("keeps every word of a file in a record or in an anomaly", () => {
    fc.assert(
      fc.property(file, (text) => {
        const { records, anomalies } = read(reader, [structure[1]!, "\n", text]);
        const kept = JSON.stringify([records, anomalies]);
        const lost = (text.match(/Word\d+q/g) ?? []).filter((word) => !kept.includes(word));
        expect(lost).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same however the text is cut", () => {
    fc.assert(
      fc.property(file, fc.array(fc.nat(400), { maxLength: 6 }), (text, cuts) => {
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b),
          text.length,
        ];
        const pieces = places.slice(1).map((place, i) => text.slice(places[i], place));
        expect(read(reader, pieces)).toEqual(read(reader, [text]));
      }),
    );
  });

  it("never throws, whatever the text is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", maxLength: 40 })),
        (pieces) => void read(reader, pieces),
      ),
    );
    for (const sign of ["\0", "(", "[", "<", "&", "10.1000/", "%0 ", ";", "a, ", "1-"]) {
      const { records } = read(reader, [`${structure[1]}\n${line(tags[0]!, sign.repeat(20_000))}`]);
      expect(records).toHaveLength(1);
    }
  });

  const shared = new URL(`../../../../../shared/data/import/${folder}/`, import.meta.url);
  it.skipIf(!existsSync(shared))(
    "survives changed bytes in real files (they are not part of the repository)",
    () => {
      const texts = readdirSync(shared).map((name) =>
        readFileSync(new URL(name, shared), "latin1").slice(0, 20_000),
      );
      const change = fc.record({
        at: fc.nat(19_999),
        drop: fc.nat(30),
        put: fc.constantFrom("", "\n", "\r", "ER  - ", "\n\n", "<", "&#", "PMID- ", "\0", "%"),
      });
      fc.assert(
        fc.property(fc.constantFrom(...texts), fc.array(change, { maxLength: 5 }), (text, changes) => {
          let changed = text;
          for (const { at, drop, put } of changes)
            changed = changed.slice(0, at) + put + changed.slice(at + drop);
          read(reader, [changed]);
        }),
        { numRuns: 40 },
      );
    },
  );
});
