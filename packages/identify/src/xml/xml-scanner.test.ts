import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createXmlScanner } from "./xml-scanner.ts";

/** What the scanner tells, as lines; texts that a limit parted are joined. */
function events(text: string, size = text.length || 1): readonly string[] {
  const found: string[] = [];
  const scanner = createXmlScanner({
    open: (name, attributes) =>
      found.push(`open ${name}${attributes} ${scanner.position().line}:${scanner.position().column}`),
    close: (name) => found.push(`close ${name}`),
    text: (raw, literal) => found.push(`${literal ? "literal" : "text"} ${raw}`),
    stray: () => found.push(`stray ${scanner.position().line}:${scanner.position().column}`),
  });
  for (let i = 0; i < text.length; i += size) scanner.push(text.slice(i, i + size));
  scanner.end();
  return found;
}

const names = (text: string) => events(text).filter((event) => !event.startsWith("text"));

describe("createXmlScanner", () => {
  it("tells elements, attributes as written, texts, and where tags begin", () => {
    expect(events("<a>\n <b x=\"1>2\" y='z'/>t&amp;\n</a >")).toEqual([
      "open a 1:1",
      "text \n ",
      "open b x=\"1>2\" y='z' 2:2",
      "close b",
      "text t&amp;\n",
      "close a",
    ]);
  });

  it("skips comments, instructions and the document type with all that it declares", () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "<x>]>"><!-- ]> --><!ENTITY c "&b;&b;">]><!-- <no> --><a>&c;</a>';
    expect(events(bomb)).toEqual([`open a 1:${bomb.indexOf("<a>") + 1}`, "text &c;", "close a"]);
  });

  it("gives what is in CDATA as it is", () => {
    expect(events("<a>x<![CDATA[<b>&amp;]]>y</a>")).toEqual([
      "open a 1:1",
      "text x",
      "literal <b>&amp;",
      "text y",
      "close a",
    ]);
  });

  it("makes line feeds of all line ends, also where they are cut", () => {
    for (const size of [1, 2, 100])
      expect(events("<a>1\r\n2\r3\n</a>", size)).toEqual(["open a 1:1", "text 1\n2\n3\n", "close a"]);
    expect(names("<a>\r<b/>\r\n<c/></a>")).toEqual([
      "open a 1:1",
      "open b 2:1",
      "close b",
      "open c 3:1",
      "close c",
      "close a",
    ]);
  });

  it("takes a < that begins no tag as text", () => {
    expect(events("<a>p <0.05 & n<m</a>")).toEqual([
      "open a 1:1",
      "stray 1:6",
      "stray 1:15",
      "text p <0.05 & n<m",
      "close a",
    ]);
    expect(events("<a>if x <y and z> 3</a>")).toEqual([
      "open a 1:1",
      "stray 1:9",
      "text if x <y and z> 3",
      "close a",
    ]);
    expect(events('<a b="c><d>')).toEqual(["stray 1:1", 'text <a b="c>', "open d 1:9"]);
  });

  it("goes on after sections and types that do not end", () => {
    expect(names("<a><!-- <b>1</b></a>")).toEqual([
      "open a 1:1",
      "stray 1:4",
      "open b 1:9",
      "close b",
      "close a",
    ]);
    expect(names("<!DOCTYPE a <a><b/></a>")).toEqual([
      "stray 1:1",
      "open a 1:13",
      "open b 1:16",
      "close b",
      "close a",
    ]);
    expect(names("<a><![CDATA[<b/></a>")).toEqual([
      "open a 1:1",
      "stray 1:4",
      "open b 1:13",
      "close b",
      "close a",
    ]);
  });

  it("holds names and tags to their limits", () => {
    const long = "n".repeat(200);
    expect(names(`<${long}>`)).toEqual(["stray 1:1"]);
    expect(names(`<a b="${"c".repeat(70_000)}">`)).toEqual(["stray 1:1"]);
  });

  const piece = fc.constantFrom(
    ..."<a>|</a>|<b x='1'>|<b/>|<|>|&|\"|'|=|<!--|-->|<![CDATA[|]]>|<?x|?>|<!DOCTYPE y|[|]|\r|\n|\r\n| |text|é|<é>|</".split(
      "|",
    ),
  );
  const anyMarkup = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 })
    .map((parts) => parts.join(""));

  it("tells the same in whatever pieces the text comes", () => {
    fc.assert(
      fc.property(anyMarkup, fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(events(text, size)).toEqual(events(text));
      }),
      { numRuns: 800 },
    );
  });

  it("gives every letter of a text without comments and tags", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^<\r]{0,40}$/u), (text) => {
        expect(events(text)).toEqual(text === "" ? [] : [`text ${text}`]);
      }),
    );
  });

  it("is linear where nothing is well-formed", () => {
    for (const part of [
      "<",
      "<a ",
      '<a "',
      "<!--",
      "<![CDATA[",
      "<?",
      "<!DOCTYPE [",
      "</",
      "<a",
      "&",
      "<a>",
      "]]>",
      "<a b='",
    ]) {
      const text = part.repeat(Math.ceil(100_000 / part.length));
      expect(events(text, 32_768).length, part).toBeGreaterThan(0);
    }
  });
});
