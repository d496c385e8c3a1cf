import type { Explanation, Share } from "@coppice/screen";
import { wrapped } from "./terminal-text.ts";

/** The prior's signs by name, as a person would say them; several of one kind are one. */
const SIGNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["simW", "simS", "simT", "simL", "simSc", "simLc", "simTc", "dens"].map((name) => [
      name,
      "likeness to the topic",
    ]),
  ),
  ...Object.fromEntries(
    ["cenS", "cenL", "cenT", "nnS"].map((name) => [name, "likeness to the other records"]),
  ),
  words: "words that reviews include or exclude",
  noabs: "an abstract or none",
  labs: "length of the abstract",
  ltit: "length of the title",
  q: "a question as title or not",
  bracket: "a translated title or not",
  pct: "how many percentages",
  pval: "p-values or none",
  nums: "how many numbers",
  case: "a case report or not",
  rand: "randomised or not",
  rev: "a review or not",
  dblind: "double blind or not",
  animal: "animals or not",
  dta: "diagnostic accuracy or not",
  cohort: "a cohort or not",
  letter: "a letter or not",
  vitro: "in vitro or not",
  we: "“we” and “our” or not",
  guid: "a guideline or not",
  prot: "a protocol or not",
};

/** Shares under this part of the largest say nothing worth reading. */
const FAINT = 0.1;

/** Why a record comes now, in words. */
export function whyLines(why: Explanation, columns: number): readonly string[] {
  const signs = new Map<string, number>();
  for (const { what, share } of why.signs) {
    const name = what.replace(/^sign: /, "");
    const said = SIGNS[name] ?? name;
    signs.set(said, (signs.get(said) ?? 0) + share);
  }
  const looks = [...signs].map(([what, share]) => ({ what, share }));
  const taught = why.decision === null ? [] : sides("By your decisions", why.words);
  return [
    ...(taught.length > 0 ? taught : ["Your decisions have not taught anything about it yet."]),
    ...sides("By what it looks like", looks),
    "This is an order of reading, no proposal to include or exclude.",
  ].flatMap((line) => wrapped(line, columns));
}

function sides(name: string, shares: readonly Share[]): readonly string[] {
  const largest = Math.max(0, ...shares.map(({ share }) => Math.abs(share)));
  const telling = shares
    .filter(({ share }) => Math.abs(share) > FAINT * largest)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
  const side = (sign: 1 | -1): string =>
    telling
      .filter(({ share }) => Math.sign(share) === sign)
      .map(({ what }) => what)
      .join(", ");
  const [earlier, later] = [side(1), side(-1)];
  if (earlier === "" && later === "") return [];
  return [
    `${name}: ${[earlier === "" ? "" : `earlier for ${earlier}`, later === "" ? "" : `later for ${later}`].filter((part) => part !== "").join("; ")}.`,
  ];
}
