/** A part of a result that is small enough to be listed: by days of entry, and within one day by PubMed numbers. */
export interface Slice {
  /** First and last day, `YYYY/MM/DD`. */
  readonly from: string;
  readonly to: string;
  /** First and last PubMed number, where one day is still too much. */
  readonly pmids?: readonly [number, number];
}

/** Every record has one day of entry (edat), and it is between these. Publication dates may match two years and are no use here. */
export const wholeTime: Slice = { from: "1700/01/01", to: "3000/12/31" };

const HIGHEST = 99_999_999;
const DAY = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date.replaceAll("/", "-")}T00:00:00Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10).replaceAll("-", "/");

/** The query cut down to a slice. */
export function sliceTerm(term: string, { from, to, pmids }: Slice): string {
  const dates = `("${from}"[edat] : "${to}"[edat])`;
  const numbers = pmids === undefined ? "" : ` AND ("${pmids[0]}"[pmid] : "${pmids[1]}"[pmid])`;
  return `(${term}) AND ${dates}${numbers}`;
}

/** The two halves of a slice; null where it is one record's and cannot be cut. */
export function halves(slice: Slice): readonly [Slice, Slice] | null {
  const [first, last] = [dayOf(slice.from), dayOf(slice.to)];
  if (first < last) {
    const middle = Math.floor((first + last) / 2);
    return [
      { from: slice.from, to: dateOf(middle) },
      { from: dateOf(middle + 1), to: slice.to },
    ];
  }
  const [low, high] = slice.pmids ?? [1, HIGHEST];
  if (low >= high) return null;
  const middle = Math.floor((low + high) / 2);
  return [
    { ...slice, pmids: [low, middle] },
    { ...slice, pmids: [middle + 1, high] },
  ];
}
