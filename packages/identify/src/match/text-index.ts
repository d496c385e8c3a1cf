import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { BEGINNING, ELEMENT_KINDS, END, isWhole, type KindMask } from "./element-kind.ts";
import { PatternTable } from "./pattern-table.ts";
import { ELEMENT_GAP, type NearPlan, type PhrasePlan, type SpanPlan } from "./plan.ts";
import { eachElement } from "./record-elements.ts";
import { addRecord, eachRecord, intersect, noRecords, type RecordSet, unite } from "./record-set.ts";
import { placesTest } from "./record-test.ts";
import { exactText, headOf, isPrefix, matchesPattern, type TokenPattern } from "./token-pattern.ts";
import { longer, Vocabulary } from "./vocabulary.ts";

const KIND_NUMBER = new Map(ELEMENT_KINDS.map((kind, index) => [kind, index] as const));

/** The words of some kinds of elements of many records. */
export interface TextIndex {
  phrase(plan: PhrasePlan): RecordSet;
  near(plan: NearPlan): RecordSet;
}

/** Words of records in their order: each record's from its start to the next one's, a negative number (-1 - kind) before each element. */
interface Streams {
  readonly words: Int32Array;
  readonly starts: Int32Array;
}

/** For each word the records that have it and the kinds of elements in which they do, from the word's start to the next one's. */
interface Postings {
  readonly starts: Int32Array;
  readonly records: Int32Array;
  readonly kinds: Int32Array;
}

function readStreams(
  records: readonly BibliographicRecord[],
  wanted: KindMask,
  vocabulary: Vocabulary,
): Streams {
  let words: Int32Array = new Int32Array(1 << 16);
  let length = 0;
  const starts = new Int32Array(records.length + 1);
  const put = (word: number): void => {
    if (length === words.length) words = longer(words, length + 1);
    words[length] = word;
    length += 1;
  };
  const beginning = vocabulary.idOf(BEGINNING);
  const end = vocabulary.idOf(END);
  for (const [i, record] of records.entries()) {
    starts[i] = length;
    eachElement(record, wanted, (kind, text) => {
      put(-1 - KIND_NUMBER.get(kind)!);
      const whole = isWhole(kind);
      if (whole) put(beginning);
      vocabulary.scan(text, put);
      if (whole) put(end);
    });
  }
  starts[records.length] = length;
  return { words: words.subarray(0, length), starts };
}

function postingsOf({ words, starts }: Streams, size: number): Postings {
  const lastRecord = new Int32Array(size).fill(-1);
  const counts = new Int32Array(size + 1);
  for (let record = 0; record + 1 < starts.length; record++)
    for (let i = starts[record]!; i < starts[record + 1]!; i++) {
      const word = words[i]!;
      if (word < 0 || lastRecord[word] === record) continue;
      lastRecord[word] = record;
      counts[word + 1]! += 1;
    }
  for (let word = 0; word < size; word++) counts[word + 1]! += counts[word]!;
  const records = new Int32Array(counts[size]!);
  const kinds = new Int32Array(counts[size]!);
  const next = counts.slice();
  lastRecord.fill(-1);
  for (let record = 0; record + 1 < starts.length; record++) {
    let bit = 0;
    for (let i = starts[record]!; i < starts[record + 1]!; i++) {
      const word = words[i]!;
      if (word < 0) bit = 1 << (-1 - word);
      else if (lastRecord[word] === record) kinds[next[word]! - 1]! |= bit;
      else {
        lastRecord[word] = record;
        records[next[word]!] = record;
        kinds[next[word]!] = bit;
        next[word]! += 1;
      }
    }
  }
  return { starts: counts, records, kinds };
}

/** For each word its places in the streams, from the word's start to the next one's. */
interface Occurrences {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

function occurrencesOf({ words }: Streams, size: number): Occurrences {
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < words.length; i++) if (words[i]! >= 0) starts[words[i]! + 1]! += 1;
  for (let word = 0; word < size; word++) starts[word + 1]! += starts[word]!;
  const places = new Int32Array(starts[size]!);
  const next = starts.slice();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word < 0) continue;
    places[next[word]!] = i;
    next[word]! += 1;
  }
  return { starts, places };
}

