/** The reference files of `shared/data/import`, where they are there. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "./anomaly.ts";
import { recordReader } from "./record-reader.ts";

const folder = new URL("../../../../../shared/data/import/", import.meta.url);
const isHere = existsSync(folder);

interface Listed {
  readonly file: string;
  readonly records: number;
}

function manifest(): readonly Listed[] {
  const [, ...rows] = readFileSync(new URL("manifest.csv", folder), "utf8").trim().split("\n");
  return rows.map((row) => {
    const found = /^([^,]+),(?:"[^"]*"|[^,]*),(\d+),/.exec(row);
    if (found === null) throw new Error(`the manifest has a row that is not read: ${row}`);
    return { file: found[1]!, records: Number(found[2]) };
  });
}

function read(file: string, step: number) {
  const anomalies: Anomaly[] = [];
  let records = 0;
  const reader = recordReader(
    {
      record: () => {
        records += 1;
      },
      anomaly: (anomaly) => anomalies.push(anomaly),
    },
    { file },
  );
  const bytes = readFileSync(new URL(file, folder));
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  return { summary: reader.end(), records, anomalies };
}

/**
 * The manifest counts 2 by the lines `%0`. The file holds six entries, each with a title, a source and an address of its own, set
 * apart by empty lines; four of them have no `%0`.
 */
const countedOtherwise: Readonly<Record<string, number>> = { "refer-enw/colrev_ais_enl.txt": 6 };

describe.skipIf(!isHere)("every reference file (skipped where the data are not there)", () => {
  for (const { file, records } of isHere ? manifest() : []) {
    it(`gives all records of ${file}, however it is cut`, () => {
      const whole = read(file, 1 << 24);
      expect(whole.records).toBe(countedOtherwise[file] ?? records);
      expect(whole.summary).toHaveLength(1);
      expect(whole.summary[0]?.records).toBe(whole.records);
      const cut = read(file, 997);
      expect(cut.records).toBe(whole.records);
      expect(cut.anomalies).toEqual(whole.anomalies);
      for (const anomaly of whole.anomalies) expect(anomaly.message).toMatch(/^[^a-z].{20,}[.]$/s);
    });
  }
});
