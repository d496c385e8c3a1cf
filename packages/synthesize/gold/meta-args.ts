/** Arguments of the functions of package meta, as the reference file spells them. */
import type { CorrectionOptions } from "../src/index.ts";
import { type GoldCase, numbers, type Row } from "./gold-file.ts";
export type Args = GoldCase["args"];

export function text(args: Args, name: string, otherwise: string): string {
  const value = args[name];
  return typeof value === "string" && value !== "" ? value : otherwise;
}

export function number(args: Args, name: string, otherwise: number): number {
  const value = args[name];
  return typeof value === "number" ? value : otherwise;
}

/** An option under its R name or the file's camel-case form of it. */
export function flag(args: Args, ...names: readonly string[]): boolean {
  return names.some((name) => args[name] === true);
}

export const applies: Readonly<Record<string, NonNullable<CorrectionOptions["apply"]>>> = {
  only0: "only-zero",
  if0all: "if-any-zero",
  all: "all",
  user: "all",
};

export const columns = (
  args: Args,
  rows: readonly Row[],
  ...names: readonly string[]
): readonly (readonly number[])[] => names.map((name) => numbers(rows, text(args, name, name)));
