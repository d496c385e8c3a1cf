import { describe, expect, it } from "vitest";
import { canonicalDecisions, canonicalRecords } from "./canonical-text.ts";
import { stoppingCertificate } from "./certificate.ts";
import { randomSample } from "./random-sample.ts";
import { decisionsInOrder } from "./screening-so-far.ts";

describe("a stopping certificate", () => {
  it("says in words and in data what was tested, on what, and what is assumed", () => {
    const stated = randomSample(
      { left: 80, relevantBefore: 40, labels: Array<boolean>(60).fill(false) },
      { target: 0.95, confidence: 0.95 },
    );
    if (!stated.ok) throw new Error("refused");
    const certificate = stoppingCertificate(stated.statement, {
      records: { count: 200, sha256: "aa" },
      decisions: { count: 120, sha256: "bb" },
      sample: { count: 60, sha256: "cc", seed: 7, decidedBefore: 120 },
    });
    const words = certificate.words.join("\n");
    for (const said of ["Guarantee", "95 %", "Assumed: ", "SHA-256 aa", "SHA-256 bb", "seed 7", "SHA-256 cc"])
      expect(words).toContain(said);
    expect(JSON.parse(JSON.stringify(certificate))).toEqual(certificate);
  });

  it("rests on texts that change when a title, a label or the order does", () => {
    const records = canonicalRecords([{ id: "1", title: 'A "b"', abstract: "c\nd" }]);
    expect(records).toBe('["1","A \\"b\\"","c\\nd"]\n');
    const one = { id: "1", relevant: true };
    const two = { id: "2", relevant: false };
    expect(canonicalDecisions([one, two])).toBe('["1",1]\n["2",0]\n');
    expect(canonicalDecisions([two, one])).not.toBe(canonicalDecisions([one, two]));
  });
});

describe("decisions in order", () => {
  const ids = new Set(["1", "2"]);

  it("count once, where they were first made", () => {
    const twice = [
      { id: "2", relevant: false },
      { id: "1", relevant: true },
      { id: "2", relevant: false },
    ];
    expect(decisionsInOrder(ids, twice)).toEqual({ ok: true, decisions: twice.slice(0, 2) });
  });

  it("are refused where they contradict each other or name no record", () => {
    const read = decisionsInOrder(ids, [
      { id: "1", relevant: true },
      { id: "1", relevant: false },
      { id: "9", relevant: true },
    ]);
    expect(!read.ok && read.problems.map(({ code }) => code).sort()).toEqual([
      "contradicting-labels",
      "unknown-record",
    ]);
  });
});
