import { NAMED_ENTITIES } from "../record/named-entities.ts";

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9.-]{0,31}));/g;

/** What XML itself declares; other names are HTML's, which exports use without declaring them. */
const PREDEFINED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

export interface DecodedText {
  readonly text: string;
  /** The first reference that nothing is known of; it stays in the text as it is. */
  readonly unknown?: string;
}

/**
 * Decodes character references by number and name, once: what a reference stands for is not read again, so that no text can grow. What a
 * document type declares is never used. A reference to no character, and an ampersand that begins no reference, stay as they are.
 */
export function decodeXml(raw: string): DecodedText {
  let unknown: string | undefined;
  const text = raw.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      const known = PREDEFINED.get(name) ?? NAMED_ENTITIES.get(name);
      if (known !== undefined) return known;
    } else {
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      if (code === 13) return "\n";
      const valid = (code >= 32 || code === 9 || code === 10) && code <= 0x10ffff;
      if (valid && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
    }
    unknown ??= whole;
    return whole;
  });
  return unknown === undefined ? { text } : { text, unknown };
}
