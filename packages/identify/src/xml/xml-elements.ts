import type { XmlElement } from "./xml-element.ts";
import { createXmlRecordReader } from "./xml-record-reader.ts";

export interface FoundElements {
  /** In the order of the text; an element inside another found one is part of that one. */
  readonly elements: readonly XmlElement[];
  /** Whether every found element ended, and every frame around them. False for a text that was cut off. */
  readonly whole: boolean;
}

/**
 * The elements of some names in a short XML text, as the answers of services are. Never throws: what is ill-formed is read as far as it
 * goes. Files of any size are read by `pubmedXmlReader` and its like.
 * @param names elements that are wanted
 * @param frames elements around them, which hold nothing of their own
 */
export function xmlElements(
  text: string,
  names: readonly string[],
  frames: readonly string[] = [],
): FoundElements {
  const elements: XmlElement[] = [];
  let whole = true;
  const wanted = new Set(names);
  const reader = createXmlRecordReader(
    {
      records: wanted,
      within: new Map(names.map((name) => [name, name])),
      frames: new Set(frames),
      isInline: () => true,
    },
    {
      element: (element, oddities) => {
        elements.push(element);
        if (oddities.some(({ code }) => code === "truncated-record" || code === "unclosed-record"))
          whole = false;
      },
      anomaly: () => undefined,
    },
  );
  reader.push(text);
  reader.end();
  for (const frame of frames)
    if (text.includes(`<${frame}`) && !text.includes(`</${frame}>`) && !/\/>\s*$/.test(text)) whole = false;
  return { elements, whole };
}
