/** Entries of ClinicalTrials.gov that nobody registered, in the layout of its API 2. */
export function inventedStudies(
  count: number,
  word = "immunoglobulin",
): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, (_, i) => {
    const nctId = `NCT${String(90_000_001 + i).padStart(8, "0")}`;
    const year = 2005 + (i % 20);
    return {
      protocolSection: {
        identificationModule: {
          nctId,
          orgStudyIdInfo: { id: `INV-${i + 1}` },
          briefTitle: `${word} for imaginary dyspnoea ${i + 1}`,
          officialTitle: `An invented trial of ${word} for imaginary dyspnoea, number ${i + 1}`,
        },
        statusModule: {
          overallStatus: i % 3 === 0 ? "COMPLETED" : "RECRUITING",
          startDateStruct: { date: `${year}-03` },
          studyFirstPostDateStruct: { date: `${year}-01-15`, type: "ACTUAL" },
          lastUpdatePostDateStruct: { date: `${year + 1}-06-30`, type: "ACTUAL" },
        },
        sponsorCollaboratorsModule: { leadSponsor: { name: "Invented Institute", class: "OTHER" } },
        descriptionModule: { briefSummary: `Whether ${word} helps in imaginary dyspnoea.` },
        conditionsModule: { conditions: ["Imaginary dyspnoea"], keywords: [word] },
        designModule: { studyType: "INTERVENTIONAL", phases: ["PHASE3"] },
      },
      derivedSection: {},
      hasResults: false,
    };
  });
}
