import { romanNumber } from "./title-marks.ts";

/**
 * The number of a volume in "61 (1 Suppl)", "117(2)", "30a" or "XIV". Undefined where there is none, where a bracket shows that the
 * beginning was cut off ("1)"), and where it repeats the year, for then it says no more than the year does.
 */
export function volumeNumber(text: string | undefined, year: number | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text) === year ? undefined : Number(text);
  const plain = text.trim();
  // "No. 92" is an issue in the wrong field.
  if (/^(?:no|nr|issue|heft)\b/i.test(plain)) return undefined;
  const close = plain.indexOf(")");
  if (close !== -1 && !plain.slice(0, close).includes("(")) return undefined;
  const match = /^\D{0,12}?0*(\d{1,7})/.exec(plain);
  if (match === null) {
    const roman = romanNumber(plain.toLowerCase().replace(/[^a-z]/g, ""));
    return roman;
  }
  const number = Number(match[1]);
  return number === year || number === 0 ? undefined : number;
}

/** An issue is compared only where it is a plain number; "JUNE", "Suppl 1" and "3-4" are written too differently to count against. */
export function issueNumber(text: string | undefined): number | undefined {
  const match = text === undefined ? null : /^\s*(?:no\.?|issue)?\s*0*(\d{1,5})\s*$/i.exec(text);
  return match === null ? undefined : Number(match[1]);
}
