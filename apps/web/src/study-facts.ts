import { datumValue, type Study } from "@coppice/model";

const maskingWords: Readonly<Record<string, string>> = {
  double: "double-masked",
  single: "single-masked",
  assessor: "assessor masked",
  open: "open",
  "not-stated": "masking not stated",
};

const historyWords: Readonly<Record<string, string>> = {
  untreated: "untreated before",
  unselected: "not selected by earlier treatment",
  "failing-standard": "failing standard treatment",
  "despite-standard": "ill despite standard treatment",
  "add-on-to-standard": "added to standard treatment",
  "known-responders": "known responders",
  "stable-on-treatment": "stable on treatment",
  "declined-standard": "declined standard treatment",
  "not-stated": "earlier treatment not stated",
};

/** How many data of a study were not seen in any source: origins that say `unverified`, wherever they stand. */
export function unverifiedCount(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, each) => sum + unverifiedCount(each), 0);
  if (typeof node !== "object" || node === null) return 0;
  const own = typeof (node as { unverified?: unknown }).unverified === "string" ? 1 : 0;
  return Object.values(node).reduce((sum: number, each) => sum + unverifiedCount(each), own);
}

/** The facts of a study that its row shows, each with the pointer at which it can be asked "Why?". */
export function studyFacts(study: Study): readonly { readonly text: string; readonly pointer: string }[] {
  const { design, masking, population } = study;
  const n = datumValue(population.randomised) ?? datumValue(population.analysed);
  const structure = datumValue(design.structure);
  return [
    {
      text: `${datumValue(design.allocation)}, ${structure === "n-of-1" ? "n-of-1" : structure.replace("-", " ")}`,
      pointer: "/design/allocation",
    },
    { text: maskingWords[datumValue(masking.level)] ?? datumValue(masking.level), pointer: "/masking/level" },
    {
      text: n === undefined ? "number not stated" : `${n} ${n === 1 ? "patient" : "patients"}`,
      pointer:
        population.randomised !== undefined
          ? "/population/randomised"
          : population.analysed !== undefined
            ? "/population/analysed"
            : "/population",
    },
    {
      text: historyWords[datumValue(population.treatmentHistory)] ?? datumValue(population.treatmentHistory),
      pointer: "/population/treatmentHistory",
    },
  ];
}
