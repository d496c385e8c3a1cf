import { describe, expect, it } from "vitest";
import { read } from "./tree-text.ts";

describe("ClinicalTrials.gov", () => {
  it("joins the parameters of the interface with AND", () => {
    expect(read("clinicaltrials", 'query.cond=guillain barre OR "cidp"&query.intr=ivig')).toBe(
      'AND[OR[guillain&barre{condition}, "cidp"{condition}], ivig{intervention}]',
    );
    expect(read("clinicaltrials", "query.cond=asthma\nquery.titles=child")).toBe(
      "AND[asthma{condition}, child{title}]",
    );
    expect(read("clinicaltrials", "query.cond=asthma&filter.overallStatus=RECRUITING")).toBe(
      "AND[asthma{condition}, VERBATIM[filter.overallStatus=RECRUITING]]",
    );
  });

  it("reads areas that others have a field for", () => {
    expect(read("clinicaltrials", "AREA[Condition](asthma OR copd) AND AREA[InterventionName]ivig")).toBe(
      "AND[OR[asthma{condition}, copd{condition}], ivig{intervention}]",
    );
    expect(read("clinicaltrials", "AREA[LastUpdatePostDate]RANGE[2026-01-01,MAX]")).toBe(
      "revised:2026-01-01..",
    );
  });

  it("keeps what no other has, word for word, with its operand", () => {
    expect(
      read(
        "clinicaltrials",
        'AREA[StudyType]INTERVENTIONAL AND EXPANSION[None](a OR b) OR AREA[Phase]COVERAGE[FullMatch]"phase 3"',
      ),
    ).toBe(
      'OR[AND[VERBATIM[AREA[StudyType]INTERVENTIONAL], VERBATIM[EXPANSION[None](a OR b)]], VERBATIM[AREA[Phase]COVERAGE[FullMatch]"phase 3"]]',
    );
  });
});
