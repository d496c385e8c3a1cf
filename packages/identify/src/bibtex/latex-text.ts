import { decodeEntities } from "../record/html-text.ts";
import { accented, isAccent } from "./latex-accents.ts";
import { LATEX_SYMBOLS } from "./latex-symbols.ts";

/** Commands whose argument is printed in one of CSL's four styles. */
const STYLED = new Map<string, string>([
  ["emph", "i"],
  ["textit", "i"],
  ["textsl", "i"],
  ["mkbibemph", "i"],
  ["mkbibitalic", "i"],
  ["textbf", "b"],
  ["mkbibbold", "b"],
  ["mathbf", "b"],
  ["textsuperscript", "sup"],
  ["mkbibsuperscript", "sup"],
  ["textsubscript", "sub"],
  ["mkbibsubscript", "sub"],
]);

/** Commands whose argument is printed and whose style CSL does not have, and boxes. */
const PLAIN = new Set(
  (
    "textsc textrm texttt textsf textup textmd textnormal text mathrm mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal " +
    "operatorname boldsymbol bm mbox hbox fbox makebox ensuremath underline uline overline vec widehat widetilde " +
    "uppercase lowercase MakeUppercase MakeLowercase path nolinkurl textquote natexlab noopsort bibinfo bibnamefont bibfnamefont " +
    "protect relax NoCaseChange textlatin ul st foreignlanguage selectlanguage"
  ).split(" "),
);

/** Switches that hold up to the end of their group; without a style where CSL has none. */
const SWITCHES = new Map<string, string>([
  ...["em", "it", "itshape", "sl", "slshape"].map((name): [string, string] => [name, "i"]),
  ...["bf", "bfseries"].map((name): [string, string] => [name, "b"]),
  ...(
    "sc scshape rm rmfamily tt ttfamily sf sffamily normalfont upshape mdseries tiny scriptsize footnotesize small normalsize large Large " +
    "LARGE huge Huge displaystyle textstyle scriptstyle limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr centering sloppy " +
    "noindent"
  )
    .split(" ")
    .map((name): [string, string] => [name, ""]),
]);

/** Commands of one character that is no letter. */
const SIGNS = new Map<string, string>([
  ["&", "&"],
  ["%", "%"],
  ["$", "$"],
  ["#", "#"],
  ["_", "_"],
  ["{", "{"],
  ["}", "}"],
  [" ", " "],
  ["\\", "\n"],
  [",", "\u2009"],
  [";", "\u2004"],
  [":", "\u2005"],
  ["!", ""],
  ["/", ""],
  ["-", ""],
  ["@", ""],
  ["(", ""],
  [")", ""],
  ["[", ""],
  ["]", ""],
  ["|", "\u2016"],
  ["*", ""],
]);

/** Nested deeper than this, groups are read as text: no title is, and a stack has an end. */
const DEEPEST = 200;
/** Braces are the only thing to take away, as around capitals ("{DNA}"). */
const NEEDS_READING = /[\\${}~]|--|``|''/;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

class Latex {
  readonly #source: string;
  readonly #macros: ReadonlyMap<string, string>;
  #at = 0;
  #depth = 0;

  constructor(source: string, macros: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#macros = macros;
  }

  /** Reads to the end of the group (or of math mode, or of the text) and steps over its closing sign. */
  read(math: boolean, closing: "}" | "$" | ""): string {
    const source = this.#source;
    let out = "";
    let style = "";
    let styledFrom = 0;
    const restyle = (next: string): void => {
      if (style !== "" && out.length > styledFrom)
        out = `${out.slice(0, styledFrom)}<${style}>${out.slice(styledFrom)}</${style}>`;
      style = next;
      styledFrom = out.length;
    };
    while (this.#at < source.length) {
      const start = this.#at;
      const char = source[start]!;
      if (char === "\\") {
        const switched = this.#fontSwitch();
        if (switched !== undefined) restyle(switched);
        else out += this.#command(math);
      } else if (char === "{") out += this.#group(math);
      else if (char === "}") {
        this.#at++;
        if (closing === "}") break;
        // A brace that closes nothing groups nothing.
      } else if (char === "$") {
        if (closing === "$" || (math && closing === "}")) {
          if (closing === "$") this.#at++;
          break;
        }
        out += this.#mathMode();
      } else if (math && (char === "^" || char === "_")) {
        this.#at++;
        const tag = char === "^" ? "sup" : "sub";
        const inner = this.#argument(true);
        if (inner !== "") out += `<${tag}>${inner}</${tag}>`;
      } else out += this.#characters(math);
    }
    restyle("");
    return out;
  }

