import type { Agreement } from "./agreement.ts";
import type { Refusal } from "./refusal.ts";
import { samePlace } from "./veto.ts";

/**
 * Whether a refusal is one that a person may well lift. Most are not: an erratum is an erratum, and one abstract in the supplements of
 * two journals, each with its own volume and page, is no question. Doubt is where a field that would decide is missing or can be a
 * slip.
 */
export function isDoubtful(refusal: Refusal, agreement: Agreement): boolean {
  const { title, volume, issue, pages, abstract, years = 0, doi } = agreement;
  const exact = title.level === "same" || title.level === "spelling";
  const incomplete = volume === "missing" || pages === "missing" || pages === "unclear";
  if (years > 1) return false;
  switch (refusal) {
    case "other-journal":
      return (
        exact &&
        incomplete &&
        volume !== "different" &&
        pages !== "different" &&
        abstract !== "different" &&
        doi !== "different"
      );
    case "abstract-and-paper":
      return (
        volume !== "different" &&
        (pages !== "different" || volume === "same") &&
        abstract !== "different" &&
        doi !== "different"
      );
    case "other-pages":
      return exact && volume === "same" && abstract !== "different" && doi !== "different";
    case "other-volume":
      return exact && pages !== "different" && abstract !== "different" && doi !== "different";
    case "other-text":
      return exact && years === 0;
    case "different-doi":
      return exact && abstract !== "different";
    case "different-pmid":
      return exact;
    case "numbers-in-titles":
      return samePlace(agreement);
    case "one-page":
      return title.level === "similar" && issue !== "different" && abstract !== "different";
    case "untitled":
    case "two-of-library":
      return true;
    case "little-known":
      return pages !== "different" && volume !== "different" && abstract !== "different";
    default:
      return false;
  }
}
