import type {
  PublicationRelation,
  RelationKind,
  SubjectHeading,
  Substance,
} from "../record/bibliographic-record.ts";
import { doiFrom } from "../record/identifiers.ts";

/** "*Brain/drug effects/*enzymology": an asterisk marks what is a main topic. */
export function headingFrom(text: string, scheme: SubjectHeading["scheme"] = "MeSH"): SubjectHeading {
  const [head = "", ...rest] = text.split("/");
  const major = head.startsWith("*");
  const qualifiers = rest.map((part) => {
    const star = part.startsWith("*");
    return { term: star ? part.slice(1) : part, major: star };
  });
  return { term: major ? head.slice(1) : head, scheme, major, qualifiers };
}

export function headingText({ term, major, qualifiers }: SubjectHeading): string {
  const star = (is: boolean): string => (is ? "*" : "");
  return `${star(major)}${term}${qualifiers.map((q) => `/${star(q.major)}${q.term}`).join("")}`;
}

/** "EC 2.5.1.18 (Glutathione Transferase)", "0 (Recombinant Proteins)": a 0 says that there is no number. */
export function substanceFrom(text: string): Substance {
  const open = text.indexOf(" (");
  if (open === -1 || !text.endsWith(")")) return { name: text };
  const number = text.slice(0, open);
  const name = text.slice(open + 2, -1);
  if (name === "") return { name: text };
  return number === "0" ? { name } : { name, registryNumber: number };
}

export const substanceText = ({ name, registryNumber = "0" }: Substance): string =>
  `${registryNumber} (${name})`;

/** "J Invented Med. 2012 Mar;3(2):45. doi: 10.1000/x. PMID: 12345678": the citation as worded, and the numbers in it. */
export function relationFrom(
  kind: RelationKind,
  text: string,
  note: string | undefined,
): PublicationRelation {
  const match = /\bPMID: ?(\d{1,9})\.?\s*$/.exec(text);
  const citation = (match === null ? text : text.slice(0, match.index)).trim();
  const doi = doiFrom(citation);
  return {
    kind,
    ...(citation === "" ? {} : { citation }),
    ...(match === null ? {} : { pmid: match[1]! }),
    ...(doi === undefined ? {} : { doi }),
    ...(note === undefined ? {} : { note }),
  };
}

export const relationText = ({ citation, pmid }: PublicationRelation): string =>
  [citation, pmid === undefined ? undefined : `PMID: ${pmid}`].filter((part) => part !== undefined).join(" ");
