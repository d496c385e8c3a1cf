/** A file that a report consists of: what to write, and where below the report's folder. */
export interface OutputFile {
  /** With forward slashes, as `tables/verdicts.csv`. */
  readonly path: string;
  readonly text: string;
}

/** A condition or analysis id as a file name: `mg/exacerbation` becomes `mg-exacerbation`. */
export function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]+/g, "-");
}
