import type { SearchFilter } from "./search-filter.ts";

const source =
  "IEBH/sra-polyglot, commit 8691a6d (MIT); after Shojania KG, Bero LA. Eff Clin Pract 2001;4:157-62";

/** Systematic reviews, in a short form that is meant for scoping searches. */
export const systematicReviews: SearchFilter = {
  id: "sr",
  names: ["sr filter", "systematic review filter", "systematic reviews filter"],
  none: { cochrane: "reviews are a tab of their own in the Cochrane Library" },
  texts: [
    {
      engine: "ovid-medline",
      name: "a short filter for systematic reviews",
      date: "2001",
      source,
      validated: false,
      text: "Medline.tw. OR Pubmed.tw. OR (systematic.tw. AND review.tw.) OR meta-analysis.pt. OR CDSR.jn.",
    },
    {
      engine: "embase",
      name: "a short filter for systematic reviews",
      date: "2001",
      source,
      validated: false,
      text: "Medline:ti,ab OR Pubmed:ti,ab OR (systematic:ti,ab AND review:ti,ab) OR meta-analysis:pt OR CDSR:jt",
    },
    {
      engine: "pubmed",
      name: "PubMed's own filter for systematic reviews",
      date: "2019",
      source: "NLM, PubMed help, systematic review subset strategy",
      validated: false,
      text: "systematic[sb]",
    },
  ],
};
