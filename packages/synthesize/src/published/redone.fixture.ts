/** Data of published analyses and how their numbers are compared: rounded as the papers print them. */
import { readFileSync } from "node:fs";
import type { Counts } from "../binary/counts.ts";
import { oddsRatio } from "../binary/odds-ratio.ts";
import type { Effect } from "../pool/study-data.ts";
import { okValue } from "../result-value.fixture.ts";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "utf8"));

const { datasets } = read("selection-models.json") as {
  readonly datasets: Readonly<Record<string, readonly Effect[]>>;
};

/** Relative risks of lung cancer by passive smoking, 37 studies (Hackshaw et al. 1997). */
export const hackshaw = datasets["hackshaw"]!;

/** Validity of student ratings, 20 correlations on Fisher's scale (Cohen 1981). */
export const cohen = datasets["cohen"]!;

interface Timed extends Effect {
  readonly study: number;
  readonly time: number;
}

/** From the R package metadat; fixtures/published/studies.R made the file. */
export const redone = read("published/studies.json") as {
  readonly ishak2007: readonly Timed[];
  readonly yusuf1985: readonly Counts[];
  readonly collins1985a: readonly Counts[];
  readonly collins1985b: readonly Counts[];
  readonly lee2004: readonly Counts[];
  readonly bangertdrowns2004: readonly (Effect & { readonly grade: number })[];
};

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
