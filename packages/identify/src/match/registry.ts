/** How the numbers of trial registries begin, and the names under which NLM lists them. */
const PREFIXES: readonly (readonly [string, string])[] = [
  ["NCT", "ClinicalTrials.gov"],
  ["ISRCTN", "ISRCTN"],
  ["ACTRN", "ANZCTR"],
  ["CHICTR", "ChiCTR"],
  ["CTRI", "CTRI"],
  ["DRKS", "DRKS"],
  ["IRCT", "IRCT"],
  ["JPRN", "JPRN"],
  ["JRCT", "jRCT"],
  ["UMIN", "UMIN-CTR"],
  ["KCT", "CRIS"],
  ["NTR", "NTR"],
  ["NL", "NTR"],
  ["PACTR", "PACTR"],
  ["RBR", "ReBec"],
  ["RPCEC", "RPCEC"],
  ["SLCTR", "SLCTR"],
  ["TCTR", "TCTR"],
  ["CRD", "PROSPERO"],
];

/** The registry that gives such numbers; undefined where the number does not tell. */
export function registryOf(number: string): string | undefined {
  const upper = number.toUpperCase();
  if (/^(?:EUCTR)?\d{4}-\d{6}-\d{2}/.test(upper)) return "EudraCT";
  return PREFIXES.find(([prefix]) => upper.startsWith(prefix))?.[1];
}
