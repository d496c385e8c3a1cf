/** Where a problem was met: a place in a file, or a document and a path inside it. */
export interface ProblemPlace {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** JSON pointer inside the document, as `/results/0/arms/ivig/n`. */
  readonly pointer?: string;
  /** `kind/id` of the document. */
  readonly document?: string;
}

/** Something wrong that a person can mend; expected failures are values, never exceptions. */
export interface Problem {
  /** Stable and kebab-case, for machines. */
  readonly code: string;
  /** An error keeps a document or datum out; a warning lets it in. */
  readonly severity: "error" | "warning";
  /** One sentence with the offending value and the remedy. */
  readonly message: string;
  readonly where: ProblemPlace;
}

/** `file:line:column: severity message [code]`, the form that editors and terminals can jump to. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, document, pointer } = problem.where;
  const place =
    file === undefined
      ? [document, pointer].filter(Boolean).join("")
      : [file, line, column].filter((part) => part !== undefined).join(":");
  const prefix = place === "" ? "" : `${place}: `;
  return `${prefix}${problem.severity}: ${problem.message} [${problem.code}]`;
}
