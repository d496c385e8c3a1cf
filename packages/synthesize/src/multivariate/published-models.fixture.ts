/** Published effects that the tests of this folder share, with the random effects their authors gave them. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NestedEffect } from "./pool-multilevel.ts";
import type { InterceptTerm, RandomTerm } from "./random-terms.ts";

interface Row {
  readonly yi: number;
  readonly vi: number;
  readonly [column: string]: string | number;
}

const options = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../fixtures/multivariate-options.json", import.meta.url)), "utf8"),
);
export const schools: readonly Row[] = options.datasets.konst;
export const gums: readonly Row[] = options.datasets.berkey;
export const tumours: readonly Row[] = options.datasets.fine;
export const gumsV: readonly (readonly number[])[] = options.cases.find(
  ({ id }: { id: string }) => id === "berkey/btt",
).args.Vmatrix;

export const nested: readonly NestedEffect[] = schools.map(({ yi, vi, district, school }) => ({
  yi,
  vi,
  groups: [district!, school!],
}));
export const districts: InterceptTerm = {
  kind: "intercept",
  label: "district",
  groups: schools.map((row) => row["district"]!),
};
export const studies: InterceptTerm = {
  kind: "intercept",
  label: "study",
  groups: schools.map((row) => row["study"]!),
};

export const timed = (structure: "CS" | "HCS" | "UN" | "AR" | "HAR" | "CAR" | "ID" | "DIAG"): RandomTerm => ({
  kind: "structured",
  structure,
  label: "time | study",
  inner: tumours.map((row) => row["time"]!),
  outer: tumours.map((row) => row["study"]!),
});
