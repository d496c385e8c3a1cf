import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Strategy } from "../query/strategy.ts";
import { compileMatcher } from "./matcher.ts";
import { recordIndex } from "./record-index.ts";
import { anyExpression, anyRecord, mesh } from "./search.fixture.ts";
import { standingQueries } from "./standing-queries.ts";
import { holdsWithout } from "./strategy-parts.ts";

const span = { start: 0, end: 0 };

const records = fc.array(anyRecord, { minLength: 1, maxLength: 12 });

describe("a strategy", () => {
  it("finds the same in an index as in a stream", () => {
    fc.assert(
      fc.property(records, fc.array(anyExpression, { minLength: 1, maxLength: 4 }), (list, expressions) => {
        const index = recordIndex(list, { mesh });
        for (const expression of expressions) {
          const compiled = compileMatcher(expression, { mesh });
          const found = index.search(expression);
          if (!compiled.ok || !found.ok) throw new Error("It cannot be evaluated.");
          const streamed = list.flatMap((record, i) => (compiled.matcher.matches(record) ? [i] : []));
          expect(found.records).toEqual(streamed);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("finds the same among many that wait as alone", () => {
    fc.assert(
      fc.property(records, fc.array(anyExpression, { minLength: 1, maxLength: 12 }), (list, expressions) => {
        const alone = expressions.map((expression) => {
          const compiled = compileMatcher(expression, { mesh });
          if (!compiled.ok) throw new Error("It cannot be evaluated.");
          return compiled.matcher;
        });
        const expected = list.map((record) =>
          alone.flatMap((matcher, i) => (matcher.matches(record) ? [i] : [])),
        );
        expect(standingQueries(expressions, { mesh }).match(list)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("finds the same in lines as in one expression, and each line what it finds alone", () => {
    fc.assert(
      fc.property(records, anyExpression, anyExpression, (list, first, second) => {
        const strategy: Strategy = {
          syntax: "pubmed",
          lines: [
            { number: 1, numbered: true, expression: first, comments: [], span },
            { number: 4, numbered: true, expression: second, comments: [], span },
            { number: 7, numbered: true, expression: null, comments: ["both"], span },
            {
              number: 9,
              numbered: true,
              expression: {
                kind: "not",
                include: { kind: "line", number: 1 },
                exclude: { kind: "line", number: 4 },
              },
              comments: [],
              span,
            },
          ],
        };
        const lines = compileMatcher(strategy, { mesh });
        const whole = compileMatcher({ kind: "not", include: first, exclude: second }, { mesh });
        const firstAlone = compileMatcher(first, { mesh });
        if (!lines.ok || !whole.ok || !firstAlone.ok) throw new Error("It cannot be evaluated.");
        for (const record of list) {
          expect(lines.matcher.matches(record)).toBe(whole.matcher.matches(record));
          const look = lines.matcher.look(record);
          expect(look(1)).toBe(firstAlone.matcher.matches(record));
          expect(look(first)).toBe(look(1));
          expect(look(9)).toBe(lines.matcher.matches(record));
          const nowhere = { kind: "line", number: 0 } as const;
          expect(holdsWithout(strategy, 9, nowhere, lines.matcher.look(record))).toBe(
            whole.matcher.matches(record),
          );
        }
      }),
    );
  });
});
