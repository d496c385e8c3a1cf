/** Numbers for pairs of whole numbers, in order of appearance: open addressing, since a Map of ten million strings does not fit. */
export class PairTable {
  #mask: number;
  #slots: Int32Array;
  #first: Int32Array;
  #second: Int32Array;
  #size = 0;

  constructor(expected = 1 << 14) {
    let width = 1 << 14;
    while (width < expected * 2) width *= 2;
    this.#mask = width - 1;
    this.#slots = new Int32Array(width).fill(-1);
    this.#first = new Int32Array(width >> 1);
    this.#second = new Int32Array(width >> 1);
  }

  get size(): number {
    return this.#size;
  }

  firstOf(pair: number): number {
    return this.#first[pair]!;
  }

  secondOf(pair: number): number {
    return this.#second[pair]!;
  }

  /** The number of a pair, or -1. */
  find(first: number, second: number): number {
    return this.#slots[this.#slotOf(first, second)]!;
  }

  add(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const known = this.#slots[slot]!;
    if (known !== -1) return known;
    if (this.#size === this.#first.length) {
      this.#grow();
      return this.add(first, second);
    }
    this.#first[this.#size] = first;
    this.#second[this.#size] = second;
    this.#slots[slot] = this.#size;
    return this.#size++;
  }

  /** Where the pair is, or the free slot where it would be put. */
  #slotOf(first: number, second: number): number {
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = (Math.imul(hash, 0x2c1b3c6d) >>> 4) & this.#mask;
    for (;;) {
      const pair = this.#slots[slot]!;
      if (pair === -1 || (this.#first[pair] === first && this.#second[pair] === second)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #grow(): void {
    const width = (this.#mask + 1) * 2;
    this.#mask = width - 1;
    this.#slots = new Int32Array(width).fill(-1);
    const first = new Int32Array(width >> 1);
    const second = new Int32Array(width >> 1);
    first.set(this.#first);
    second.set(this.#second);
    this.#first = first;
    this.#second = second;
    for (let pair = 0; pair < this.#size; pair++) {
      this.#slots[this.#slotOf(first[pair]!, second[pair]!)] = pair;
    }
  }
}
