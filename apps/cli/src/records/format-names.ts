import type { RecordFormat } from "@coppice/identify";

/** Formats as people call them. */
export const formatNames: Readonly<Record<RecordFormat, string>> = {
  ris: "RIS",
  nbib: "PubMed NBIB",
  "pubmed-xml": "PubMed XML",
  "endnote-xml": "EndNote XML",
  refer: "EndNote tagged",
  refworks: "RefWorks tagged",
  wos: "Web of Science",
  ovid: "Ovid tagged",
  bibtex: "BibTeX",
  "csl-json": "CSL-JSON",
  csv: "CSV",
  xlsx: "XLSX",
  "clinicaltrials-json": "ClinicalTrials.gov",
  "ictrp-xml": "WHO ICTRP",
};
