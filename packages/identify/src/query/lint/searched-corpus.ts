import { matcherOf } from "../../match/matcher.ts";
import { type MatchOptions, planStrategy } from "../../match/strategy-plan.ts";
import { type TestRecord, testStrategy } from "../../match/strategy-test.ts";
import type { Strategy } from "../strategy.ts";
import { wordsOf } from "../words.ts";
import type { SearchedCorpus, WordCounts } from "./lint-options.ts";

/**
 * Searches records with a strategy, for the checks that only records can make.
 *
 * @param mustFind PMIDs, DOIs or ids of records that are known to be relevant
 * @returns nothing where the strategy cannot be evaluated
 */
export function searchedCorpus(
  strategy: Strategy,
  records: readonly TestRecord[],
  mustFind: readonly string[] = [],
  options: MatchOptions = {},
): SearchedCorpus | undefined {
  const test = testStrategy({ strategy, mustFind }, records, options);
  const planned = planStrategy(strategy, options);
  if (!test.ok || !planned.ok) return undefined;
  const wanted = new Set(mustFind.map((name) => name.trim().toLowerCase()));
  const relevant = records.filter(({ id, record: { csl } }) =>
    [id, csl.PMID, csl.DOI].some((name) => name !== undefined && wanted.has(name.toLowerCase())),
  );
  const matcher = matcherOf(planned.plan, options);
  return {
    test,
    words: wordCounts(records),
    removed: (exclude) => relevant.filter(({ record }) => matcher.look(record)(exclude)).map(({ id }) => id),
  };
}

function wordCounts(records: readonly TestRecord[]): WordCounts {
  const counts = new Map<string, number>();
  for (const { record } of records) {
    const words = new Set([...wordsOf(record.csl.title ?? ""), ...wordsOf(record.csl.abstract ?? "")]);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts.keys()].sort();
  return {
    count: (word) => counts.get(word) ?? 0,
    beginningWith(stem) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! < stem) low = middle + 1;
        else high = middle;
      }
      const found: string[] = [];
      for (let at = low; at < sorted.length && sorted[at]!.startsWith(stem); at++) found.push(sorted[at]!);
      return found.sort((a, b) => counts.get(b)! - counts.get(a)!);
    },
  };
}
