import type { Separator } from "./spreadsheet.ts";

/** What a cell says: a number, nothing, or something that is no number, with the reason. */
export type NumberCell =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "missing" }
  | { readonly kind: "bad"; readonly reason: string };

const missing = /^(|na|n\/a|nan|null|none|missing|nr|not reported|\.|-|–|—|\?)$/i;
const point = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const comma = /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i;

/**
 * The number in a cell. A comma is a decimal comma where it cannot be the separator; digits grouped by commas or spaces are
 * refused, since 1,234 is one number in London and another in Berlin.
 */
export function numberCell(text: string, separator: Separator): NumberCell {
  const written = text.trim().replace(/^[−–](?=\d)/, "-");
  if (missing.test(written)) return { kind: "missing" };
  if (point.test(written)) return finite(written);
  if (comma.test(written)) {
    return separator === ","
      ? {
          kind: "bad",
          reason: `"${text}" holds a comma; write thousands without it and decimals with a point, or separate the columns with ;`,
        }
      : finite(written.replace(",", "."));
  }
  if (/%$/.test(written))
    return { kind: "bad", reason: `"${text}" is a percentage; write the number itself, without the sign` };
  if (/^[<>≤≥]/.test(written))
    return {
      kind: "bad",
      reason: `"${text}" is a bound and no number; write the number, or leave the cell empty`,
    };
  return { kind: "bad", reason: `"${text}" is not a number; write it as 12.5, or leave the cell empty` };
}

function finite(written: string): NumberCell {
  const value = Number(written);
  return Number.isFinite(value)
    ? { kind: "number", value }
    : { kind: "bad", reason: `"${written}" is too large a number; check its unit` };
}
