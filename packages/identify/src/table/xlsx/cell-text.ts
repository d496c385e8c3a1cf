/** Excel writes characters that XML cannot hold as _x000D_, and a literal "_x000D_" as _x005F_x000D_. */
export const decodeCell = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

const escapes = (code: number): string => `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;

/** Text as the content of an element of a sheet. */
export function encodeCell(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, escapes(95))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold.
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (sign) => escapes(sign.charCodeAt(0)))
      .replace(/[&<>]/g, (sign) => (sign === "&" ? "&amp;" : sign === "<" ? "&lt;" : "&gt;"))
  );
}

/** Column of a reference, 0-based: A1 is 0, AB7 is 27; undefined where it is none. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (index > 3) return undefined;
  }
  return index === 0 ? undefined : column - 1;
}

/** Name of a column: 0 is A, 27 is AB. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A number as a sheet shows it without format: 15 digits, which is all that Excel keeps. */
export function numberText(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  const plain = String(Number(number.toPrecision(15)));
  return plain.includes("e+") && Math.abs(number) < 1e21 ? number.toFixed(0) : plain;
}

const DAY = 86_400_000;

/**
 * A date that Excel keeps as a number of days, as 2012-03-07 (with the time, where it has one). Days count from 1899-12-30, so that
 * the 29 February 1900 that Excel invents is passed over; or from 1904-01-01 in workbooks of old Macs.
 */
export function dateText(value: string, from1904: boolean): string {
  const days = Number(value);
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return value;
  const base = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const moment = new Date(base + Math.round(days * DAY)).toISOString();
  const time = moment.slice(11, 19);
  if (days < 1 && !from1904) return time;
  return time === "00:00:00" ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`;
}
