import type { RecordProducts } from "./record-products.ts";

/** Cost of an error of mean weight: ELAS u4's. */
const COST = 0.11;
/** All relevant records together weigh this many times as much as all irrelevant ones: ELAS u4's. */
const RATIO = 9.8;
/** A coordinate is left alone while its gradient is smaller. */
const TOLERANCE = 0.01;
const MOST_SWEEPS = 1000;

/**
 * A linear support vector machine with squared hinge loss, fitted by dual coordinate descent (Hsieh et al. 2008) and started from
 * the fit before. The decision values of all records, labelled or not, are kept up to date with every step, so that a ranking
 * is there as soon as the fit is.
 */
export class SupportVectors {
  readonly #products: RecordProducts;
  /** Decision values, the part that each class brings by itself: where the class's weights change, its part is scaled. */
  readonly #parts: readonly [Float64Array, Float64Array];
  readonly #record: number[] = [];
  readonly #isRelevant: (0 | 1)[] = [];
  readonly #alpha: number[] = [];
  readonly #row: Float32Array[] = [];
  #counts: [number, number] = [0, 0];
  #diagonal: [number, number] = [0, 0];
  updates = 0;

  constructor(count: number, products: RecordProducts) {
    this.#products = products;
    this.#parts = [new Float64Array(count), new Float64Array(count)];
  }

  get relevant(): number {
    return this.#counts[1];
  }

  get irrelevant(): number {
    return this.#counts[0];
  }

  add(record: number, relevant: boolean): void {
    const label = relevant ? 1 : 0;
    this.#record.push(record);
    this.#isRelevant.push(label);
    this.#alpha.push(0);
    this.#row.push(this.#products(record));
    this.#counts[label] += 1;
  }

  /** Takes a label back. */
  remove(record: number): void {
    const place = this.#record.indexOf(record);
    if (place === -1) return;
    const label = this.#isRelevant[place]!;
    addScaled(this.#parts[label], this.#row[place]!, label === 1 ? -this.#alpha[place]! : this.#alpha[place]!);
    for (const list of [this.#record, this.#isRelevant, this.#alpha, this.#row]) list.splice(place, 1);
    this.#counts[label] -= 1;
  }

  /** Fits to all labels and writes the decision values of all records. Without labels of both kinds there is no fit. */
  fit(into: Float64Array): boolean {
    const [irrelevant, relevant] = this.#counts;
    if (irrelevant === 0 || relevant === 0) return false;
    this.#reweigh(irrelevant, relevant);
    const labels = this.#record.length;
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let changed = 0;
      for (let k = 0; k < labels; k++) if (this.#step(k)) changed += 1;
      this.updates += changed;
      if (changed === 0) break;
    }
    const [negative, positive] = this.#parts;
    for (let i = 0; i < into.length; i++) into[i] = negative[i]! + positive[i]!;
    return true;
  }

  /** Weights 1 and n1/(9.8 n0), scaled to mean 1, make the class's diagonal 1/(2 C weight). */
  #reweigh(irrelevant: number, relevant: number): void {
    const light = relevant / (RATIO * irrelevant);
    const scale = (irrelevant + relevant) / (relevant + irrelevant * light);
    const weights = [light * scale, scale];
    for (const label of [0, 1] as const) {
      const before = this.#diagonal[label];
      const now = 1 / (2 * COST * weights[label]!);
      this.#diagonal[label] = now;
      if (before === 0 || before === now) continue;
      // Errors hardly change with one more label, and a multiplier is error over diagonal.
      const factor = before / now;
      const part = this.#parts[label];
      for (let i = 0; i < part.length; i++) part[i]! *= factor;
      for (let k = 0; k < this.#alpha.length; k++) if (this.#isRelevant[k] === label) this.#alpha[k]! *= factor;
    }
  }

  #step(k: number): boolean {
    const label = this.#isRelevant[k]!;
    const record = this.#record[k]!;
    const sign = label === 1 ? 1 : -1;
    const alpha = this.#alpha[k]!;
    const diagonal = this.#diagonal[label];
    const gradient = sign * (this.#parts[0][record]! + this.#parts[1][record]!) - 1 + alpha * diagonal;
    if (alpha > 0 ? Math.abs(gradient) <= TOLERANCE : gradient >= -TOLERANCE) return false;
    const row = this.#row[k]!;
    const next = Math.max(0, alpha - gradient / (row[record]! + diagonal));
    this.#alpha[k] = next;
    addScaled(this.#parts[label], row, sign * (next - alpha));
    return true;
  }
}

function addScaled(sum: Float64Array, row: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += factor * row[i]!;
}
