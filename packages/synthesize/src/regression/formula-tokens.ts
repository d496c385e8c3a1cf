/** The words of a formula, and where a reader stands among them. */

export interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly column: number;
}

/** Why a formula cannot be read; it never leaves `readFormula`. */
export class FormulaError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.name = "FormulaError";
    this.column = column;
  }
}

const tokenPattern =
  /\s*([A-Za-z.][\w.]*|`[^`]+`|"[^"]*"|'[^']*'|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|%in%|[<>=!]=|[-+*/:^()~,=<>])/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null) {
      const gap = text.slice(at).length - text.slice(at).trimStart().length;
      throw new FormulaError(`"${text[at + gap]}" has no meaning here`, at + gap + 1);
    }
    at = tokenPattern.lastIndex;
    tokens.push({ text: match[1]!, column: at - match[1]!.length + 1 });
  }
  return tokens;
}

/** Reads the tokens one after the other. */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#end = text.length + 1;
  }

  /** The text of the token `ahead` places on; undefined at the end. */
  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#next + ahead]?.text;
  }

  column(): number {
    return this.#tokens[this.#next]?.column ?? this.#end;
  }

  take(expected?: string): string {
    const token = this.peek();
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new FormulaError(
        `${expected === undefined ? "a name" : `"${expected}"`} is expected`,
        this.column(),
      );
    }
    this.#next += 1;
    return token;
  }

  /** Takes the token when it is next. */
  takeIf(expected: string): boolean {
    if (this.peek() !== expected) return false;
    this.#next += 1;
    return true;
  }
}

export const isName = (token: string): boolean => /^(?:[A-Za-z`]|\.(?!\d))/.test(token);

export const isText = (token: string): boolean => /^["']/.test(token);

export const isNumber = (token: string): boolean => /^\.?\d/.test(token);
