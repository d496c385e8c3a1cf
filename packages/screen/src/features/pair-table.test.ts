import fc from "fast-check";
import { expect, it } from "vitest";
import { PairTable } from "./pair-table.ts";

it("pairs get numbers in order of appearance, the same ones each time", () => {
  const pair = fc.tuple(fc.nat(300), fc.nat(300));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 400 }), (pairs) => {
      const table = new PairTable();
      const expected = new Map<string, number>();
      for (const [a, b] of pairs) {
        const key = `${a} ${b}`;
        if (!expected.has(key)) expected.set(key, expected.size);
        expect(table.add(a, b)).toBe(expected.get(key));
      }
      for (const [key, number] of expected)
        expect(`${table.firstOf(number)} ${table.secondOf(number)}`).toBe(key);
      expect(table.find(301, 0)).toBe(-1);
    }),
    { numRuns: 30 },
  );
});

it("pairs are found again after the table has grown", () => {
  const table = new PairTable();
  for (let i = 0; i < 50_000; i++) table.add(i, i * 7);
  expect(table.size).toBe(50_000);
  expect(table.find(31_415, 31_415 * 7)).toBe(31_415);
});
