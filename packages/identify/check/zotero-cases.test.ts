import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { zoteroCases } from "./zotero-cases.ts";

const folder = new URL("../../../../shared/data/import/zotero-cases/", import.meta.url);

it.skipIf(!existsSync(folder))(
  "95 per cent of the fields that Zotero keeps are the same in our records (skipped where the data are not there)",
  () => {
    const cases = zoteroCases(folder);
    for (const { file, items, records } of cases) expect([file, records]).toEqual([file, items]);
    const fields = cases.flatMap((each) => each.fields);
    expect(fields.length).toBeGreaterThan(1900);
    expect(fields.filter(({ alike }) => alike).length / fields.length).toBeGreaterThanOrEqual(0.95);
  },
);
