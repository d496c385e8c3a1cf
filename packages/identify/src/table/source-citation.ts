import { pagesFrom } from "../record/page-range.ts";

/** Where an article appeared, taken from one line. */
export interface SourceCitation {
  readonly journal: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  /** The most exact date that the line has, as it is written. */
  readonly date?: string;
  readonly doi?: string;
}

function defined(fields: Record<string, string | undefined>): Omit<SourceCitation, "journal"> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 25 Aug 2014", as Embase writes it. */
const EMBASE =
  /^(.+?)\.? \((\d{4})\)(?: ([^()]*?(?:\([^()]*\)[^()]*?)?))?(?: \(([^()]*(?:\(no pagination\))?)\))?(?:\. ?(.*))?$/s;

function embaseSource(text: string): SourceCitation | null {
  const match = EMBASE.exec(text);
  if (match === null) return null;
  const [, journal, year, numbers = "", pages, rest = ""] = match;
  const date = /Date of Publication: ([^.]+?)\.?(?:\s|$)*$/.exec(rest)?.[1];
  const colon = numbers.indexOf(":");
  const supplement = /^(\S+)\s+((?:suppl|spec|part|pt)\b.*)$/i.exec(numbers);
  const [volume, issue] =
    colon !== -1
      ? [numbers.slice(0, colon), numbers.slice(colon + 1)]
      : supplement === null
        ? [numbers, undefined]
        : [supplement[1], supplement[2]];
  const range = pages === undefined ? undefined : pagesFrom(pages);
  return {
    journal: journal!.trim(),
    ...defined({
      volume: volume?.trim().replace(/[.,]$/, ""),
      issue: issue?.trim(),
      pages: range,
      date: date ?? year,
    }),
  };
}

/** "J Inv Res. 2012 Mar 5;3(2):101-9. doi: 10.5555/x. Epub 2011 Dec 1.", as PubMed and Vancouver style write it. */
const PUBMED = /^(.+?)\. (\d{4}[^;:.]*)(?:;([^:(.]*)(?:\(([^)]*)\))?(?::([^.]*))?)?(?:\.|$)(.*)$/s;

function pubmedSource(text: string): SourceCitation | null {
  const match = PUBMED.exec(text);
  if (match === null) return null;
  const [, journal, date, volume, issue, pages, rest = ""] = match;
  const doi = /\bdoi: ?(10\.\S+?)\.?(?:\s|$)/i.exec(rest)?.[1];
  return {
    journal: journal!.trim(),
    ...defined({
      volume: volume?.trim(),
      issue: issue?.trim(),
      pages: pages === undefined ? undefined : pagesFrom(pages),
      date: date!.trim(),
      doi,
    }),
  };
}

/** No citation is longer; a long text would make the expressions slow. */
const LONGEST = 1000;

/** Takes a citation line apart; null where it is in neither form. */
export function sourceCitation(text: string): SourceCitation | null {
  const line = text.trim().replace(/\s+/g, " ");
  if (line.length > LONGEST) return null;
  return pubmedSource(line) ?? embaseSource(line);
}
