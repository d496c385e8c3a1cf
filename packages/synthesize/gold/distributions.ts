/** Distribution functions: each expected row is the arguments followed by the value. */
import {
  betaLower,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareUpper,
  fUpper,
  logGamma,
  normalLower,
  normalQuantile,
  studentLower,
  studentQuantile,
} from "@coppice/numeric";
import { type Adapter, fields } from "./gold-file.ts";

const functions: Readonly<Record<string, (...args: readonly [number, number, number]) => number>> = {
  qt: studentQuantile,
  pt: studentLower,
  qchisq: chiSquareQuantile,
  pchisq: chiSquareLower,
  pchisqU: chiSquareUpper,
  lgamma: logGamma,
  qnorm: normalQuantile,
  pnorm: normalLower,
  pbeta: betaLower,
  pfU: fUpper,
};

const byRow =
  (f: (...args: readonly [number, number, number]) => number): Adapter =>
  (goldCase) => {
    const rows = goldCase.expected["rows"] as readonly (readonly number[])[];
    return fields({
      rows: rows.map((row) => {
        const args = row.slice(0, -1);
        return [...args, f(args[0]!, args[1]!, args[2]!)];
      }),
    });
  };

export const distributionAdapters: Readonly<Record<string, Adapter>> = Object.fromEntries(
  Object.entries(functions).map(([name, f]) => [name, byRow(f)]),
);
