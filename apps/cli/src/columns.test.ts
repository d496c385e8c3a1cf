import { expect, it } from "vitest";
import { columns, wrap } from "./columns.ts";

it("aligns columns by what a terminal draws, and paints after padding", () => {
  const rows = [
    [{ text: "Guillain-Barre\u0301" }, { text: "x", paint: (text: string) => `<${text}>` }, { text: "end" }],
    [{ text: "MG" }, { text: "long" }, { text: "" }],
  ];
  expect(columns(rows)).toEqual(["Guillain-Barre\u0301  <x>     end", "MG              long"]);
});

it("breaks at spaces and lets a longer word stand alone", () => {
  expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
  expect(wrap("a https://example.org/long b", 10)).toEqual(["a", "https://example.org/long", "b"]);
  expect(wrap("", 10)).toEqual([]);
});
