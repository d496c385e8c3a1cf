/** A list of whole numbers that grows, in a typed array: four bytes an entry where a list of numbers would take eight or more. */
export class NumberList {
  #data = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const wider = new Int32Array(Math.ceil(this.#length * 1.6));
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.#length++] = value;
  }

  /** The entries so far, without copying: valid until the next push. */
  view(): Int32Array {
    return this.#data.subarray(0, this.#length);
  }

  /** The entries so far, in an array of just their length. */
  copy(): Int32Array {
    return this.#data.slice(0, this.#length);
  }
}
