/** Data of published analyses and how their numbers are compared: rounded as the papers print them. */
import type { Counts } from "../binary/counts.ts";
import { oddsRatio } from "../binary/odds-ratio.ts";
import type { Effect } from "../pool/study-data.ts";
import { okValue } from "../result-value.fixture.ts";

interface Timed extends Effect {
  readonly study: number;
  readonly time: number;
}

/** Data of the R package metadat, as fixtures/published/studies.R writes them. */
interface Redone {
  readonly ishak2007: readonly Timed[];
  readonly yusuf1985: readonly Counts[];
  readonly collins1985a: readonly Counts[];
  readonly collins1985b: readonly Counts[];
  readonly lee2004: readonly Counts[];
  readonly bangertdrowns2004: readonly (Effect & { readonly grade: number })[];
}

/** The data, from the text of fixtures/published/studies.json: reading it is left to the tests, which may. */
export const redoneFrom = (text: string): Redone => JSON.parse(text) as Redone;

export const oddsRatios = (tables: readonly Counts[]) => tables.map((table) => okValue(oddsRatio(table)));
export const rounded = (values: readonly number[], digits: number) =>
  values.map((value) => Number(value.toFixed(digits)));
export const estimates = (coefficients: readonly { readonly estimate: number }[], digits: number) =>
  rounded(
    coefficients.map(({ estimate }) => estimate),
    digits,
  );
export const errors = (coefficients: readonly { readonly se: number }[], digits: number) =>
  rounded(
    coefficients.map(({ se }) => se),
    digits,
  );
