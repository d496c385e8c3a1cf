/** Searches over real MEDLINE records, answered by an independent program (`check/medline_queries.py`); left out where the records are not there. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseStrategy } from "../query/parse/parse-strategy.ts";
import { recordReader } from "../read/record-reader.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { compileMatcher } from "./matcher.ts";
import { mesh } from "./search.fixture.ts";

interface Answers {
  readonly files: readonly string[];
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

const { files, answers }: Answers = JSON.parse(
  readFileSync(new URL("../../fixtures/medline-queries.json", import.meta.url), "utf8"),
);
const folder = new URL("../../../../../shared/data/pubmed/", import.meta.url);
const paths = files.map((file) => new URL(`${file}.xml.gz`, folder));

function read(leaveOut: ReadonlySet<string>): readonly BibliographicRecord[] {
  const records: BibliographicRecord[] = [];
  for (const path of paths) {
    const reader = recordReader({ record: (r) => records.push(r), anomaly: () => undefined }, { leaveOut });
    reader.push(gunzipSync(readFileSync(path)));
    reader.end();
  }
  return records;
}

describe.skipIf(!paths.every((path) => existsSync(path)))("searches over MEDLINE", () => {
  const whole = paths.every((path) => existsSync(path)) ? read(new Set()) : [];
  const found = (query: string, records = whole) => {
    const compiled = compileMatcher(parseStrategy(query, "pubmed").strategy, { mesh });
    if (!compiled.ok) throw new Error(compiled.problems[0]!.message);
    const { matcher } = compiled;
    return { matcher, ids: records.filter((r) => matcher.matches(r)).map(({ csl }) => Number(csl.PMID)) };
  };

  it.each(Object.entries(answers))("%s", (query, pmids) => {
    expect(found(query).ids.sort((a, b) => a - b)).toEqual(pmids);
  });

  it("have the same answers where only what they look at is read", () => {
    // Few searches of every kind, for each reads the files anew.
    for (const [query, pmids] of Object.entries(answers).filter((_, i) => i % 6 === 0)) {
      const light = read(found(query).matcher.unread);
      expect(light).toHaveLength(whole.length);
      expect(
        found(query, light).ids.sort((a, b) => a - b),
        query,
      ).toEqual(pmids);
    }
  });
});
