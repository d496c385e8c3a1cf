import { type Measure, measures } from "@coppice/synthesize";
import { describe, expect, test } from "vitest";
import { chooseColumns } from "./chosen-columns.ts";
import { inputsOf } from "./measure-input.ts";
import { readSpreadsheet } from "./spreadsheet.ts";

/** Numbers under which every measure exists. */
const plausible = {
  ...{ events1: 12, nonEvents1: 88, n1: 100, events2: 20, nonEvents2: 80, n2: 100 },
  ...{ mean1: 12, sd1: 3, mean2: 10, sd2: 4, time1: 300, time2: 280 },
  ...{ events: 12, n: 100, time: 300, mean: 12, sd: 3, r: 0.4, t: 2.1, predictors: 3, alpha: 0.8, items: 10 },
  ...{ both: 20, only1: 12, only2: 7, neither: 61 },
  ...{ yi: 0.3, vi: 0.04, sei: 0.2, estimate: 1.35, low: 0.9, high: 2.025, oMinusE: -4, logRankV: 11 },
};
const options = { zeroCells: {}, reportedLevel: 0.95, onLogScale: false };
const sheet = (header: string) => readSpreadsheet(`${header}\n`, "x.csv");
const chosen = (header: string, measure: Measure, roles = {}) =>
  chooseColumns(sheet(header), measure, { roles });

describe("inputsOf", () => {
  test.each(Object.keys(measures) as Measure[])("computes %s from each of its inputs", (measure) => {
    for (const input of inputsOf(measure)) {
      const effect = input.effect(plausible, options);
      expect(effect.ok && effect.value.measure).toBe(measure);
      expect(effect.ok && effect.value.vi).toBeGreaterThan(0);
    }
  });

  test("offers data of the study itself for every measure but generic ones", () => {
    const only = (Object.keys(measures) as Measure[]).filter(
      (measure) => inputsOf(measure)[0]!.kind === "effect",
    );
    expect(only).toEqual(["GEN"]);
  });
});

describe("chooseColumns", () => {
  test("guesses columns by the names that metafor, meta and RevMan give them", () => {
    for (const header of [
      "study,ai,n1i,ci,n2i",
      "Study,event.e,n.e,event.c,n.c",
      "author,tpos,tneg,cpos,cneg",
    ])
      expect(chosen(header, "RR").ok).toBe(true);
    const meta = chosen("study,mean.e,sd.e,n.e,mean.c,sd.c,n.c", "SMD");
    expect(meta.ok && meta.value.roles).toEqual({ mean1: 1, sd1: 2, n1: 3, mean2: 4, sd2: 5, n2: 6 });
  });

  test("says what is missing and what there is", () => {
    expect(chosen("study,a,n1i,ci,n2i", "RR")).toMatchObject({
      ok: false,
      sentence: expect.stringContaining(
        "RR (risk ratio) needs the events of arm 1 (--events1); name the columns that hold it, of: study, a, n1i, ci, n2i",
      ),
    });
  });

  test("refuses columns that have no part in the measure, and names the nearest to a misspelt one", () => {
    expect(chosen("study,m1,ai", "RR", { mean1: "m1" })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining(
        "--mean1 (mean of arm 1) is no part of it; give --events1 --n1 --events2 --n2",
      ),
    });
    expect(chosen("study,evnts,n", "PLO", { events: "events" })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('has no column "events" for --events; did you mean evnts?'),
    });
  });

  test("puts the year behind the author where it is not there yet", () => {
    const labels = (rows: string) => {
      const found = chooseColumns(readSpreadsheet(`author,year,yi,vi\n${rows}`, "x.csv"), "GEN", {
        roles: {},
      });
      return found.ok ? found.value.label : undefined;
    };
    expect(labels("Aronson,1948,0.1,0.2\n")).toEqual([0, 1]);
    expect(labels("Aronson 1948,1948,0.1,0.2\n")).toEqual([0]);
  });
});
