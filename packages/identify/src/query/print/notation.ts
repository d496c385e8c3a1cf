import type {
  DateRange,
  Expression,
  Field,
  Heading,
  Limited,
  NamedFilter,
  Near,
  Subheading,
  Text,
} from "../strategy.ts";

type Connective = "and" | "or" | "not" | "near";

/** How one language writes the parts of a strategy; {@link renderExpression} puts them together. */
export interface Notation {
  /** With a space on both sides. */
  readonly operators: Readonly<Record<"and" | "or" | "not", string>>;
  /** The operator of proximity with a space on both sides, or nothing where the whole is written in another way. */
  readonly nearOperator?: (near: Near) => string;
  /** Proximity that is not operands joined by an operator. */
  readonly near?: (near: Near) => string;
  /** A word or phrase without its fields. */
  readonly words: (text: Text) => string;
  /** Fields put on a text or, `grouped`, on an expression that stands without brackets yet; never called without fields. */
  readonly inFields: (inside: string, fields: readonly Field[], grouped: boolean) => string;
  /** Whether fields may be put on several texts that are joined. */
  readonly groups: (by: Connective, fields: readonly Field[]) => boolean;
  /** Whether the field of a text must stand at the text itself, for in a group it would be read as something else. */
  readonly alone?: (text: Text) => boolean;
  readonly heading: (heading: Heading) => string;
  readonly subheading: (subheading: Subheading) => string;
  readonly date: (range: DateRange) => string;
  /** The set as it is written, in brackets where it needs them, cut down by its limits. */
  readonly limited: (set: string, limited: Limited) => string;
  readonly reference: (line: number) => string;
  /** Several lines joined, where there is a shorter way to say it; else nothing. */
  readonly references?: (by: "and" | "or", lines: readonly number[]) => string | undefined;
  /** Behind the fields: how often a term must be there. */
  readonly frequency?: (times: number) => string;
  readonly filter: (filter: NamedFilter) => string;
}

/** All lines that are joined, where nothing else is. */
export function onlyReferences(operands: readonly Expression[]): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const operand of operands) {
    if (operand.kind !== "line") return undefined;
    numbers.push(operand.number);
  }
  return numbers;
}
