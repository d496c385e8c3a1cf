import { warning } from "../problem.ts";

/** How many records platforms give in one export, as documented or seen in 2025; they change. */
const CAPS: readonly { readonly platform: RegExp; readonly name: string; readonly most: number }[] = [
  { platform: /embase\.com|elsevier embase/i, name: "Embase.com", most: 10_000 },
  { platform: /ovid/i, name: "Ovid", most: 1500 },
  { platform: /scopus/i, name: "Scopus", most: 20_000 },
  { platform: /web of science|\bwos\b/i, name: "Web of Science (full records)", most: 1000 },
  { platform: /ebsco|cinahl/i, name: "EBSCO (by mail)", most: 25_000 },
  { platform: /pubmed/i, name: "PubMed (on its page)", most: 10_000 },
];

/** A warning where an export holds just as many records as its platform gives at most. */
export function exportCap(platform: string, records: number) {
  const cap = CAPS.find((each) => each.platform.test(platform));
  if (cap === undefined || records === 0 || records % cap.most !== 0) return [];
  return [
    warning(
      "export-cap",
      `The export has ${records} records, and ${cap.name} gives no more than ${cap.most} at once: the rest may be missing. Export the parts and bring all of them.`,
    ),
  ];
}
