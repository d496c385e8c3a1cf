import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { unpacker } from "./unpacker.ts";

function unpack(bytes: Uint8Array, step = bytes.length || 1) {
  const files: { member: string | null; text: string; ended: boolean }[] = [];
  const problems: string[] = [];
  let workbook = 0;
  const sink = unpacker({
    file: (member) => {
      const file = { member, text: "", ended: false };
      files.push(file);
      return {
        push: (piece) => {
          file.text += new TextDecoder().decode(piece);
        },
        end: () => {
          file.ended = true;
        },
      };
    },
    workbook: (all) => {
      workbook = all.length;
    },
    problem: (code) => problems.push(code),
  });
  for (let at = 0; at < bytes.length; at += step) sink.push(bytes.slice(at, at + step));
  sink.end();
  return { files, problems, workbook };
}

const text = "TY  - JOUR\nTI  - A title\nER  - \n".repeat(200);

describe("unpacker", () => {
  it("lets plain bytes through, also fewer than a signature has", () => {
    expect(unpack(strToU8("TY")).files).toEqual([{ member: null, text: "TY", ended: true }]);
    expect(unpack(new Uint8Array(0)).files).toEqual([{ member: null, text: "", ended: true }]);
  });

  it("unpacks gzip, in pieces of any size", () => {
    for (const step of [1, 7, 100_000]) {
      expect(unpack(gzipSync(strToU8(text)), step)).toEqual({
        files: [{ member: null, text, ended: true }],
        problems: [],
        workbook: 0,
      });
    }
  });

  it("opens each member of a zip under its name, and leaves out what archivers add", () => {
    const packed = zipSync({
      "a/one.ris": strToU8(text),
      "__MACOSX/._one.ris": strToU8("x"),
      "two.nbib": strToU8("PMID- 1\n"),
    });
    for (const step of [3, 100_000]) {
      expect(unpack(packed, step).files).toEqual([
        { member: "a/one.ris", text, ended: true },
        { member: "two.nbib", text: "PMID- 1\n", ended: true },
      ]);
    }
  });

  it("hands a workbook over whole", () => {
    const packed = zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "xl/workbook.xml": strToU8("<workbook/>"),
    });
    expect(unpack(packed, 11)).toEqual({ files: [], problems: [], workbook: packed.length });
  });

  it("says that an archive is cut off, and hands on what came before", () => {
    const packed = gzipSync(strToU8(Array.from({ length: 5000 }, (_, i) => `line ${i * 7919}\n`).join("")));
    const { files, problems } = unpack(packed.slice(0, packed.length / 2), 500);
    expect(problems).toEqual(["broken-archive"]);
    expect(files[0]?.text).toContain("line 7919\n");
    expect(files[0]?.ended).toBe(true);
    expect(unpack(zipSync({ "a.ris": strToU8(text) }).slice(0, 60)).problems).toEqual(["broken-archive"]);
  });

  it("stops at an archive that unpacks without end", () => {
    const bomb = gzipSync(new Uint8Array(150_000_000));
    expect(unpack(bomb, 65_536).problems).toEqual(["archive-too-large"]);
  });

  it("never hands on more at once than a small piece of an archive unpacks to", () => {
    const text = new Uint8Array(60_000_000);
    for (const packed of [gzipSync(text), zipSync({ "a.ris": text })]) {
      let longest = 0;
      let whole = 0;
      const unpacked = unpacker({
        file: () => ({
          push: (bytes) => {
            longest = Math.max(longest, bytes.length);
            whole += bytes.length;
          },
          end: () => undefined,
        }),
        workbook: () => undefined,
        problem: (code) => expect(code).toBeUndefined(),
      });
      unpacked.push(packed);
      unpacked.end();
      expect(whole).toBe(text.length);
      expect(longest).toBeLessThan(text.length / 2);
    }
  });

  it("never fails on damaged archives", () => {
    const packed = [gzipSync(strToU8(text)), zipSync({ "a.ris": strToU8(text), "b.ris": strToU8(text) })];
    fc.assert(
      fc.property(
        fc.constantFrom(...packed),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 5 }),
        (bytes, changes) => {
          const damaged = bytes.slice();
          for (const [at, value] of changes) damaged[at % damaged.length] = value;
          expect(unpack(damaged, 50).files.every(({ ended }) => ended)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
