import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doiFrom, doisIn, pmcidFrom, pmidFrom, registrationsIn } from "./identifiers.ts";

describe("doiFrom", () => {
  it("finds the bare DOI in every form that exports write", () => {
    for (const text of [
      "10.1016/j.Test.2012.05.001",
      "doi: 10.1016/j.Test.2012.05.001.",
      "https://doi.org/10.1016/j.Test.2012.05.001",
      "http://dx.doi.org/10.1016%2Fj.Test.2012.05.001",
      "10.1016/j.Test.2012.05.001 [doi]",
      "(https://dx.doi.org/10.1016/j.Test.2012.05.001)",
      "https://publisher.example/doi/10.1016/j.Test.2012.05.001?needAccess=true",
    ])
      expect(doiFrom(text)).toBe("10.1016/j.Test.2012.05.001");
  });

  it("keeps the brackets of old DOIs", () => {
    expect(doiFrom("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X968>3.0.CO;2-2")).toBe(
      "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X968>3.0.CO;2-2",
    );
    expect(doiFrom("http://dx.doi.org/10.1016/0000-1111%2876%2990001-X")).toBe(
      "10.1016/0000-1111(76)90001-X",
    );
    expect(doiFrom("10.1002/1097&lt;1::AID-1&gt;3.0")).toBe("10.1002/1097<1::AID-1>3.0");
  });

  it("finds several, each once", () => {
    expect(doisIn("10.1000/a and 10.1000/b")).toEqual(["10.1000/a", "10.1000/b"]);
    expect(doisIn("10.1000/a;10.1000/b; 10.1000/a")).toEqual(["10.1000/a", "10.1000/b"]);
    expect(doisIn("https://doi.org/10.1000/ahttps://doi.org/10.1000/b")).toEqual(["10.1000/a", "10.1000/b"]);
  });

  it("finds none where there is none", () => {
    for (const text of ["", "10.5 mg/kg", "version 10.1/2", "S0140-6736(12)60001-1"])
      expect(doiFrom(text)).toBeUndefined();
  });

  it("survives escapes that are none", () => {
    expect(doiFrom("10.1000/50%ofall%28x%29%")).toBe("10.1000/50%ofall(x)%");
    fc.assert(fc.property(fc.string(), (text) => void doisIn(`10.1000/${text}`)));
  });
});

describe("numbers", () => {
  it("reads PubMed numbers alone or with their label", () => {
    for (const text of [
      "12345678",
      "PMID: 12345678",
      "MEDLINE:12345678",
      "https://pubmed.ncbi.nlm.nih.gov/12345678/",
    ])
      expect(pmidFrom(text)).toBe("12345678");
    for (const text of ["", "2012-12345-001", "PMC12345", "0", "1234567890"])
      expect(pmidFrom(text)).toBeUndefined();
    expect(pmcidFrom("pmc1234567")).toBe("PMC1234567");
    expect(pmcidFrom("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/")).toBe("PMC1234567");
  });

  it("finds registrations in the registries' own spelling", () => {
    expect(
      registrationsIn(
        "ClinicalTrials.gov nct00000001, ISRCTN 12345678; EudraCT 2012-001234-56, chictr-trc-12345678, ACTRN12612000000000, " +
          "UMIN000012345, CTRI/2012/01/000123, DRKS00001234, CRD42012001234, NCT00000001",
      ),
    ).toEqual([
      "NCT00000001",
      "ISRCTN12345678",
      "2012-001234-56",
      "ChiCTR-TRC-12345678",
      "ACTRN12612000000000",
      "UMIN000012345",
      "CTRI/2012/01/000123",
      "DRKS00001234",
      "CRD42012001234",
    ]);
    expect(registrationsIn("2012-12345-001; page 2012-2013")).toEqual([]);
  });
});
