import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteDecoder } from "./byte-decoder.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

function decode(bytes: Uint8Array, cuts: readonly number[] = []) {
  const decoder = byteDecoder();
  let text = "";
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    text += decoder.push(bytes.slice(from, cut));
    from = cut;
  }
  text += decoder.push(bytes.slice(from)) + decoder.end();
  return { text, encoding: decoder.encoding(), unfit: decoder.unfit() };
}

describe("byteDecoder", () => {
  it("gives back any text of UTF-8, cut anywhere", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 3000 }), fc.array(fc.nat(4000)), (text, cuts) => {
        fc.pre(!text.startsWith("\uFEFF") && !/^[^\0]?\0/.test(text) && !text.includes("\0"));
        const bytes = utf8(text);
        expect(
          decode(
            bytes,
            cuts.filter((cut) => cut <= bytes.length),
          ).text,
        ).toBe(text);
      }),
    );
  });

  it("takes the byte-order mark off, of UTF-8 and of both kinds of UTF-16", () => {
    const text = "TY  - JOUR\r\nAU  - Müller, 김\r\n";
    expect(decode(utf8(`\uFEFF${text}`))).toEqual({ text, encoding: "utf-8", unfit: null });
    expect(decode(utf16(`\uFEFF${text}`, true))).toEqual({ text, encoding: "utf-16le", unfit: null });
    expect(decode(utf16(`\uFEFF${text}`, false), [1, 3, 8])).toEqual({
      text,
      encoding: "utf-16be",
      unfit: null,
    });
  });

  it("sees UTF-16 without a mark", () => {
    expect(decode(utf16("TY  - JOUR\nTI  - Title\n", true)).encoding).toBe("utf-16le");
    expect(decode(utf16("TY  - JOUR\nTI  - Title\n", false)).text).toBe("TY  - JOUR\nTI  - Title\n");
  });

  it("reads a line that is no UTF-8 as Windows-1252, names the first, and leaves the others as they are", () => {
    const bytes = new Uint8Array([
      ...utf8("T1  - Ménière\nAU  - "),
      0x4d,
      0xfc,
      0x6c,
      0x6c,
      0x65,
      0x72,
      0x0a,
      ...utf8("T2  - é\n"),
    ]);
    expect(decode(bytes)).toEqual({
      text: "T1  - Ménière\nAU  - Müller\nT2  - é\n",
      encoding: "windows-1252",
      unfit: { count: 1, first: 2 },
    });
  });

  it("counts lines of CR alone as lines", () => {
    const bytes = new Uint8Array([...utf8("TY  - JOUR\rT1  - x\r"), 0x93, 0x94, 0x0d]);
    expect(decode(bytes).unfit).toEqual({ count: 1, first: 3 });
    expect(decode(bytes).text).toContain("“”");
  });

  it("never fails on bytes, and gives a character for each byte that is text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.array(fc.nat(3000)), (bytes, cuts) => {
        const { text } = decode(
          bytes,
          cuts.filter((cut) => cut <= bytes.length),
        );
        if (bytes.length > 4) expect(text.length).toBeGreaterThan(0);
      }),
    );
  });
});
