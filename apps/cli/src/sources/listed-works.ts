import { readFile as readText } from "node:fs/promises";
import { detectFormat, doiFrom, pmidFrom } from "@coppice/identify";
import { numbersOf, type WorkNumbers } from "@coppice/sources";
import { readFile } from "../records/read-file.ts";

export interface ListedWorks {
  readonly works: readonly WorkNumbers[];
  /** Records or lines without a number that a service could know. */
  readonly without: number;
}

/** PMIDs and DOIs in a file: of the records of an export, or one a line. A sentence where it cannot be read. */
export async function listedWorks(path: string): Promise<ListedWorks | string> {
  let beginning: string;
  try {
    beginning = (await readText(path)).toString("utf8");
  } catch (cause) {
    return `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`;
  }
  const lines = beginning
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const listed = lines.map((line): WorkNumbers | null => {
    const pmid = pmidFrom(line);
    if (pmid !== undefined) return { pmid };
    const doi = /\s/.test(line.replace(/^doi:\s*/i, "")) ? undefined : doiFrom(line);
    return doi === undefined ? null : { doi };
  });
  if (lines.length > 0 && listed[0] !== null && detectFormat(beginning.slice(0, 65_536)) === null)
    return {
      works: listed.filter((each) => each !== null),
      without: listed.filter((each) => each === null).length,
    };
  const works: WorkNumbers[] = [];
  let without = 0;
  const read = await readFile(path, (record) => {
    const numbers = numbersOf(record);
    if (numbers.pmid === undefined && numbers.doi === undefined) without += 1;
    else works.push(numbers);
  });
  return read.ok ? { works, without } : read.message;
}
