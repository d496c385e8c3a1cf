import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { clinicaltrialsJsonReader } from "./clinicaltrials-json-reader.ts";

function read(text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = clinicaltrialsJsonReader(
    { record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) },
    { file: "studies.json" },
  );
  reader.push(text);
  reader.end();
  return { records, anomalies };
}

const study = {
  protocolSection: {
    identificationModule: {
      nctId: "NCT99999999",
      orgStudyIdInfo: { id: "WALK-1" },
      secondaryIdInfos: [
        { id: "2019-001234-12", type: "EUDRACT_NUMBER" },
        { id: "G-77", type: "OTHER_GRANT", domain: "Nowhere Foundation" },
      ],
      briefTitle: "Walking and Sleep",
      officialTitle: "An Invented Randomized Trial of Walking for Sleep",
      acronym: "WALKS",
    },
    statusModule: {
      overallStatus: "RECRUITING",
      startDateStruct: { date: "2020-02", type: "ESTIMATED" },
      studyFirstSubmitDate: "2019-12-01",
      studyFirstPostDateStruct: { date: "2019-12-05", type: "ACTUAL" },
    },
    sponsorCollaboratorsModule: {
      leadSponsor: { name: "University of Nowhere", class: "OTHER" },
      collaborators: [{ name: "Walkers' Union", class: "OTHER" }],
    },
    descriptionModule: { briefSummary: "People walk." },
    conditionsModule: { conditions: ["Insomnia"], keywords: ["walking"] },
    designModule: {
      studyType: "INTERVENTIONAL",
      phases: ["NA"],
      designInfo: { allocation: "RANDOMIZED" },
      enrollmentInfo: { count: 120, type: "ESTIMATED" },
    },
    armsInterventionsModule: {
      interventions: [{ type: "BEHAVIORAL", name: "Walking", description: "Daily" }],
    },
    outcomesModule: { primaryOutcomes: [{ measure: "Hours of sleep", timeFrame: "4 weeks" }] },
    referencesModule: {
      references: [
        { pmid: "11111111", type: "BACKGROUND", citation: "Doe J. Sleep. 2001." },
        { pmid: "22222222", type: "RESULT", citation: "Roe R. Walks. 2022." },
      ],
    },
    contactsLocationsModule: { locations: [{ city: "Nowhere" }] },
  },
  derivedSection: {
    conditionBrowseModule: {
      meshes: [{ id: "D007319", term: "Sleep Initiation and Maintenance Disorders" }],
    },
  },
  hasResults: false,
};

describe("clinicaltrialsJsonReader", () => {
  it("makes a document of a study, with its numbers, titles, sponsor, terms, dates and reports", () => {
    const { records, anomalies } = read(JSON.stringify(study));
    expect(anomalies).toEqual([]);
    expect(records[0]).toMatchObject({
      csl: {
        type: "document",
        genre: "Clinical trial registration",
        title: "An Invented Randomized Trial of Walking for Sleep",
        "title-short": "Walking and Sleep",
        number: "NCT99999999",
        URL: "https://clinicaltrials.gov/study/NCT99999999",
        author: [{ literal: "University of Nowhere" }],
        contributor: [{ literal: "Walkers' Union" }],
        issued: { "date-parts": [[2019, 12, 5]] },
        status: "RECRUITING",
      },
      registrations: ["NCT99999999", "2019-001234-12"],
      accessions: [
        { database: "Organization's study ID", value: "WALK-1" },
        { database: "Nowhere Foundation", value: "G-77" },
      ],
      keywords: ["Insomnia", "walking", "Walking"],
      relations: [
        { kind: "cites", pmid: "11111111", citation: "Doe J. Sleep. 2001.", note: "background" },
        { kind: "associated-publication", pmid: "22222222", citation: "Roe R. Walks. 2022.", note: "result" },
      ],
      headings: [{ term: "Sleep Initiation and Maintenance Disorders", ui: "D007319", scheme: "MeSH" }],
      origin: { format: "clinicaltrials-json", file: "studies.json", number: 1, line: 1 },
    });
    expect(records[0]!.abstractSections).toContainEqual({
      label: "Study design",
      text: "interventional; na; randomized; enrolment 120",
    });
    expect(records[0]!.csl.abstract).toContain("Primary outcomes: Hours of sleep: 4 weeks");
  });

  it("keeps what it has no place for, so that every text of the study is in the record", () => {
    const record = JSON.stringify(read(JSON.stringify(study)).records);
    const texts: string[] = [];
    JSON.stringify(study, (_key, value: unknown) => {
      if (typeof value === "string") texts.push(value);
      return value;
    });
    // Codes are written as words where a sentence is made of them.
    const words = (text: string) => text.toLowerCase().replaceAll("_", " ");
    for (const text of texts) if (!/^\d{4}-\d\d/.test(text)) expect(words(record)).toContain(words(text));
  });

  it("reads pages of a search, lists and lines alike, and says that a page is not all", () => {
    const second = structuredClone(study);
    second.protocolSection.identificationModule.nctId = "NCT88888888";
    const numbers = (text: string) => read(text).records.map(({ csl }) => csl.number);
    const both = ["NCT99999999", "NCT88888888"];
    expect(numbers(JSON.stringify([study, second]))).toEqual(both);
    expect(numbers(`${JSON.stringify(study)}\n${JSON.stringify(second)}\n`)).toEqual(both);
    expect(numbers(JSON.stringify([{ studies: [study] }, { studies: [second] }]))).toEqual(both);
    const page = read(
      JSON.stringify({ totalCount: 9, studies: [study, second], nextPageToken: "abc" }, null, 2),
    );
    expect(page.records.map(({ csl }) => csl.number)).toEqual(both);
    expect(page.anomalies).toMatchObject([{ code: "page-of-more", raw: "abc" }]);
  });

  it("says what is not a study", () => {
    expect(read('{"message": "no such study"}').anomalies).toMatchObject([{ code: "not-a-record" }]);
  });

  const samples = new URL("../../../../../shared/data/apis/clinicaltrials-v2/", import.meta.url);
  it.skipIf(!existsSync(samples))("reads the API's own samples (they are not part of the repository)", () => {
    for (const name of readdirSync(samples)) {
      const { records, anomalies } = read(readFileSync(new URL(name, samples), "utf8"));
      expect(
        records.map(({ csl }) => `${csl.number}.json`),
        name,
      ).toEqual([name]);
      expect(anomalies, name).toEqual([]);
    }
  });
});
