import type { Line, VerdictClass } from "@coppice/conclude";

/** How a verdict looks: symbol, word, colour and thickness say the same, so that each can be missing. */
export interface VerdictStyle {
  readonly symbol: "●" | "◐" | "○" | "✕" | "·";
  readonly word: string;
  /** Token of the fill; text takes the token that ends in `-word` where there is one. */
  readonly tone: "first" | "second" | "modest" | "not-effective" | "not-established";
  /** Height of its stretch in a strip, px: strength without colour. */
  readonly thickness: number;
  /** For ordering: the stronger the smaller. */
  readonly rank: number;
}

/** The style of a verdict; an effective treatment whose line is not derived is drawn as second-line. */
export function verdictStyle(verdict: {
  readonly class: VerdictClass;
  readonly line: Line | null;
}): VerdictStyle {
  switch (verdict.class) {
    case "effective":
      return verdict.line === "first"
        ? { symbol: "●", word: "Effective, first-line", tone: "first", thickness: 14, rank: 0 }
        : {
            symbol: "◐",
            word: verdict.line === "second" ? "Effective, second-line" : "Effective",
            tone: "second",
            thickness: 9,
            rank: 1,
          };
    case "modest-not-significant":
      return { symbol: "○", word: "Modest, not significant", tone: "modest", thickness: 5.5, rank: 2 };
    case "not-effective":
      return { symbol: "✕", word: "Not effective", tone: "not-effective", thickness: 3, rank: 3 };
    case "not-established":
      return { symbol: "·", word: "Not established", tone: "not-established", thickness: 1.2, rank: 4 };
  }
}
