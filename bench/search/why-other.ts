import type { CaseResult } from "./translation-cases.ts";

interface Reason {
  readonly holds: (result: CaseResult) => boolean;
  readonly says: string;
}

/** Why our answer to a case that nobody disputes is another one. General, so that cases of the same kind elsewhere have the same reason. */
const REASONS: readonly Reason[] = [
  {
    holds: ({ of }) => /^<RCT filter>$/i.test(of.input),
    says: "A named filter stands for the published and dated one that is kept for the platform, not for the text of the other tool; where none is kept the line is dropped and told.",
  },
  {
    holds: ({ of }) => /^<SR filter>$/i.test(of.input),
    says: "No filter for systematic reviews is kept for this platform, and the other tool's text is no valid search there; the line is dropped and told.",
  },
  {
    holds: ({ of }) => of.from === "plain" && /\b(?:near|adj)\/?\d+\b/i.test(of.input),
    says: "NEAR and ADJ with a number are read as Ovid and Embase.com count (one word fewer between), and the target counts otherwise: the same number would find more.",
  },
  {
    holds: ({ of }) => of.from === "plain" && /\b[NW]\d+\b/.test(of.input),
    says: "N with a number is read as EBSCOhost counts (so many words between), and the target counts otherwise: the same number would find less.",
  },
  {
    holds: ({ of }) => of.from === "plain" && /\w\$/.test(of.input),
    says: "$ at the end of a word is Ovid's truncation; as a single letter it would find less than most who write it mean.",
  },
  {
    holds: ({ of }) => /\w\?/.test(of.input),
    says: "The target has no sign for none or one letter: both forms are listed, which finds just that; unlimited truncation finds more.",
  },
  {
    holds: ({ of }) => /\[sh\]/i.test(of.input) && /\.fs\./.test(String(of.expected)),
    says: "The same search: Ovid needs no quotation marks here, and case does not matter.",
  },
  {
    holds: ({ of }) => of.kind === "field-table" && /^ALL=TERM$/.test(String(of.expected)),
    says: "TS (title, abstract, author keywords, Keywords Plus) is the counterpart of a text word; ALL also searches authors, addresses and journals.",
  },
  {
    holds: ({ of }) => of.from === "wos" && /TS=/i.test(of.input),
    says: "Web of Science's topic holds author keywords: on EBSCOhost these are in SU, and CINAHL has no KW.",
  },
];

/** Nothing where no reason is known: then the answer is a fault. */
export const whyOther = (result: CaseResult): string | undefined =>
  REASONS.find(({ holds }) => holds(result))?.says;
