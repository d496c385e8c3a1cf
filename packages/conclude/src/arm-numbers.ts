import type { Arm, ArmData, Result } from "@coppice/model";
import { datumValue } from "@coppice/model";

/** Numbers of one side of a comparison, with the JSON pointers (inside the result) they were read at. */
export interface Counts {
  readonly events: number;
  readonly n: number;
  readonly pointers: readonly string[];
  /** How a number that the report does not print was obtained. */
  readonly derivation?: string;
}

export interface Means {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
  readonly pointers: readonly string[];
  readonly derivation?: string;
}

/** The n of an arm for this result: the result's own, else as analysed, else as randomised. */
function sizeOf(data: ArmData, arm: Arm): number | undefined {
  return datumValue(data.n) ?? datumValue(arm.analysed) ?? datumValue(arm.n);
}

function armCounts(result: Result, arm: Arm): Counts | undefined {
  const data = result.arms?.[arm.id];
  if (data === undefined) return undefined;
  const n = sizeOf(data, arm);
  if (n === undefined || n === 0) return undefined;
  const at = `/arms/${arm.id}`;
  const events = datumValue(data.events);
  if (events !== undefined)
    return { events, n, pointers: [`${at}/events`, ...(data.n === undefined ? [] : [`${at}/n`])] };
  const percent = datumValue(data.percent);
  if (percent === undefined) return undefined;
  return {
    events: Math.round((percent * n) / 100),
    n,
    pointers: [`${at}/percent`, ...(data.n === undefined ? [] : [`${at}/n`])],
    derivation: `${arm.label}: ${percent}% of ${n}, rounded to whole patients`,
  };
}

/** Events and numbers of one side; several arms (doses) are added up. Undefined where an arm lacks them. */
export function sideCounts(result: Result, arms: readonly Arm[]): Counts | undefined {
  const each = arms.map((arm) => armCounts(result, arm)).filter((counts) => counts !== undefined);
  if (each.length === 0 || each.length < arms.length) return undefined;
  const derivations = each.flatMap((counts) => counts.derivation ?? []);
  return {
    events: each.reduce((sum, counts) => sum + counts.events, 0),
    n: each.reduce((sum, counts) => sum + counts.n, 0),
    pointers: each.flatMap((counts) => counts.pointers),
    ...(derivations.length > 0 && { derivation: derivations.join("; ") }),
  };
}

function armMeans(result: Result, arm: Arm): Means | undefined {
  const data = result.arms?.[arm.id];
  if (data === undefined) return undefined;
  const n = sizeOf(data, arm);
  const mean = datumValue(data.mean);
  if (n === undefined || n < 2 || mean === undefined) return undefined;
  const at = `/arms/${arm.id}`;
  const base = [`${at}/mean`, ...(data.n === undefined ? [] : [`${at}/n`])];
  const sd = datumValue(data.sd);
  if (sd !== undefined) return { mean, sd, n, pointers: [...base, `${at}/sd`] };
  const se = datumValue(data.se);
  if (se !== undefined) {
    return {
      mean,
      n,
      sd: se * Math.sqrt(n),
      pointers: [...base, `${at}/se`],
      derivation: `${arm.label}: SD = SE x sqrt(n)`,
    };
  }
  const ci = datumValue(data.ci);
  if (ci !== undefined) {
    const sdFromCi = ((ci[1] - ci[0]) / (2 * 1.959963984540054)) * Math.sqrt(n);
    return {
      mean,
      n,
      sd: sdFromCi,
      pointers: [...base, `${at}/ci`],
      derivation: `${arm.label}: SD = width of the 95% interval / 3.92 x sqrt(n)`,
    };
  }
  return undefined;
}

/**
 * Mean, SD and n of one side; several arms are combined (Cochrane Handbook 6.2, table 6.5.2.a). Undefined where an arm
 * lacks them.
 */
export function sideMeans(result: Result, arms: readonly Arm[]): Means | undefined {
  const each = arms.map((arm) => armMeans(result, arm)).filter((means) => means !== undefined);
  if (each.length === 0 || each.length < arms.length) return undefined;
  return each.reduce((a, b) => {
    const n = a.n + b.n;
    const between = ((a.n * b.n) / n) * (a.mean - b.mean) ** 2;
    const derivations = [a.derivation, b.derivation].filter((text) => text !== undefined);
    return {
      n,
      mean: (a.n * a.mean + b.n * b.mean) / n,
      sd: Math.sqrt(((a.n - 1) * a.sd ** 2 + (b.n - 1) * b.sd ** 2 + between) / (n - 1)),
      pointers: [...a.pointers, ...b.pointers],
      derivation: [...derivations, "arms combined (Cochrane Handbook, table 6.5.2.a)"].join("; "),
    };
  });
}
