import type { Span } from "../strategy.ts";

/** What a translation changed, or could not keep. */
export interface TranslationWarning {
  /** In kebab case, one for each kind of change. */
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  /** Whether the translation finds more or less than the original would here; `none` where only the writing differs. */
  readonly effect: "wider" | "narrower" | "unknown" | "none";
  /** What was changed and what to do about it, in a sentence or two. */
  readonly message: string;
  /** The line of the source that it is about; the first where several share it. */
  readonly line: number;
  /** All lines of the source that it is about. */
  readonly lines: readonly number[];
  /** Where it stood in the source; absent where no text gave it. */
  readonly span?: Span;
}

export type Told = Omit<TranslationWarning, "line" | "lines">;

/** Keeps what is told, each message once with all its lines, in the order in which they were first told. */
export class WarningList {
  readonly #told = new Map<string, TranslationWarning>();

  tell(line: number, told: Told): void {
    const key = `${told.code}\n${told.message}`;
    const earlier = this.#told.get(key);
    if (earlier === undefined) this.#told.set(key, { ...told, line, lines: [line] });
    else if (!earlier.lines.includes(line))
      this.#told.set(key, { ...earlier, lines: [...earlier.lines, line] });
  }

  list(): readonly TranslationWarning[] {
    return [...this.#told.values()];
  }
}
