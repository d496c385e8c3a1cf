import type { Expression, Limit, Span, Syntax, Text } from "../strategy.ts";
import type { FieldForm } from "./field-form.ts";
import type { ProblemList } from "./problem-list.ts";
import type { WordRules } from "./words.ts";

/** What one syntax has of its own: the table that the scanner and the machine of brackets and operators go by. */
export interface Grammar extends WordRules {
  readonly syntax: Syntax;
  /** As the reader knows it, for messages. */
  readonly name: string;
  /** The higher binds first; where all are equal, strictly from left to right. */
  readonly precedence: Readonly<Record<OperatorKind, number>>;
  readonly proximity: readonly ProximityForm[];
  /** `"`, or `"'`. */
  readonly quotes: string;
  /** Whether `and` in small letters is to be told. */
  readonly capitalOperators: boolean;
  /** How unquoted neighbours are searched. */
  readonly neighbours: Text["reading"];
  /** The same, where a field is given with them. */
  readonly taggedNeighbours: Text["reading"];
  /** Whether a quoted part and unquoted words beside it are one phrase. */
  readonly joinsQuoted: boolean;
  /** Signs inside a word at which something peculiar may start. */
  readonly breaks: string;
  /** How operands without an operator between them are searched: `and` with a warning, or refused by the database. */
  readonly missingOperator: "read-as-and" | "refused";
  /** Whether a bare number may mean a line where no line number is printed. */
  readonly countsLines: boolean;
  /** Whether every line of text is a line of the strategy, even where a bracket is open. */
  readonly lineByLine: boolean;
  /** Whether what is not searched stands in square brackets. */
  readonly commentsInBrackets: boolean;
  /** A line of a form of its own (limits). Nothing when it is none. */
  readonly wholeLine?: (line: LineScan) => Expression | null;
  /**
   * Reads what is peculiar to the syntax at `line.at`, and gives where it ends; nothing when nothing peculiar stands there.
   * `wordStart`: whether the place is the start of a word.
   */
  readonly peculiar?: (line: LineScan, wordStart: boolean) => number | null;
}

export type OperatorKind = "and" | "or" | "not" | "near";

export interface ProximityForm {
  /** Of the whole word. The first group, if any, is the distance. */
  readonly pattern: RegExp;
  readonly ordered: boolean;
  /** Words between = number written + `offset`. */
  readonly offset: -1 | 0;
  /** Words between where no number is written. */
  readonly bare?: number;
  readonly largest?: number;
}

export interface Operator {
  readonly kind: OperatorKind;
  readonly between: number;
  readonly ordered: boolean;
  readonly span: Span;
}

/** What a peculiar form may do with what was read so far of a line. */
export interface LineScan {
  /** Of the whole strategy; offsets are of it. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly problems: ProblemList;
  /** Whether words wait to become a term. */
  readonly hasTerm: boolean;
  /** Where the waiting words start, `at` if there are none. */
  readonly termStart: number;
  /** Whether an operand has been read to which an operator or a field may follow. */
  readonly afterOperand: boolean;
  /** Makes a term of the waiting words, with a field; `fieldSpan` is where the field stood. */
  readonly closeTerm: (form?: FieldForm | null, fieldSpan?: Span | null) => void;
  /** Forgets the waiting words: what they mean is put in as an operand. */
  readonly dropTerm: () => void;
  /** Puts a field on what was read last: waiting words, or a bracket that was just closed. */
  readonly suffix: (form: FieldForm, fieldSpan: Span) => void;
  /** Puts a field on the term or the bracket that follows. */
  readonly prefix: (form: FieldForm, fieldSpan: Span) => void;
  /** With `limit`, it cuts down what it is joined to; `field` is where its field stood. */
  readonly operand: (
    expression: Expression,
    more?: { readonly limit?: Limit; readonly field?: Span },
  ) => void;
  readonly operator: (operator: Operator) => void;
  readonly comment: (comment: string, span: Span) => void;
  readonly lines: LineNumbers;
  /** Reads another part of the text with the same rules. */
  readonly inner: (start: number, end: number) => Expression | null;
}

/** What is known of the lines before they are read. */
export interface LineNumbers {
  readonly own: number;
  /** Whether an earlier line has this number. */
  readonly isEarlier: (number: number) => boolean;
  /** Whether numbers are printed before the lines. */
  readonly printed: boolean;
  readonly count: number;
  readonly largest: number;
  /** How many references lists of lines may still make: a few letters must not become millions of nodes. */
  readonly allowance: { references: number };
  /** Whether the line holds numbers, operators and brackets only: then every number is a line. */
  readonly combines: boolean;
}
