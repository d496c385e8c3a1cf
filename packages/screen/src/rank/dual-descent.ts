import type { DecisionSpace, Label } from "./decision-space.ts";
import { classDiagonals, type MarginFit, signOf } from "./margin-fit.ts";

/** A multiplier is left alone while its gradient is smaller. */
const TOLERANCE = 0.01;
const MOST_SWEEPS = 1000;

/**
 * A support vector machine fitted by dual coordinate descent (Hsieh et al. 2008, algorithm 1) and started from the fit before. Where a label changes the weights of the classes, their multipliers are scaled first, so that few
 * of them need a step.
 */
export class DualDescent implements MarginFit {
  readonly #space: DecisionSpace;
  readonly #record: number[] = [];
  readonly #label: Label[] = [];
  readonly #multiplier: number[] = [];
  readonly #counts: [number, number] = [0, 0];
  readonly #diagonal: [number, number] = [0, 0];

  constructor(space: DecisionSpace) {
    this.#space = space;
  }

  get counts(): readonly [number, number] {
    return this.#counts;
  }

  add(record: number, label: Label): void {
    this.#record.push(record);
    this.#label.push(label);
    this.#multiplier.push(0);
    this.#space.enter(record);
    this.#counts[label] += 1;
  }

  remove(record: number): void {
    const place = this.#record.indexOf(record);
    if (place === -1) return;
    const label = this.#label[place]!;
    this.#space.move(place, label, -signOf(label) * this.#multiplier[place]!);
    this.#space.leave(place);
    for (const list of [this.#record, this.#label, this.#multiplier]) list.splice(place, 1);
    this.#counts[label] -= 1;
  }

  fit(into: Float64Array): boolean {
    const [irrelevant, relevant] = this.#counts;
    if (relevant === 0) return false;
    if (irrelevant === 0) {
      for (let place = 0; place < relevant; place++) this.#setMultiplier(place, 1);
      this.#space.decisions(into);
      return true;
    }
    this.#reweigh(irrelevant, relevant);
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let changed = false;
      // The newest labels first: theirs are the multipliers that have not been fitted yet.
      for (let place = this.#record.length - 1; place >= 0; place--) if (this.#step(place)) changed = true;
      if (!changed) break;
    }
    this.#space.decisions(into);
    return true;
  }

  labels(): readonly { readonly record: number; readonly label: Label }[] {
    return this.#record.map((record, place) => ({ record, label: this.#label[place]! }));
  }

  ownShares(): readonly { readonly record: number; readonly label: Label; readonly share: number }[] {
    return this.#record.map((record, place) => {
      const label = this.#label[place]!;
      return { record, label, share: signOf(label) * this.#multiplier[place]! * this.#space.square(place) };
    });
  }

  multipliers(): readonly { readonly record: number; readonly multiplier: number }[] {
    return this.#record.map((record, place) => ({
      record,
      multiplier: signOf(this.#label[place]!) * this.#multiplier[place]!,
    }));
  }

  #reweigh(irrelevant: number, relevant: number): void {
    const diagonals = classDiagonals(irrelevant, relevant);
    for (const label of [0, 1] as const) {
      const before = this.#diagonal[label];
      const now = diagonals[label];
      this.#diagonal[label] = now;
      if (before === 0 || before === now) continue;
      // Errors hardly change with one more label, and a multiplier is error over diagonal.
      const factor = before / now;
      this.#space.scale(label, factor);
      for (let k = 0; k < this.#record.length; k++)
        if (this.#label[k] === label) this.#multiplier[k]! *= factor;
    }
  }

  #step(place: number): boolean {
    const label = this.#label[place]!;
    const sign = signOf(label);
    const multiplier = this.#multiplier[place]!;
    const diagonal = this.#diagonal[label];
    const gradient = sign * this.#space.decision(place) - 1 + multiplier * diagonal;
    if (multiplier > 0 ? Math.abs(gradient) <= TOLERANCE : gradient >= -TOLERANCE) return false;
    this.#setMultiplier(place, Math.max(0, multiplier - gradient / (this.#space.square(place) + diagonal)));
    return true;
  }

  #setMultiplier(place: number, multiplier: number): void {
    const label = this.#label[place]!;
    this.#space.move(place, label, signOf(label) * (multiplier - this.#multiplier[place]!));
    this.#multiplier[place] = multiplier;
  }
}
