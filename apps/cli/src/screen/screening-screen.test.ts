import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivals } from "./held-key.ts";
import { keyCommand } from "./key-commands.ts";
import { recordCard } from "./record-card.ts";
import { recordScreen } from "./screening-screen.ts";
import { columnsOf, cutTo, shownText, wrapped } from "./terminal-text.ts";

const card = (abstract: string, title = "A title") =>
  recordCard({
    csl: {
      type: "article-journal",
      title,
      abstract,
      "container-title": "Headache",
      issued: { "date-parts": [[2019]] },
    },
    origin: { format: "csv", number: 1, line: 2 },
  });

const screenOf = (abstract: string, columns: number, rows: number, page = 0, title?: string) =>
  recordScreen(
    {
      card: card(abstract, title),
      record: "1",
      counts: { records: 9, own: 1, included: 1, maybe: 0, done: 0, left: 8 },
      remarks: {},
      last: "",
      copies: [],
      votes: [],
      page,
      preset: "rayyan",
      decisions: ["include", "maybe", "exclude"],
      reasons: 0,
    },
    columns,
    rows,
  );

describe("the screen of a record", () => {
  it("keeps within the columns and rows, whatever the text, and its pages hold all of it", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "b ", " ", "長", "𠮷", "é", "-", "😀"),
      maxLength: 400,
    });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 30, max: 90 }),
        fc.integer({ min: 16, max: 50 }),
        (abstract, columns, rows) => {
          const { record, keys } = screenOf(abstract, columns, rows);
          const lines = [...record, ...keys];
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
          let read = "";
          const pages = Number(/page 1 of (\d+)/.exec(record.join("\n"))?.[1] ?? 1);
          for (let page = 0; page < pages; page++)
            read += screenOf(abstract, columns, rows, page).record.join("");
          const signs = (all: string): string => all.replace(/\s/g, "");
          for (const part of wrapped(shownText(abstract), Math.min(columns, 76)))
            expect(signs(read)).toContain(signs(part));
        },
      ),
    );
  });

  it("says where there is no title or abstract, and shows no more of ten million characters than a person reads", () => {
    expect(screenOf("", 80, 24, 0, "").record.join("\n")).toMatch(/\(no title\)[\s\S]*\(no abstract\)/);
    const huge = card("word ".repeat(2_000_000));
    expect(huge.abstract.length).toBeLessThan(21_000);
    expect(huge.abstract).toContain("9980000 characters more are not shown");
  });

  it("lets no title of a file move the cursor or change colours", () => {
    expect(shownText("A\u001b[2J\u0007title\u009b31m of\tmine")).toBe("A[2Jtitle31m of mine");
    expect(screenOf("x", 80, 24, 0, "\u001b]0;evil\u0007").record.join("")).not.toContain("\u001b]");
  });

  it("breaks words that are too wide, and counts wide signs as two columns", () => {
    expect(wrapped("abcdefgh ij", 5)).toEqual(["abcde", "fgh", "ij"]);
    expect(wrapped("長い題名", 4)).toEqual(["長い", "題名"]);
    expect(columnsOf("長a")).toBe(3);
    expect(cutTo("abcdef", 4)).toBe("abc…");
    expect(cutTo("長い題名", 5)).toBe("長い…");
  });
});

describe("keys", () => {
  it("mean what the preset says, small or capital, and arrows as well", () => {
    const of = (key: string, preset: Parameters<typeof keyCommand>[1] = "rayyan") => keyCommand(key, preset);
    expect(of("i")).toEqual({ kind: "decide", decision: "include" });
    expect(of("E")).toEqual({ kind: "decide", decision: "exclude" });
    expect(of("i", "asreview")).toEqual({ kind: "decide", decision: "exclude" });
    expect(of("r", "asreview")).toEqual({ kind: "decide", decision: "include" });
    expect(of("c", "asreview")).toEqual({ kind: "reason" });
    expect(of("\u001b[D", "vx")).toEqual({ kind: "decide", decision: "exclude" });
    expect(of("3")).toEqual({ kind: "exclude-for", place: 3 });
    expect(of("\u0003")).toEqual({ kind: "quit" });
    expect(of("y")).toBeUndefined();
  });

  it("a held key is a press, half a second later one more, then repeats that show that it is held", () => {
    const arrival = arrivals();
    const at = [0, 500, 533, 566, 599, 632];
    expect(at.map((ms) => arrival("e", ms))).toEqual([
      "press",
      "press",
      "repeat",
      "held",
      "repeat",
      "repeat",
    ]);
    expect(arrival("e", 1200)).toBe("press");
    expect(arrival("i", 1210)).toBe("press");
  });
});
