/** Letters that stand for one wildcard inside a word; `surely` where it is one of the known pairs of British and American spelling. */
export interface SpellingVariants {
  readonly letters: readonly string[];
  readonly surely: boolean;
}

/** Parts of words that British spelling writes with oe, where others have ae. */
const OE = [
  "oedem",
  "oesoph",
  "oestr",
  "foet",
  "coeli",
  "rrhoe",
  "amoeb",
  "homoe",
  "pnoe",
  "noeuv",
  "coelo",
  "roent",
];

const AE = [
  "haem",
  "aemi",
  "paed",
  "aesth",
  "naec",
  "faec",
  "caec",
  "caesa",
  "aetio",
  "archae",
  "palae",
  "naev",
  "taen",
  "glycae",
  "paedi",
];

/** What is written with a hyphen, with a space, or in one word. */
const PREFIXES = new Set(
  `anti bi co cross e extra follow hyper hypo in infra inter intra macro mega meta micro mid mini multi neo non out over para per
peri poly post pre pro pseudo re self semi sub super supra trans tri ultra un under uni up well x`.split(
    /\s+/,
  ),
);

const VOWELS = ["a", "e", "i", "o", "u", "y"];
const isVowel = (letter: string): boolean => VOWELS.includes(letter);

/**
 * What one letter (`one`) or none or one (`zero-or-one`) between two parts of a word can be in English: s or z, ae or e, oe or e, our or or, a
 * hyphen after a prefix, a doubled consonant, a plural, a vowel between consonants. Nothing where no rule applies: then no list is right.
 */
export function spellingVariants(
  before: string,
  after: string,
  kind: "one" | "zero-or-one",
): SpellingVariants | undefined {
  const [left, right] = [before.toLowerCase(), after.toLowerCase()];
  const [last, next] = [left.at(-1) ?? "", right[0] ?? ""];
  const orNone = (letters: readonly string[], surely: boolean): SpellingVariants => ({
    letters: kind === "one" ? letters : ["", ...letters],
    surely,
  });
  if (right === "") return kind === "zero-or-one" && /\p{L}$/u.test(left) ? orNone(["s"], true) : undefined;
  if (/[iy]$/.test(left) && left.length > 2 && /^(e[sdr]?|ing|a[bt])/.test(right))
    return { letters: ["s", "z"], surely: true };
  if (last === "o" && next === "r") return orNone(["u"], true);
  if (next === "e") {
    if (OE.some((part) => `${left}o${right}`.includes(part))) return orNone(["o"], true);
    if (AE.some((part) => `${left}a${right}`.includes(part))) return orNone(["a"], true);
  }
  if (PREFIXES.has(left)) return orNone(["-"], true);
  if (/\d/.test(last) && /\d/.test(next)) return orNone([".", "-"], false);
  if (!/\p{L}/u.test(last) || !/\p{L}/u.test(next)) return undefined;
  if (!isVowel(last) && !isVowel(next)) return orNone(VOWELS, false);
  if (!isVowel(last) && kind === "zero-or-one") {
    const guesses = next === "e" ? ["a", "o", "h", last] : ["h", "o", last];
    return orNone([...new Set(guesses)], false);
  }
  return undefined;
}