  #group(math: boolean): string {
    if (this.#depth >= DEEPEST) {
      this.#at++;
      return "";
    }
    this.#at++;
    this.#depth++;
    const inner = this.read(math, "}");
    this.#depth--;
    return inner;
  }

  #mathMode(): string {
    const double = this.#source[this.#at + 1] === "$";
    const from = this.#at + (double ? 2 : 1);
    let end = this.#source.indexOf("$", from);
    while (end > 0 && this.#source[end - 1] === "\\") end = this.#source.indexOf("$", end + 1);
    if (end === -1 || this.#depth >= DEEPEST) {
      this.#at++;
      return "$";
    }
    this.#at = from;
    this.#depth++;
    const inner = this.read(true, "$").trim();
    this.#depth--;
    if (double && this.#source[this.#at] === "$") this.#at++;
    return inner;
  }

  /** A run of ordinary characters, with TeX's ligatures. */
  #characters(math: boolean): string {
    const source = this.#source;
    const char = source[this.#at]!;
    if (char === "~") {
      this.#at++;
      return "\u00a0";
    }
    if (char === "-" && source[this.#at + 1] === "-" && !math) {
      const long = source[this.#at + 2] === "-";
      this.#at += long ? 3 : 2;
      return long ? "\u2014" : "\u2013";
    }
    if ((char === "`" || char === "'") && source[this.#at + 1] === char && !math) {
      this.#at += 2;
      return char === "`" ? "\u201c" : "\u201d";
    }
    const from = this.#at++;
    while (this.#at < source.length) {
      const code = source.charCodeAt(this.#at);
      if (
        code === 92 ||
        code === 123 ||
        code === 125 ||
        code === 36 ||
        code === 126 ||
        code === 45 ||
        code === 96 ||
        code === 39 ||
        (math && (code === 94 || code === 95))
      )
        break;
      this.#at++;
    }
    return source.slice(from, this.#at);
  }

  /** The name of the command at the cursor: letters, or one other character. */
  #commandName(): string {
    const source = this.#source;
    let end = this.#at + 1;
    while (end < source.length && isLetter(source.charCodeAt(end))) end++;
    return end === this.#at + 1 ? source.slice(end, end + 1) : source.slice(this.#at + 1, end);
  }

  #fontSwitch(): string | undefined {
    const name = this.#commandName();
    const style = SWITCHES.get(name);
    if (style !== undefined) {
      this.#at += name.length + 1;
      this.#blanks();
    }
    return style;
  }

  #command(math: boolean): string {
    const name = this.#commandName();
    const from = this.#at;
    this.#at += name.length + 1;
    if (name === "") return "\\";
    const word = isLetter(name.charCodeAt(0));
    if (isAccent(name) && (!word || !isLetter(this.#source.charCodeAt(this.#at)))) {
      this.#blanks();
      return accented(name, this.#argument(math));
    }
    if (name === "\\" && this.#isDoubledAccent(from)) {
      this.#at = from + 1;
      return this.#command(math);
    }
    if (!word) return SIGNS.get(name) ?? `\\${name}`;
    const symbol = this.#macros.has(name) ? undefined : LATEX_SYMBOLS.get(name);
    if (symbol !== undefined) {
      // In math TeX sets its own blanks, about as the author typed them.
      if (!math) this.#blanks();
      return symbol;
    }
    const style = STYLED.get(name);
    if (style !== undefined) {
      const inner = this.#argument(math);
      return inner === "" ? "" : `<${style}>${inner}</${style}>`;
    }
    if (PLAIN.has(name)) return this.#argument(math && !name.startsWith("text") && name !== "mbox");
    return this.#special(name, from, math);
  }

  /** "D\\\\'ecoret": inside a word a line break cannot stand before an accent; a program has escaped the backslash once more. */
  #isDoubledAccent(from: number): boolean {
    return /^\p{L}\\\\["'`^~=.]\{?\p{L}/u.test(this.#source.slice(Math.max(0, from - 1), from + 5));
  }

  #special(name: string, from: number, math: boolean): string {
    switch (name) {
      case "url":
        return this.#verbatim();
      case "href": {
        const address = this.#verbatim();
        const text = this.#argument(math);
        return text === address || text === "" ? address : `${text} (${address})`;
      }
      case "enquote":
      case "mkbibquote":
        return `\u201c${this.#argument(math)}\u201d`;
      case "footnote":
        return ` (${this.#argument(math)})`;
      case "mkbibparens":
        return `(${this.#argument(math)})`;
      case "frac":
      case "sfrac":
      case "tfrac":
      case "nicefrac":
        return `${this.#argument(math)}/${this.#argument(math)}`;
      case "sqrt":
        return `\u221a${this.#argument(math)}`;
      case "begin":
      case "end":
        this.#argument(math);
        return "\n";
      case "char":
      case "symbol":
        return this.#characterByNumber(from);
      default:
        return this.#unknown(name, math);
    }
  }

  /** A command of the file's own (\newcommand in @preamble), or one that stays as it is written. */
  #unknown(name: string, math: boolean): string {
    const macro = this.#macros.get(name);
    if (macro !== undefined) {
      this.#blanks();
      return latexText(macro);
    }
    if (this.#source[this.#at] !== "{") return `\\${name}`;
    return `\\${name}{${this.#group(math)}}`;
  }

  #characterByNumber(from: number): string {
    const match = /^\\(?:char|symbol)\s*\{?(?:"([0-9A-Fa-f]{1,6})|(\d{1,7}))\}?/.exec(
      this.#source.slice(from, from + 24),
    );
    if (match === null) return "\\char";
    const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
    this.#at = from + match[0].length;
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : match[0];
  }

  /** The argument that follows: a group, a command, or one character. */
  #argument(math: boolean): string {
    this.#blanks();
    const char = this.#source[this.#at];
    if (char === undefined || char === "}" || char === "$") return "";
    if (char === "{") return this.#group(math);
    if (char === "\\") return this.#depth >= DEEPEST ? this.#backslash() : this.#nestedCommand(math);
    const letter = String.fromCodePoint(this.#source.codePointAt(this.#at)!);
    this.#at += letter.length;
    return letter;
  }

  #backslash(): string {
    this.#at++;
    return "\\";
  }

  #nestedCommand(math: boolean): string {
    this.#depth++;
    const inner = this.#command(math);
    this.#depth--;
    return inner;
  }

  /** An argument in which nothing is a command, as an address. */
  #verbatim(): string {
    this.#blanks();
    if (this.#source[this.#at] !== "{") return this.#argument(false);
    let depth = 0;
    const from = this.#at + 1;
    for (let index = this.#at; index < this.#source.length; index++) {
      const char = this.#source[index];
      if (char === "{") depth++;
      else if (char === "}" && --depth === 0) {
        this.#at = index + 1;
        return this.#source.slice(from, index).replace(/\\([%#&_~{}])/g, "$1");
      }
    }
    this.#at = this.#source.length;
    return this.#source.slice(from);
  }

  #blanks(): void {
    while (/[ \t\r\n]/.test(this.#source[this.#at] ?? "")) this.#at++;
  }
}

const NO_MACROS: ReadonlyMap<string, string> = new Map();

/**
 * LaTeX as BibTeX files have it to Unicode text: accents, symbols, ligatures, math with super- and subscripts, groups taken away;
 * styles become CSL's <i>, <b>, <sup>, <sub>. A command that it does not know stays as it is written. White space is TeX's: a blank
 * line ends a paragraph and becomes a line break, other breaks are blanks.
 * @param macros commands without argument that the file defines itself
 */
export function latexText(source: string, macros: ReadonlyMap<string, string> = NO_MACROS): string {
  // Line breaks of the file are marked or gone before reading, so that afterwards one comes from a command.
  const marked = /[\r\n]/.test(source)
    ? source
        .replace(/\r\n?/g, "\n")
        .replace(/\n[ \t]*\n\s*/g, "\\par{}")
        .replaceAll("\n", " ")
    : source;
  const read = NEEDS_READING.test(marked) ? new Latex(marked, macros).read(false, "") : marked;
  const text = read.includes("\n")
    ? read
        .replace(/[ \t]*\n\s*/g, "\n")
        .replace(/[ \t]{2,}|\t/g, " ")
        .trim()
    : read.replace(/[ \t]{2,}|\t/g, " ").trim();
  const plain = text.includes("&") ? decodeEntities(text) : text;
  return plain.includes("><") ? plain.replace(/<(i|b|sup|sub)><\/\1>|<\/(i|b|sup|sub)><\2>/g, "") : plain;
}
