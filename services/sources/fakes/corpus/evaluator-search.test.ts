import { describe, expect, it } from "vitest";
import { evaluatorSearch } from "./evaluator-search.ts";
import { inventedWorks } from "./invented-works.ts";
import { smallSearch } from "./small-search.ts";

const works = inventedWorks(300);
const whole = evaluatorSearch(works);
const small = smallSearch(works);
const found = (query: string) => whole.search(query).works.map(({ pmid }) => pmid);

describe("searches of the fakes", () => {
  it.each([
    "oxygen[tiab]",
    '"imaginary dyspnoea"[tiab] AND randomised[tiab]',
    "immunoglobulin[tiab] OR placebo[tiab] NOT cohort[tiab]",
    '(caffeine[tiab]) AND ("2000/01/01"[edat] : "2010/12/31"[edat])',
    '(caffeine[tiab]) AND ("2000/01/01"[edat] : "2010/12/31"[edat]) AND ("1000100"[pmid] : "1000150"[pmid])',
  ])("agree on %s", (query) => {
    const expected = small.search(query).works.map(({ pmid }) => pmid);
    expect(expected.length).toBeGreaterThan(0);
    expect(found(query)).toEqual(expected);
  });

  it("understand what the small one does not: proximity, publication types, titles alone", () => {
    expect(found('"oxygen dyspnoea"[tiab:~2]').length).toBeGreaterThan(0);
    expect(found("journal article[pt]")).toHaveLength(300);
    expect(found("invented[ti]").length).toBeLessThan(found("invented[tiab]").length);
  });

  it("name words, phrases and fields that are not there", () => {
    const { phrasesNotFound, quotedPhrasesNotFound, fieldsNotFound } = whole.search(
      'qwertz[tiab] OR "no such phrase"[tiab] OR oxygen[xyz]',
    );
    expect([phrasesNotFound, quotedPhrasesNotFound, fieldsNotFound]).toEqual([
      ["qwertz"],
      ['"no such phrase"'],
      ["xyz"],
    ]);
  });
});
