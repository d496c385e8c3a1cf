/** Codes of ISO 639-2 (B), which MEDLINE uses, with the English names and the codes of ISO 639-1. */
const LANGUAGES = `
afr Afrikaans af, alb Albanian sq, ara Arabic ar, arm Armenian hy, aze Azerbaijani az, baq Basque eu, ben Bengali bn, bos Bosnian bs,
bul Bulgarian bg, cat Catalan ca, chi Chinese zh, hrv Croatian hr, cze Czech cs, dan Danish da, dut Dutch nl, eng English en, epo Esperanto eo,
est Estonian et, per Persian fa, fin Finnish fi, fre French fr, glg Galician gl, geo Georgian ka, ger German de, gre Greek el, heb Hebrew he,
hin Hindi hi, hun Hungarian hu, ice Icelandic is, ind Indonesian id, gle Irish ga, ita Italian it, jpn Japanese ja, kaz Kazakh kk, kor Korean ko,
kir Kirghiz ky, lat Latin la, lav Latvian lv, lit Lithuanian lt, mac Macedonian mk, may Malay ms, mul Multilingual mul, nor Norwegian no, pol Polish pl,
por Portuguese pt, rum Romanian ro, rus Russian ru, gla Gaelic gd, srp Serbian sr, slo Slovak sk, slv Slovenian sl, spa Spanish es, swa Swahili sw,
swe Swedish sv, tam Tamil ta, tha Thai th, tur Turkish tr, ukr Ukrainian uk, und Undetermined und, urd Urdu ur, uzb Uzbek uz, vie Vietnamese vi,
wel Welsh cy`;

/** Codes of ISO 639-2 (T) where they differ, and other names. */
const OTHERS: Readonly<Record<string, string>> = {
  sqi: "alb",
  hye: "arm",
  eus: "baq",
  zho: "chi",
  ces: "cze",
  nld: "dut",
  fas: "per",
  fra: "fre",
  kat: "geo",
  deu: "ger",
  ell: "gre",
  isl: "ice",
  mkd: "mac",
  msa: "may",
  ron: "rum",
  slk: "slo",
  cym: "wel",
  scr: "hrv",
  scc: "srp",
  nb: "nor",
  nn: "nor",
  farsi: "per",
  mandarin: "chi",
};

const CODES = new Map<string, string>(Object.entries(OTHERS));
for (const entry of LANGUAGES.trim().split(/,\s*/)) {
  const [code = "", name = "", short = ""] = entry.split(" ");
  for (const key of [code, name.toLowerCase(), short]) CODES.set(key, code);
}

/** The code of a language by name or code; what is not known is kept in small letters, so that the same word still matches. */
export function languageCode(language: string): string {
  const lower = language.trim().toLowerCase();
  return CODES.get(lower) ?? CODES.get(lower.split(/[-_]/)[0]!) ?? lower;
}

/** The codes of a record's languages, which stand in one text: "eng, fre". */
export const languageCodes = (languages: string): readonly string[] =>
  languages
    .split(/[,;|]/)
    .map(languageCode)
    .filter((code) => code !== "");
