import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { ictrpXmlReader } from "./ictrp-xml-reader.ts";

function read(text: string, size = text.length || 1) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = ictrpXmlReader({ record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) }, {});
  for (let i = 0; i < text.length; i += size) reader.push(text.slice(i, i + size));
  reader.end();
  return { records, anomalies };
}

const TRIAL = `<Trial><Export_date>08/28/2026 20:14:44</Export_date>
    <Internal_Number>1
    </Internal_Number>
    <TrialID>NCT99999999
    </TrialID>
    <Last_Refreshed_on>24 August 2026</Last_Refreshed_on>
    <Public_title>Walking for calm &amp; sleep
    </Public_title>
    <Scientific_title>An invented trial&lt;br&gt;of walking in adults</Scientific_title>
    <Acronym/>
    <Primary_sponsor>University of Nowhere
    </Primary_sponsor>
    <Secondary_Sponsor>Walkers' Union;Nowhere Foundation</Secondary_Sponsor>
    <Date_registration>05/03/2019</Date_registration>
    <Source_Register>ClinicalTrials.gov</Source_Register>
    <web_address>https://clinicaltrials.gov/show/NCT99999999</web_address>
    <other_records>Yes</other_records>
    <Recruitment_Status>Recruiting</Recruitment_Status>
    <Inclusion_agemin>18 Years</Inclusion_agemin>
    <Date_enrollement>2019-04-01</Date_enrollement>
    <Countries>Germany;France</Countries>
    <Contact_Email>nobody@example.org</Contact_Email>
    <Inclusion_Criteria>&lt;br&gt; Adults&#x0D;
 who walk</Inclusion_Criteria>
    <Condition>Insomnia;Anxiety</Condition>
    <Intervention>Behavioral: walking</Intervention>
    <Primary_outcome>Hours of sleep</Primary_outcome>
    <Secondary_ID>2019-001234-12;WALK-1; Nil known</Secondary_ID>
  </Trial>`;
const file = (...trials: readonly string[]) =>
  `<?xml version='1.0' encoding='UTF-8' ?>\n<Trials_downloaded_from_ICTRP>\n  ${trials.join("\n  ")}\n</Trials_downloaded_from_ICTRP>`;

describe("ictrpXmlReader", () => {
  it("makes a document of an entry, with its numbers, titles, sponsors, date and what is known of the trial", () => {
    const { records, anomalies } = read(file(TRIAL));
    expect(anomalies).toEqual([]);
    expect(records[0]).toMatchObject({
      csl: {
        type: "document",
        genre: "Clinical trial registration",
        number: "NCT99999999",
        title: "An invented trial of walking in adults",
        "title-short": "Walking for calm & sleep",
        author: [{ literal: "University of Nowhere" }],
        contributor: [{ literal: "Walkers' Union" }, { literal: "Nowhere Foundation" }],
        issued: { "date-parts": [[2019, 3, 5]] },
        "container-title": "ClinicalTrials.gov",
        URL: "https://clinicaltrials.gov/show/NCT99999999",
        status: "Recruiting",
        abstract:
          "Countries: Germany;France\nInclusion criteria: Adults\nwho walk\nCondition: Insomnia;Anxiety\nIntervention: Behavioral: walking\nPrimary outcome: Hours of sleep",
      },
      registrations: ["NCT99999999", "2019-001234-12"],
      accessions: [{ database: "Secondary_ID", value: "WALK-1" }],
      keywords: ["Insomnia", "Anxiety", "Behavioral: walking"],
      history: [
        { status: "last-refreshed", date: { "date-parts": [[2026, 8, 24]] } },
        { status: "enrolment", date: { "date-parts": [[2019, 4, 1]] } },
      ],
      origin: { format: "ictrp-xml", number: 1, line: 3 },
    });
    for (const field of [
      { tag: "Export_date", value: "08/28/2026 20:14:44" },
      { tag: "Inclusion_agemin", value: "18 Years" },
      { tag: "Contact_Email", value: "nobody@example.org" },
      { tag: "other_records", value: "Yes" },
    ])
      expect(records[0]!.other).toContainEqual(field);
  });

  it("prefers the date in figures to the one whose order is not sure", () => {
    const text = TRIAL.replace(
      "</Date_registration>",
      "</Date_registration><Date_registration3>20190305</Date_registration3>",
    ).replace("05/03/2019", "03/05/2019");
    expect(read(file(text)).records[0]!.csl.issued).toEqual({ "date-parts": [[2019, 3, 5]] });
  });

  it("takes the public title where there is no scientific one", () => {
    const { csl } = read(
      file("<Trial><TrialID>ISRCTN12345678</TrialID><Public_title> Short </Public_title></Trial>"),
    ).records[0]!;
    expect(csl.title).toBe("Short");
    expect(csl["title-short"]).toBeUndefined();
  });

  it("saves the whole entries of a file that is cut off, and what there is of the last", () => {
    const text = file(TRIAL, TRIAL.replaceAll("NCT99999999", "NCT88888888"), TRIAL);
    const { records, anomalies } = read(text.slice(0, text.lastIndexOf("<Countries>") + 15));
    expect(records.map(({ csl }) => csl.number)).toEqual(["NCT99999999", "NCT88888888", "NCT99999999"]);
    expect(anomalies).toMatchObject([{ code: "truncated-record", record: 3 }]);
  });

  it("reads the registries' own data set", () => {
    const text = `<trials><trial><main><trial_id>DRKS00000001</trial_id><reg_name>DRKS</reg_name><date_registration>12/11/2018</date_registration>
      <primary_sponsor>U</primary_sponsor><public_title>P</public_title><scientific_title>S</scientific_title><hc_freetext>Insomnia</hc_freetext></main>
      <countries><country2>Germany</country2></countries><secondary_ids><secondary_id><sec_id>U1111-1</sec_id></secondary_id></secondary_ids></trial></trials>`;
    const { records } = read(text);
    expect(records[0]).toMatchObject({
      csl: {
        number: "DRKS00000001",
        title: "S",
        "container-title": "DRKS",
        issued: { "date-parts": [[2018, 11, 12]] },
      },
      registrations: ["DRKS00000001"],
      keywords: ["Insomnia"],
      accessions: [{ database: "sec_id", value: "U1111-1" }],
    });
  });

  it("reads the same in pieces of any size", () => {
    const text = file(TRIAL, TRIAL).replaceAll("\n", "\r\n");
    for (const size of [1, 7, 64, 1000]) expect(read(text, size)).toEqual(read(text));
  });
});
