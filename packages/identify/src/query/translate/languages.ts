/** Languages by the three letters that PubMed and MARC use, for databases that want the name, or the letters. */
const names: ReadonlyMap<string, string> = new Map([
  ["eng", "english"],
  ["fre", "french"],
  ["ger", "german"],
  ["spa", "spanish"],
  ["por", "portuguese"],
  ["ita", "italian"],
  ["dut", "dutch"],
  ["dan", "danish"],
  ["nor", "norwegian"],
  ["swe", "swedish"],
  ["fin", "finnish"],
  ["pol", "polish"],
  ["cze", "czech"],
  ["hun", "hungarian"],
  ["rus", "russian"],
  ["ukr", "ukrainian"],
  ["tur", "turkish"],
  ["gre", "greek"],
  ["ara", "arabic"],
  ["per", "persian"],
  ["heb", "hebrew"],
  ["hin", "hindi"],
  ["chi", "chinese"],
  ["jpn", "japanese"],
  ["kor", "korean"],
]);

/** The name of a language that is given by its letters, else what was given. */
export const languageName = (written: string): string => names.get(written.toLowerCase()) ?? written;
