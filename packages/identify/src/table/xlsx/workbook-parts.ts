import { unzipSync } from "fflate";
import { createXmlScanner } from "../../xml/xml-scanner.ts";
import { decodeXml } from "../../xml/xml-text.ts";

/** A part may take this many bytes when it is unpacked; a sheet of a million rows with abstracts takes less. */
const LARGEST_PART = 536_870_912;
/** All parts together: they are in memory at once. */
const LARGEST_WHOLE = 805_306_368;
/** A part of more than this many times its packed size, beyond 100 MB, is no table but a trap. */
const MOST_TIMES = 250;
const ALWAYS_ALLOWED = 1e8;
const NEEDED =
  /^(?:xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** The parts of a workbook that a table is read from, by their names in small letters. */
export interface WorkbookParts {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Parts that are left out for their size. */
  readonly tooLarge: readonly string[];
}

/** Unpacks a workbook; null where the bytes are no zip that can be read. No part grows beyond what it says of itself and the limit. */
export function workbookParts(bytes: Uint8Array): WorkbookParts | null {
  const tooLarge: string[] = [];
  let whole = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!NEEDED.test(name.replaceAll("\\", "/"))) return false;
        const isTrap = originalSize > ALWAYS_ALLOWED && originalSize > MOST_TIMES * size;
        if (isTrap || originalSize > LARGEST_PART || whole + originalSize > LARGEST_WHOLE) {
          tooLarge.push(name);
          return false;
        }
        whole += originalSize;
        return true;
      },
    });
    const parts = new Map<string, Uint8Array>();
    for (const [name, part] of Object.entries(files))
      parts.set(name.replaceAll("\\", "/").toLowerCase(), part);
    return { parts, tooLarge };
  } catch {
    return null;
  }
}

/** What is told of a part, element by element; names are without prefix of a namespace. */
export interface PartHandler {
  readonly open: (name: string, attributes: string) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const PIECE = 1_048_576;
const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Reads the XML of a part, piece by piece. */
export function scanPart(part: Uint8Array, handler: PartHandler): void {
  const isUtf16 = (part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff);
  const decoder = new TextDecoder(isUtf16 ? (part[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8");
  const scanner = createXmlScanner({
    open: (name, attributes) => handler.open(localName(name), attributes),
    close: (name) => handler.close?.(localName(name)),
    text: (raw, literal) => handler.text?.(literal || !raw.includes("&") ? raw : decodeXml(raw).text),
    stray: () => handler.text?.("<"),
  });
  for (let at = 0; at < part.length; at += PIECE)
    scanner.push(decoder.decode(part.subarray(at, at + PIECE), { stream: true }));
  scanner.push(decoder.decode());
  scanner.end();
}

/** The value of an attribute of a tag, whatever the prefix of its namespace. */
export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const raw = match?.[1] ?? match?.[2];
  return raw?.includes("&") ? decodeXml(raw).text : raw;
}
