/** `coppice import`, `convert`, `show` and `dedupe` as a user runs them, on invented records. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";

let home: string;

beforeAll(async () => {
  home = await temporaryFolder();
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

async function fileWith(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(home, name);
  await writeFile(path, content);
  return path;
}

const ris = [
  "TY  - JOUR",
  "AU  - Invented, Anna",
  "TI  - Oxygen for imaginary dyspnoea: a randomised trial",
  "JO  - Journal of Imaginary Medicine",
  "PY  - 2011",
  "VL  - 12",
  "SP  - 123",
  "EP  - 129",
  "DO  - 10.1234/jim.12.123",
  "ER  - ",
  "",
  "TY  - JOUR",
  "AU  - Other, Otto",
  "TI  - Air for imaginary dyspnoea",
  "PY  - in press",
  "ER  - ",
  "",
].join("\r\n");

const nbib = [
  "PMID- 90000001",
  "OWN - NLM",
  "TI  - Oxygen for imaginary dyspnoea: a randomised trial.",
  "PG  - 123-9",
  "FAU - Invented, Anna",
  "AU  - Invented A",
  "JT  - Journal of imaginary medicine",
  "TA  - J Imag Med",
  "DP  - 2011 Mar",
  "VI  - 12",
  "MH  - Dyspnea/*therapy",
  "PT  - Randomized Controlled Trial",
  "",
].join("\n");

describe("coppice import", () => {
  test("says of each file what it is, how many records it holds and what was odd, and where", async () => {
    const one = await fileWith("export.txt", ris);
    const two = await fileWith("medline.gz", gzipSync(nbib));
    const { code, stdout } = await coppice(["import", one, two]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/export\.txt +RIS +2 +2 +bad-date/);
    expect(stdout).toMatch(/medline\.gz +PubMed NBIB +1 +1 +none/);
    expect(stdout).toContain(
      `${one}:15: "in press" (PY) is no date; it was kept as it is written. [bad-date]`,
    );
    expect(stdout).toContain("2 files, 3 records read, 1 anomaly.");
  });

  test("prints JSON alone, one entry a file", async () => {
    const one = await fileWith("export.txt", ris);
    const { code, stdout } = await coppice(["import", one, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        file: one,
        format: "ris",
        encoding: "utf-8",
        records: 2,
        anomalies: [{ line: 15, code: "bad-date" }],
      },
    ]);
  });

  test("finds problems in a file without records, and goes on with the others", async () => {
    const rubbish = await fileWith("notes.md", "Dear all,\nplease see below.\n");
    const one = await fileWith("export.txt", ris);
    const { code, stdout } = await coppice(["import", rubbish, one]);
    expect(code).toBe(1);
    expect(stdout).toContain("export it again in one of these formats. [unknown-format]");
    expect(stdout).toMatch(/export\.txt +RIS +2/);
  });

  test("says how many records a file holds where not all of them could be read", async () => {
    const cut = await fileWith("cut.json", '[{"type":"book","title":"A"},{"type":"book","ti');
    const { code, stdout } = await coppice(["import", cut]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/FILE +FORMAT +IN FILE +READ +ANOMALIES/);
    expect(stdout).toMatch(/cut\.json +CSL-JSON +2 +1 +bad-json/);
    expect(stdout).toContain("1 file, 1 of 2 records read, 1 anomaly.");
    expect(JSON.parse((await coppice(["import", cut, "--json"])).stdout)).toMatchObject([
      { recordsInFile: 2, records: 1, anomalies: [{ code: "bad-json", recordsNotRead: 1 }] },
    ]);
  });

  test("says and passes over a folder among the files, which is misuse where there is nothing else", async () => {
    const one = await fileWith("export.txt", ris);
    const beside = await coppice(["import", home, one]);
    expect(beside.code).toBe(0);
    expect(beside.stderr).toContain(`${home} is a folder and was passed over; name the files in it.`);
    expect(beside.stdout).toContain("1 file, 2 records read, 1 anomaly.");
    expect((await coppice(["import", home])).code).toBe(2);
  });

  test("is misuse where there is no file", async () => {
    const { code, stderr } = await coppice(["import", join(home, "none.ris")]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be read: there is no such file.");
  });
});

describe("coppice convert", () => {
  for (const ending of ["ris", "nbib", "bib", "json", "csv", "xlsx"]) {
    test(`carries a record through .${ending} and back without loss`, async () => {
      const source = await fileWith("medline.nbib", nbib);
      const written = join(home, `written.${ending}`);
      expect((await coppice(["convert", source, written])).stdout).toContain("1 record written");
      const record = async (path: string) => {
        const { origin, ...rest } = JSON.parse((await coppice(["show", path, "--json"])).stdout);
        expect(origin.file).toBe(path);
        return rest;
      };
      expect(await record(written)).toEqual(await record(source));
    });
  }

  test("is misuse where the name says no format", async () => {
    const { code, stderr } = await coppice(["convert", await fileWith("a.ris", ris), join(home, "b.docx")]);
    expect(code).toBe(2);
    expect(stderr).toContain("names no format that can be written");
  });
});

describe("coppice show", () => {
  test("shows a record in full", async () => {
    const { code, stdout } = await coppice(["show", await fileWith("medline.nbib", nbib), "--record", "1"]);
    expect(code).toBe(0);
    for (const words of [
      "Oxygen for imaginary dyspnoea",
      "Anna Invented",
      "2011 Mar;12:123-129",
      "Dyspnea / therapy*",
      "90000001",
    ])
      expect(stdout).toContain(words);
  });

  test("is misuse beyond the last record", async () => {
    const { code, stderr } = await coppice(["show", await fileWith("a.ris", ris), "--record", "3"]);
    expect(code).toBe(2);
    expect(stderr).toContain("has no record 3; give a number from 1 to 2.");
  });
});

describe("coppice dedupe", () => {
  test("finds a copy across databases and says why, and writes one row a record", async () => {
    const paths = [await fileWith("a.ris", ris), await fileWith("b.nbib", nbib)];
    const out = join(home, "clusters.csv");
    const { code, stdout } = await coppice(["dedupe", ...paths, "--out", out, "--explain"]);
    expect(code).toBe(0);
    expect(stdout).toContain("3 records: 2 publications, 1 surplus copy in 1 cluster.");
    expect(stdout.replace(/\s+/g, " ")).toContain("The titles are the same");
    const rows = (await readFile(out, "utf8")).trim().split("\n");
    expect(rows[0]).toBe("record_id,cluster_id,keep");
    expect(rows).toHaveLength(4);
    expect(rows.filter((row) => row.endsWith(",1"))).toHaveLength(2);
  });

  test("takes the ids of a table, and a person's decisions win", async () => {
    const table = await fileWith(
      "t.csv",
      'record_id,title,authors,year,journal,volume,pages\nx1,Oxygen for imaginary dyspnoea,"Invented, Anna",2011,J Imag Med,12,123-9\nx2,Oxygen for imaginary dyspnoea,"Invented, A.",2011,J Imag Med,12,123\n',
    );
    const json = async (...words: readonly string[]) =>
      JSON.parse((await coppice(["dedupe", table, "--json", ...words])).stdout);
    expect((await json()).clusters.map((each: { members: string[] }) => each.members)).toEqual([
      ["x1", "x2"],
    ]);
    const decisions = await fileWith("decisions.csv", "kind,a,b\ndifferent,x1,x2\n");
    expect((await json("--decisions", decisions)).clusters).toHaveLength(2);
    const wrong = await fileWith("wrong.csv", "kind,a,b\nmaybe,x1,x2\n");
    const { code, stderr } = await coppice(["dedupe", table, "--decisions", wrong]);
    expect(code).toBe(2);
    expect(stderr).toContain(':2: the kind "maybe" is none; write same or different.');
  });

  test("leaves the clusters of an earlier run as they are", async () => {
    const first = await fileWith("a.csv", "record_id,title\nk1,One thing\nk2,Another thing altogether\n");
    const library = await fileWith("library.csv", "record_id,cluster_id,keep\nk1,k2,0\nk2,k2,1\n");
    const { stdout } = await coppice(["dedupe", first, "--library", library, "--json"]);
    expect(JSON.parse(stdout).clusters).toMatchObject([{ master: "k2", members: ["k1", "k2"] }]);
  });
});
