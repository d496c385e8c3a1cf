const SERIAL =
  /(?<![\dXx-])(?:97[89][ -]?)?\d[\d -]{7,14}[\dXx](?![\dXx-])|(?<![\dXx-])\d{4}-?\d{3}[\dXx](?![\dXx-])/g;

/** "1234-567X" and "1234-567X (Electronic)", which are most. */
const PLAIN = /^\d{4}-\d{3}[\dX](?: \([A-Za-z]+\))?$/;
const LABEL = /\b[ep]?-?IS[SB]N(?:-1[03])?[-: ]+/gi;

export interface SerialNumbers {
  readonly issn: readonly string[];
  readonly isbn: readonly string[];
  /** Whether the text says more than the numbers ("(Electronic)"). */
  readonly more: boolean;
}

/** ISSNs (eight digits, written 1234-567X) and ISBNs (ten or thirteen digits, as written) of a field, told apart by their length. */
export function serialNumbersIn(text: string): SerialNumbers {
  if (PLAIN.test(text)) return { issn: [text.slice(0, 9)], isbn: [], more: text.length > 9 };
  const issn: string[] = [];
  const isbn: string[] = [];
  const rest = text.replace(LABEL, " ").replace(SERIAL, (written) => {
    const digits = written.replace(/[ -]/g, "").toUpperCase();
    if (digits.length === 8) issn.push(`${digits.slice(0, 4)}-${digits.slice(4)}`);
    else if (digits.length === 10 || digits.length === 13) isbn.push(written.trim());
    else return written;
    return "";
  });
  return { issn, isbn, more: /[\p{L}\d]/u.test(rest) };
}
