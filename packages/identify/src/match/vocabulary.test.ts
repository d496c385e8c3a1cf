import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "../query/words.ts";
import { Vocabulary } from "./vocabulary.ts";

function scanned(vocabulary: Vocabulary, text: string): readonly string[] {
  const found: string[] = [];
  vocabulary.scan(text, (id) => found.push(vocabulary.textOf(id)));
  return found;
}

describe("the vocabulary", () => {
  it("cuts texts into folded runs of letters and digits", () => {
    const vocabulary = new Vocabulary();
    expect(scanned(vocabulary, "Guillain–Barré syndrome: IgG4, p≥0.05 (β2-agonist’s)")).toEqual(
      "guillain barre syndrome igg4 p 0 05 β2 agonist s".split(" "),
    );
    expect(scanned(vocabulary, "ﬁbre™ e\u0301te\u0301 Σίσυφος straße 𝐱𝟐 10⁶")).toEqual(
      wordsOf("ﬁbre™ e\u0301te\u0301 Σίσυφος straße 𝐱𝟐 10⁶"),
    );
  });

  it("gives a word the same number each time, and other words other numbers", () => {
    const vocabulary = new Vocabulary();
    const ids = new Map<string, number>();
    for (let i = 0; i < 20_000; i++) ids.set(`word${i}`, vocabulary.idOf(`word${i}`));
    expect(new Set(ids.values()).size).toBe(20_000);
    for (const [word, id] of ids) {
      expect(vocabulary.textOf(id)).toBe(word);
      expect(vocabulary.idOf(word)).toBe(id);
    }
    expect(vocabulary.size).toBe(20_000);
  });

  it("cuts any text as the plain definition does", () => {
    const vocabulary = new Vocabulary();
    const anyText = fc.array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "grapheme" }),
        fc.constantFrom(..."aBé-ßΣς’ \u0301\u0300½™ﬁµІ0９中·"),
      ),
    );
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join("");
        expect(scanned(vocabulary, text)).toEqual(wordsOf(text));
      }),
      { numRuns: 2000 },
    );
  });
});
