import { describe, expect, it } from "vitest";
import { textOf } from "./rich-text.ts";
import { childOf } from "./xml-element.ts";
import { xmlElements } from "./xml-elements.ts";

describe("xmlElements", () => {
  it("finds the elements of a name and reads them as trees", () => {
    const { elements, whole } = xmlElements(
      '<?xml version="1.0"?><!DOCTYPE a><a><b><c>one &amp; two</c></b><b/></a>',
      ["b"],
      ["a"],
    );
    expect(elements.map(({ name }) => name)).toEqual(["b", "b"]);
    expect(textOf(childOf(elements[0]!, "c")!)).toBe("one & two");
    expect(whole).toBe(true);
  });

  it("says that a text is cut off, inside an element and between two", () => {
    expect(xmlElements("<a><b><c>one", ["b"], ["a"]).whole).toBe(false);
    const between = xmlElements("<a><b>one</b>", ["b"], ["a"]);
    expect(between.elements).toHaveLength(1);
    expect(between.whole).toBe(false);
  });

  it("takes an empty frame for whole", () => {
    expect(xmlElements("<a/>", ["b"], ["a"])).toEqual({ elements: [], whole: true });
  });
});
