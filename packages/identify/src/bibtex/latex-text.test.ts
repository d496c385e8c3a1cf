import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latexText } from "./latex-text.ts";

const cases: readonly (readonly [string, string, string])[] = [
  [
    "accents in all their spellings",
    String.raw`\"{o} {\"o} \"o {\'{\i}} \'\i{} \c{c} \c c \v{s} \H{o} \k{a} \r{a} \u{g} \=a \.z \d{s} \b{d} \~n`,
    "ö ö ö í í ç ç š ő ą å ğ ā ż ṣ ḏ ñ",
  ],
  [
    "letters of their own",
    String.raw`Stra{\ss}e {\AE}r{\o} \L{}\'od\'z {\l} {\aa} {\th} {\dh} \i`,
    "Straße Ærø Łódź ł å þ ð ı",
  ],
  ["an accent that applies to a command", String.raw`\'\ae{} \"{\i}`, "ǽ ï"],
  ["an accent over nothing", String.raw`\~{} \^{}`, "~ ^"],
  [
    "styles of CSL",
    String.raw`\emph{E. coli} and {\it in vivo} \textbf{no} H\textsubscript{2}O\textsuperscript{+}`,
    "<i>E. coli</i> and <i>in vivo</i> <b>no</b> H<sub>2</sub>O<sup>+</sup>",
  ],
  ["styles that CSL lacks", String.raw`\textsc{Abc} {\sc Def} \texttt{x} \mbox{y}`, "Abc Def x y"],
  [
    "math",
    String.raw`$^{2}$ $_{\textrm{2}}$ $\alpha$-$\beta^{2}_i$ $p \leq 0.05$ $10^{-3}$`,
    "<sup>2</sup> <sub>2</sub> α-β<sup>2</sup><sub>i</sub> p ≤ 0.05 10<sup>-3</sup>",
  ],
  ["a lone dollar", "costs 5$ a day", "costs 5$ a day"],
  ["dashes and quotes", "1--2 --- ``so'' 'x'", "1–2 — “so” 'x'"],
  ["escaped signs", String.raw`A \& B, 5\%, \#1, a\_b, \{x\}, \$3`, "A & B, 5%, #1, a_b, {x}, $3"],
  ["ties and thin spaces", String.raw`M.~Smith\ Jr`, "M.\u00a0Smith Jr"],
  [
    "addresses",
    String.raw`\url{http://example.org/~a_b%20c} \href{http://example.org/x}{Home}`,
    "http://example.org/~a_b%20c Home (http://example.org/x)",
  ],
  ["braces that guard capitals", "The {DNA} of {{Cocker}} {Spaniels}", "The DNA of Cocker Spaniels"],
  ["braces that do not balance", "a } b { c", "a b c"],
  ["commands it does not know", String.raw`\cite{key} \foo bar`, String.raw`\cite{key} \foo bar`],
  [
    "symbols swallow the blank after them, unless a group ends them",
    String.raw`\textless i\textgreater x {\textless} y`,
    "<i>x < y",
  ],
  ["entities that exporters leave", String.raw`Tom \&amp; Eve&apos;s &#8211; x`, "Tom & Eve's – x"],
  ["white space and paragraphs", "one\n  two\r\n\r\nthree\\\\four", "one two\nthree\nfour"],
  ["characters by number", String.raw`\char"0B0 C \symbol{176}`, "° C °"],
  [
    "accents whose backslash was escaped once more",
    String.raw`D\\'ecoret and M\\"{u}ller \\ 'x'`,
    "Décoret and Müller\n'x'",
  ],
  ["environments", "\\begin{quotation}\nsaid\n\\end{quotation}\n\n\\par\nmore\n\\par", "said\nmore"],
  [
    "quotation commands",
    String.raw`\enquote{so} {\textquotedblleft}x{\textquotedblright} \textquotedbl{}y`,
    '“so” “x” "y',
  ],
  ["fractions", String.raw`$\frac{1}{2}$ \sqrt{x}`, "1/2 √x"],
];

describe("latexText", () => {
  it.each(cases)("reads %s", (_title, source, expected) => {
    expect(latexText(source)).toBe(expected);
  });

  it("uses the commands that the file defines", () => {
    expect(latexText(String.raw`{\mnras} Letters`, new Map([["mnras", "Monthly Notices"]]))).toBe(
      "Monthly Notices Letters",
    );
  });

  it("leaves text without commands as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9.,;:()<>=+*/ ]*$/), (text) => {
        expect(latexText(text)).toBe(text.replace(/ +/g, " ").trim());
      }),
    );
  });

  it("never throws, and takes deep nesting and long arguments", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "\\",
            "{",
            "}",
            "$",
            "^",
            "_",
            "\\emph",
            "\\'",
            "\\i",
            "a",
            " ",
            "\n",
            "~",
            "--",
            "\\url",
            "\\char",
            '"41',
          ),
        ),
        (parts) => {
          expect(typeof latexText(parts.join(""))).toBe("string");
        },
      ),
    );
    expect(latexText("{".repeat(100_000))).toBe("");
    expect(latexText("\\'".repeat(100_000)).length).toBeGreaterThan(0);
    expect(latexText("$^".repeat(50_000)).length).toBeGreaterThanOrEqual(0);
  });
});
