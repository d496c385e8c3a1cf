/**
 * Joins pieces of text to the part of a file that a reader still needs. A reader that looks at its whole rest after every small piece
 * takes quadratic time on a long record: here the rest grows by at least a half (and by `least` characters) before it is looked at
 * again.
 */
export class PieceJoiner {
  #rest = "";
  #pieces: string[] = [];
  #waiting = 0;
  readonly #least: number;

  constructor(least = 65_536) {
    this.#least = least;
  }

  /** Takes a piece; the text from the first character that is still needed, or null where it is too early to look at it. */
  add(piece: string): string | null {
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    return this.#waiting >= Math.max(this.#least, this.#rest.length / 2) ? this.all() : null;
  }

  /** All that there is from the first character still needed. */
  all(): string {
    if (this.#pieces.length > 0) {
      this.#rest += this.#pieces.join("");
      this.#pieces = [];
      this.#waiting = 0;
    }
    return this.#rest;
  }

  /** Lets go of the text before `offset`. */
  keepFrom(offset: number): void {
    if (offset > 0) this.#rest = this.#rest.slice(offset);
  }
}
