import type { MeshThesaurus } from "../query/mesh/thesaurus.ts";
import type { DateField } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { BEGINNING, ELEMENT_KINDS, END, isWhole, type KindMask } from "./element-kind.ts";
import type { PatternId, PatternTable } from "./pattern-table.ts";
import { ELEMENT_GAP } from "./plan.ts";
import { type DayNumber, daysOf } from "./record-dates.ts";
import { eachElement } from "./record-elements.ts";
import { type KeyGroup, type KeyMaker, keyMaker, type RecordKey } from "./record-keys.ts";
import { PASSED_OVER, Vocabulary } from "./vocabulary.ts";

/** What plans look at in records: the less, the faster. */
export interface Wanted {
  readonly kinds: KindMask;
  readonly groups: ReadonlySet<KeyGroup>;
  /** Whether any dates are looked at. */
  readonly dates: boolean;
}

/** Words remembered with their patterns; beyond them all are forgotten, so that a stream of any length takes the same memory. */
const MAX_WORDS = 200_000;

const NONE: readonly number[] = [];

const KIND_NUMBER = new Map(ELEMENT_KINDS.map((kind, index) => [kind, index] as const));

/** Reads one record after the other: where in it each pattern stands, which keys it has. What it says is of the last record read. */
export class RecordScan {
  readonly #patterns: PatternTable;
  readonly #wanted: Wanted;
  readonly #keyMaker: KeyMaker;
  #vocabulary = new Vocabulary();
  #ofWord: (readonly PatternId[] | undefined)[] = [];
  /** Per pattern the places: position × 32 + kind, rising. */
  readonly #places: (number[] | undefined)[] = [];
  #touched: PatternId[] = [];
  readonly #keys = new Set<RecordKey>();
  readonly #days = new Map<DateField, readonly DayNumber[]>();
  #record: BibliographicRecord | undefined;
  #pass = new Uint8Array(65_536);
  /** How many patterns there were when it was made. */
  #passOf = 0;
  #position = 0;
  #kind = 0;

  constructor(patterns: PatternTable, wanted: Wanted, mesh: MeshThesaurus | undefined) {
    this.#patterns = patterns;
    this.#wanted = wanted;
    this.#keyMaker = keyMaker(mesh);
  }

  read(record: BibliographicRecord): void {
    for (const id of this.#touched) this.#places[id]!.length = 0;
    this.#touched = [];
    this.#keys.clear();
    this.#days.clear();
    this.#record = record;
    this.#position = 0;
    if (this.#vocabulary.size > MAX_WORDS) {
      this.#vocabulary = new Vocabulary();
      this.#ofWord = [];
    }
    const { kinds, groups } = this.#wanted;
    if (this.#passOf !== this.#patterns.size) {
      this.#pass = this.#patterns.beginnings();
      this.#passOf = this.#patterns.size;
      // Words that were seen before may be like the new patterns.
      this.#ofWord = [];
    }
    const pass = this.#pass;
    if (kinds !== 0)
      eachElement(record, kinds, (kind, text) => {
        this.#kind = KIND_NUMBER.get(kind)!;
        if (isWhole(kind)) this.#take(this.#vocabulary.idOf(BEGINNING));
        this.#vocabulary.scan(text, this.#takeWord, pass);
        if (isWhole(kind)) this.#take(this.#vocabulary.idOf(END));
        this.#position += ELEMENT_GAP;
      });
    if (groups.size > 0) this.#keyMaker.each(record, groups, this.#takeKey);
  }

  /** Places of a pattern, as position × 32 + number of the kind. */
  placesOf(pattern: PatternId): readonly number[] {
    return this.#places[pattern] ?? NONE;
  }

  /** The patterns that stand anywhere in the record. */
  get patterns(): readonly PatternId[] {
    return this.#touched;
  }

  get keys(): ReadonlySet<RecordKey> {
    return this.#keys;
  }

  daysOf(field: DateField): readonly DayNumber[] {
    let days = this.#days.get(field);
    if (days === undefined) {
      days = this.#record === undefined ? NONE : daysOf(this.#record, field);
      this.#days.set(field, days);
    }
    return days;
  }

  readonly #takeKey = (key: RecordKey): void => {
    this.#keys.add(key);
  };

  readonly #takeWord = (word: number): void => this.#take(word);

  #take(word: number): void {
    if (word === PASSED_OVER) {
      this.#position += 1;
      return;
    }
    let patterns = this.#ofWord[word];
    if (patterns === undefined) {
      patterns = this.#patterns.matching(this.#vocabulary.textOf(word));
      this.#ofWord[word] = patterns;
    }
    for (let i = 0; i < patterns.length; i++) {
      const id = patterns[i]!;
      let places = this.#places[id];
      if (places === undefined) {
        places = [];
        this.#places[id] = places;
      }
      if (places.length === 0) this.#touched.push(id);
      places.push(this.#position * 32 + this.#kind);
    }
    this.#position += 1;
  }
}

/** Whether a kind is among those of a mask, by the number in a place. */
export const isOfKind = (place: number, kinds: KindMask): boolean => ((kinds >>> (place % 32)) & 1) === 1;
