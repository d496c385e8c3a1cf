import { suggestion } from "@coppice/model";
import { type Measure, measures } from "@coppice/synthesize";
import type { Asked } from "../asked.ts";
import { columnRoles, plainName, type RoleId } from "./column-role.ts";
import { inputsOf, type MeasureInput } from "./measure-input.ts";
import type { Spreadsheet } from "./spreadsheet.ts";

/** Names of columns as the user gave them. */
export interface NamedColumns {
  readonly roles: Readonly<Partial<Record<RoleId, string>>>;
  /** One column, or several joined by commas whose texts are put together. */
  readonly label?: string | undefined;
  readonly subgroup?: string | undefined;
}

/** Which column of the spreadsheet plays which part. */
export interface ChosenColumns {
  readonly input: MeasureInput;
  /** Index of the column of each role. */
  readonly roles: Readonly<Partial<Record<RoleId, number>>>;
  readonly label: readonly number[];
  readonly subgroup: number | undefined;
  /** What was not said but guessed from the names, in words, as `events1 = tpos`. */
  readonly guessed: readonly string[];
}

const no = (sentence: string): Asked<never> => ({ ok: false, sentence });
const flagOf = (role: RoleId) => `--${columnRoles[role].flag}`;

/** Roles that any analysis may have beside those of its input. */
const beside: readonly RoleId[] = ["n"];

function columnNamed(sheet: Spreadsheet, name: string, option: string): Asked<number> {
  const names = sheet.header.map((cell) => cell.text);
  const exact = names.indexOf(name);
  const found = exact >= 0 ? exact : names.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  return found >= 0
    ? { ok: true, value: found }
    : no(
        `${sheet.file} has no column "${name}" for ${option}; ${suggestion(
          name,
          names.filter((each) => each !== ""),
        )}`,
      );
}

/** The one column whose name is usual for a role; none where no column or two would do. */
function usualColumn(
  sheet: Spreadsheet,
  usual: readonly string[],
  taken: ReadonlySet<number>,
): number | undefined {
  for (const name of usual) {
    const found = sheet.header.flatMap((cell, index) =>
      plainName(cell.text) === name && !taken.has(index) ? [index] : [],
    );
    if (found.length === 1) return found[0];
  }
  return undefined;
}

interface Candidate {
  readonly input: MeasureInput;
  readonly roles: ReadonlyMap<RoleId, number>;
  readonly guessed: readonly RoleId[];
  readonly missing: readonly RoleId[];
}

function candidate(sheet: Spreadsheet, input: MeasureInput, named: ReadonlyMap<RoleId, number>): Candidate {
  const taken = new Set(named.values());
  const roles = new Map<RoleId, number>();
  const guessed: RoleId[] = [];
  const missing: RoleId[] = [];
  for (const role of input.roles) {
    const given = named.get(role);
    const found = given ?? usualColumn(sheet, columnRoles[role].usual, taken);
    if (found === undefined) missing.push(role);
    else {
      roles.set(role, found);
      taken.add(found);
      if (given === undefined) guessed.push(role);
    }
  }
  return { input, roles, guessed, missing };
}

const labelNames = [
  "study",
  "author",
  "authors",
  "studylab",
  "slab",
  "label",
  "trial",
  "name",
  "source",
  "id",
];

function labelColumns(
  sheet: Spreadsheet,
  asked: string | undefined,
): Asked<{ columns: readonly number[]; guessed: boolean }> {
  if (asked !== undefined) {
    const columns: number[] = [];
    // A name that holds a comma is one column; several names are joined by commas.
    const names = sheet.header.some((cell) => cell.text === asked)
      ? [asked]
      : asked.split(",").map((each) => each.trim());
    for (const name of names) {
      const found = columnNamed(sheet, name, "--label");
      if (!found.ok) return found;
      columns.push(found.value);
    }
    return { ok: true, value: { columns, guessed: false } };
  }
  const index = labelNames
    .map((name) => sheet.header.findIndex((cell) => plainName(cell.text) === name))
    .find((found) => found >= 0 && sheet.rows.some((row) => !/^\d*$/.test(row[found]!.text)));
  if (index === undefined) return { ok: true, value: { columns: [], guessed: false } };
  const year = sheet.header.findIndex((cell) =>
    ["year", "pubyear", "yearpublished"].includes(plainName(cell.text)),
  );
  const yearless = sheet.rows.some((row) => !/\b(1[89]|20)\d\d\b/.test(row[index]!.text));
  return {
    ok: true,
    value: { columns: year >= 0 && year !== index && yearless ? [index, year] : [index], guessed: true },
  };
}

const listed = (input: MeasureInput) => input.roles.map(flagOf).join(" ");

/** Finds the columns that a measure is computed from: those named by the user, the rest by their usual names. */
export function chooseColumns(
  sheet: Spreadsheet,
  measure: Measure,
  asked: NamedColumns,
): Asked<ChosenColumns> {
  const named = new Map<RoleId, number>();
  for (const [role, name] of Object.entries(asked.roles) as [RoleId, string | undefined][]) {
    if (name === undefined) continue;
    const found = columnNamed(sheet, name, flagOf(role));
    if (!found.ok) return found;
    named.set(role, found.value);
  }
  const inputs = inputsOf(measure);
  const wanted = [...named.keys()].filter((role) => !beside.includes(role));
  const serving = inputs.filter((input) => wanted.every((role) => input.roles.includes(role)));
  if (serving.length === 0) {
    const stranger = wanted.find((role) => !inputs.some((input) => input.roles.includes(role)));
    const reason =
      stranger === undefined
        ? `${wanted.map(flagOf).join(", ")} do not belong together`
        : `${flagOf(stranger)} (${columnRoles[stranger].words}) is no part of it`;
    return no(
      `${measure} (${measures[measure].name}): ${reason}; give ${inputs.slice(0, 3).map(listed).join(", or ")}`,
    );
  }
  const candidates = serving.map((input) => candidate(sheet, input, named));
  const complete = candidates.find(({ missing }) => missing.length === 0);
  const best = complete ?? candidates.reduce((a, b) => (b.roles.size > a.roles.size ? b : a));
  if (best.missing.length > 0) {
    const names = sheet.header.map((cell) => cell.text).join(", ");
    return no(
      `${measure} (${measures[measure].name}) needs the ${best.missing.map((role) => `${columnRoles[role].words} (${flagOf(role)})`).join(", the ")}; name the columns that hold ${best.missing.length === 1 ? "it" : "them"}, of: ${names}`,
    );
  }
  const subgroup =
    asked.subgroup === undefined ? undefined : columnNamed(sheet, asked.subgroup, "--subgroup");
  if (subgroup !== undefined && !subgroup.ok) return subgroup;
  const label = labelColumns(sheet, asked.label);
  if (!label.ok) return label;
  const roles = new Map(best.roles);
  const people = named.get("n");
  if (people !== undefined) roles.set("n", people);
  const nameOf = (index: number) => sheet.header[index]!.text;
  return {
    ok: true,
    value: {
      input: best.input,
      roles: Object.fromEntries(roles),
      label: label.value.columns,
      subgroup: subgroup?.value,
      guessed: [
        ...best.guessed.map((role) => `${columnRoles[role].flag} = ${nameOf(roles.get(role)!)}`),
        ...(label.value.guessed ? [`label = ${label.value.columns.map(nameOf).join(" + ")}`] : []),
      ],
    },
  };
}
