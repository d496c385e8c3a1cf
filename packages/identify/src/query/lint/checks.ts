/** The elements of PRESS that a check belongs to (McGowan 2016, J Clin Epidemiol 75:40-46, table 1). */
export type PressElement =
  | "question translation"
  | "Boolean and proximity operators"
  | "subject headings"
  | "text words"
  | "spelling, syntax and line numbers"
  | "limits and filters";

export interface Check {
  readonly press: PressElement;
  /** Of most of its findings; single ones can weigh less. */
  readonly severity: "error" | "warning" | "info";
  readonly about: string;
  /** What has to be given for the check to be made; nothing where the strategy is enough. */
  readonly needs?: "mesh" | "corpus" | "count";
}

const syntax = "spelling, syntax and line numbers";
const operators = "Boolean and proximity operators";
const headings = "subject headings";
const words = "text words";
const limits = "limits and filters";
const question = "question translation";

/** All checks, by code. */
export const CHECKS = {
  S01: { press: syntax, severity: "error", about: "Brackets and quotation marks are balanced and needed." },
  S02: {
    press: syntax,
    severity: "error",
    about: "Between two terms stands one operator, and none at an end.",
  },
  S03: {
    press: operators,
    severity: "warning",
    about: "Operators are words in capitals that cannot be misread.",
  },
  S04: { press: operators, severity: "warning", about: "Mixed operators stand in brackets." },
  S05: { press: syntax, severity: "error", about: "Field codes are those of the database, at their places." },
  S06: { press: words, severity: "warning", about: "Every term says its field." },
  S07: {
    press: syntax,
    severity: "error",
    about: "Wildcards are those of the database, after enough letters.",
  },
  S08: {
    press: words,
    severity: "warning",
    about: "Truncated words do not match too much.",
    needs: "corpus",
  },
  S09: { press: operators, severity: "error", about: "Proximity is written as the database reads it." },
  L01: { press: syntax, severity: "error", about: "Line numbers name earlier lines that are there." },
  L02: {
    press: syntax,
    severity: "warning",
    about: "Every line is used once, and the last line is the answer.",
  },
  L03: {
    press: operators,
    severity: "warning",
    about: "Lines of one concept are joined with OR, concepts with AND.",
  },
  L04: { press: syntax, severity: "warning", about: "Lines are numbered one after the other." },
  H01: {
    press: headings,
    severity: "error",
    about: "Headings are headings of the thesaurus.",
    needs: "mesh",
  },
  H02: {
    press: headings,
    severity: "warning",
    about: "Headings are exploded where they should be.",
    needs: "mesh",
  },
  H03: { press: headings, severity: "warning", about: "Every concept has headings and text words." },
  H04: {
    press: headings,
    severity: "warning",
    about: "Headings are not cut down to major ones or subheadings.",
  },
  H05: {
    press: headings,
    severity: "error",
    about: "Publication types are searched as types, headings as headings.",
  },
  T01: { press: words, severity: "warning", about: "Spellings and word forms are all there." },
  T02: {
    press: words,
    severity: "info",
    about: "Synonyms of the headings are among the text words.",
    needs: "mesh",
  },
  T03: { press: words, severity: "warning", about: "Abbreviations mean one thing only." },
  T04: { press: syntax, severity: "warning", about: "Words are spelt right.", needs: "corpus" },
  T05: { press: words, severity: "info", about: "No term is covered by another." },
  N01: { press: operators, severity: "warning", about: "NOT takes out nothing that is wanted." },
  N02: {
    press: limits,
    severity: "warning",
    about: "Records that are not indexed yet are not lost with AND humans.",
  },
  M01: { press: limits, severity: "warning", about: "Limits have a reason and cut the whole search." },
  M02: { press: limits, severity: "warning", about: "Filters are whole and those of the database." },
  M03: { press: limits, severity: "warning", about: "Updates go by the date of entry." },
  C01: {
    press: question,
    severity: "warning",
    about: "Every term and every concept is worth its place.",
    needs: "corpus",
  },
  C02: { press: question, severity: "info", about: "The database gives all records out.", needs: "count" },
} as const satisfies Readonly<Record<string, Check>>;

export type LintCode = keyof typeof CHECKS;