/** Indexes the elements of these kinds. Words that a search truncates are found in a sorted list, made when the first search truncates. */
export function textIndex(records: readonly BibliographicRecord[], wanted: KindMask): TextIndex {
  const vocabulary = new Vocabulary();
  const streams = readStreams(records, wanted, vocabulary);
  const postings = postingsOf(streams, vocabulary.size);
  let occurrences: Occurrences | undefined;
  let sorted: { readonly texts: readonly string[]; readonly ids: Int32Array } | undefined;

  function sortedWords(): NonNullable<typeof sorted> {
    if (sorted === undefined) {
      const texts = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.textOf(id));
      const ids = Int32Array.from(texts, (_, id) => id);
      ids.sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
      sorted = { texts: Array.from(ids, (id) => texts[id]!), ids };
    }
    return sorted;
  }

  /** Calls with each word that is like a pattern. */
  function eachWord(pattern: TokenPattern, take: (word: number) => void): void {
    const exact = exactText(pattern);
    if (exact !== undefined) {
      const word = vocabulary.find(exact);
      if (word !== -1) take(word);
      return;
    }
    const { texts, ids } = sortedWords();
    const head = headOf(pattern);
    let low = 0;
    let high = texts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (texts[middle]! < head) low = middle + 1;
      else high = middle;
    }
    const all = isPrefix(pattern);
    for (let i = low; i < texts.length && texts[i]!.startsWith(head); i++)
      if (all || matchesPattern(pattern, texts[i]!)) take(ids[i]!);
  }

  function withWord(pattern: TokenPattern, kinds: KindMask): RecordSet {
    const set = noRecords(records.length);
    eachWord(pattern, (word) => {
      for (let i = postings.starts[word]!; i < postings.starts[word + 1]!; i++)
        if ((postings.kinds[i]! & kinds) !== 0) addRecord(set, postings.records[i]!);
    });
    return set;
  }

  /** Words that are like a pattern, and how often they stand in the records. */
  function wordsLike(pattern: TokenPattern): { readonly words: readonly number[]; readonly times: number } {
    occurrences ??= occurrencesOf(streams, vocabulary.size);
    const words: number[] = [];
    let times = 0;
    eachWord(pattern, (word) => {
      words.push(word);
      times += occurrences!.starts[word + 1]! - occurrences!.starts[word]!;
    });
    return { words, times };
  }

  /** The record that a place in the streams belongs to. */
  function recordAt(place: number): number {
    let low = 0;
    let high = records.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (streams.starts[middle]! <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Phrases are looked for around their rarest word. */
  function withPhrase({ words: patterns, kinds }: PhrasePlan): RecordSet {
    const like = patterns.map(wordsLike);
    const rarest = like.reduce((best, { times }, i) => (times < like[best]!.times ? i : best), 0);
    const tests = like.map(({ words }) => {
      if (words.length === 1) return (word: number) => word === words[0];
      const isLike = new Uint8Array(vocabulary.size);
      for (const word of words) isLike[word] = 1;
      return (word: number) => isLike[word] === 1;
    });
    const found = noRecords(records.length);
    const { words } = streams;
    const { starts, places } = occurrences!;
    for (const word of like[rarest]!.words)
      for (let i = starts[word]!; i < starts[word + 1]!; i++) {
        const from = places[i]! - rarest;
        // An element begins with its kind, so that no phrase reaches over it.
        if (!tests.every((test, offset) => test(words[from + offset]!))) continue;
        let start = from;
        while (words[start]! >= 0) start -= 1;
        if (((kinds >>> (-1 - words[start]!)) & 1) === 1) addRecord(found, recordAt(from));
      }
    return found;
  }

  /** Records that have all that a plan needs, wherever in the record. */
  function candidates(plan: SpanPlan): RecordSet {
    if (plan.kind === "phrase")
      return plan.words
        .map((word) => withWord(word, plan.kinds))
        .reduce((set, other) => intersect(set, other));
    const sets = plan.of.map(candidates);
    return sets.reduce((set, other) => (plan.kind === "near" ? intersect(set, other) : unite(set, other)));
  }

  /** Of the candidates those whose words stand as the plan asks. */
  function verified(plan: PhrasePlan | NearPlan, set: RecordSet): RecordSet {
    const table = new PatternTable();
    const places: number[][] = [];
    const test = placesTest(plan, table, { placesOf: (pattern) => places[pattern]! });
    const isAsked = new Uint8Array(vocabulary.size);
    const patternsOf = new Map<number, number[]>();
    for (const phrase of phrasesOf(plan))
      for (const pattern of phrase.words) {
        const id = table.add(pattern);
        if (places[id] !== undefined) continue;
        places[id] = [];
        eachWord(pattern, (word) => {
          isAsked[word] = 1;
          patternsOf.set(word, [...(patternsOf.get(word) ?? []), id]);
        });
      }
    const found = noRecords(records.length);
    const { words, starts } = streams;
    eachRecord(set, (record) => {
      for (const each of places) each.length = 0;
      let position = 0;
      let kind = -1;
      for (let i = starts[record]!; i < starts[record + 1]!; i++) {
        const word = words[i]!;
        if (word < 0) {
          if (kind !== -1) position += ELEMENT_GAP;
          kind = -1 - word;
          continue;
        }
        if (isAsked[word] === 1)
          for (const pattern of patternsOf.get(word)!) places[pattern]!.push(position * 32 + kind);
        position += 1;
      }
      if (test()) addRecord(found, record);
    });
    return found;
  }

  return {
    phrase(plan) {
      if ((plan.least ?? 1) > 1) return verified(plan, candidates(plan));
      return plan.words.length === 1 ? candidates(plan) : withPhrase(plan);
    },
    near: (plan) => verified(plan, candidates(plan)),
  };
}

function phrasesOf(plan: SpanPlan): readonly PhrasePlan[] {
  return plan.kind === "phrase" ? [plan] : plan.of.flatMap(phrasesOf);
}
