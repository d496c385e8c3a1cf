/**
 * The subheadings (qualifiers) of MeSH by their two letters: NLM's list of 2014, and `dg`, which took the place of `ra`, `ri` and
 * `us` in 2017. Old ones are kept, for strategies outlive them.
 */
export const SUBHEADINGS: ReadonlyMap<string, string> = new Map([
  ["aa", "analogs & derivatives"],
  ["ab", "abnormalities"],
  ["ad", "administration & dosage"],
  ["ae", "adverse effects"],
  ["ag", "agonists"],
  ["ah", "anatomy & histology"],
  ["ai", "antagonists & inhibitors"],
  ["an", "analysis"],
  ["bi", "biosynthesis"],
  ["bl", "blood"],
  ["bs", "blood supply"],
  ["cf", "cerebrospinal fluid"],
  ["ch", "chemistry"],
  ["ci", "chemically induced"],
  ["cl", "classification"],
  ["cn", "congenital"],
  ["co", "complications"],
  ["cs", "chemical synthesis"],
  ["ct", "contraindications"],
  ["cy", "cytology"],
  ["de", "drug effects"],
  ["df", "deficiency"],
  ["dg", "diagnostic imaging"],
  ["dh", "diet therapy"],
  ["di", "diagnosis"],
  ["dt", "drug therapy"],
  ["du", "diagnostic use"],
  ["ec", "economics"],
  ["ed", "education"],
  ["eh", "ethnology"],
  ["em", "embryology"],
  ["en", "enzymology"],
  ["ep", "epidemiology"],
  ["es", "ethics"],
  ["et", "etiology"],
  ["gd", "growth & development"],
  ["ge", "genetics"],
  ["hi", "history"],
  ["im", "immunology"],
  ["in", "injuries"],
  ["ip", "isolation & purification"],
  ["ir", "innervation"],
  ["is", "instrumentation"],
  ["lj", "legislation & jurisprudence"],
  ["ma", "manpower"],
  ["me", "metabolism"],
  ["mi", "microbiology"],
  ["mo", "mortality"],
  ["mt", "methods"],
  ["nu", "nursing"],
  ["og", "organization & administration"],
  ["pa", "pathology"],
  ["pc", "prevention & control"],
  ["pd", "pharmacology"],
  ["ph", "physiology"],
  ["pk", "pharmacokinetics"],
  ["po", "poisoning"],
  ["pp", "physiopathology"],
  ["ps", "parasitology"],
  ["px", "psychology"],
  ["py", "pathogenicity"],
  ["ra", "radiography"],
  ["re", "radiation effects"],
  ["rh", "rehabilitation"],
  ["ri", "radionuclide imaging"],
  ["rt", "radiotherapy"],
  ["sc", "secondary"],
  ["sd", "supply & distribution"],
  ["se", "secretion"],
  ["sn", "statistics & numerical data"],
  ["st", "standards"],
  ["su", "surgery"],
  ["td", "trends"],
  ["th", "therapy"],
  ["tm", "transmission"],
  ["to", "toxicity"],
  ["tr", "transplantation"],
  ["tu", "therapeutic use"],
  ["ul", "ultrastructure"],
  ["ur", "urine"],
  ["us", "ultrasonography"],
  ["ut", "utilization"],
  ["ve", "veterinary"],
  ["vi", "virology"],
]);

const names: ReadonlySet<string> = new Set(SUBHEADINGS.values());

/** The full name in lower case where the two letters are known, else what was written in lower case. */
export function subheadingName(written: string): string {
  const key = written.trim().replace(/\s+/g, " ").toLowerCase();
  return SUBHEADINGS.get(key) ?? key;
}

/** Whether it is a subheading of MeSH, by its letters or by its name. */
export function isSubheading(written: string): boolean {
  const key = written.trim().replace(/\s+/g, " ").toLowerCase();
  return SUBHEADINGS.has(key) || names.has(key);
}
