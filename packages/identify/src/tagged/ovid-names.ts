import type { CslName } from "../record/csl-item.ts";
import { plainText } from "../record/html-text.ts";
import { nameFrom } from "../record/person-name.ts";

const ROLE = /\s?\[([^[\]]*)\]/g;
/** Marks of affiliations: "Zhang, Weijia 1,2,+", "Gazic, Barbara MD, PhD *". */
const MARKS = /(?:\s+[\d*+^~#&,]+)+$|\s*\*+$/;
const DEGREE =
  /^(?:B|M|D|Dr|Ph|MB|MS|BS|DO|RN|MD|MPH|MSc|BSc|PhD|DSc|FACSM|FAAN|FACS|FRCP|FRCS|FRCPC|MBA|MHA|MSN|BSN|DVM|PharmD|EdD|PsyD|DDS|DMD|JD|LLB|MA|BA|CRNA|APRN|CNS|NP|PT|DPT|OTR|RD|LCSW|MRCP|MBBS|MBChB|FRACP|Ed|Eng|Jr|Sr)\.?(?:[ .](?:D|Sc|Ed|S|Ch|B|A|N|H)\.?)*$/;

const LONGEST = 300;

export interface OvidName {
  readonly name: CslName;
  readonly editor: boolean;
  /** Whether roles, degrees or marks were taken off. */
  readonly shortened: boolean;
}

function oneName(text: string): OvidName | null {
  // No name is so long, and the forms of names would be slow on it.
  if (text.length > LONGEST) return { name: { literal: text }, editor: false, shortened: false };
  const roles = [...text.matchAll(ROLE)].map((match) => match[1]!);
  let bare = text.replace(ROLE, "").replace(MARKS, "").trim();
  const comma = bare.indexOf(",");
  if (comma !== -1) {
    const family = bare.slice(0, comma).trim();
    // What follows the given names by commas or blanks and is a degree is no name.
    const words = bare
      .slice(comma + 1)
      .split(",")
      .map((part) => part.trim())
      .filter((part, i) => i === 0 || !DEGREE.test(part));
    const given = words[0]!.split(" ");
    while (
      given.length > 1 &&
      /[a-z]/i.test(given.at(-1)!) &&
      /^[A-Z]/.test(given.at(-1)!) &&
      isDegree(given.at(-1)!)
    )
      given.pop();
    bare = [family, given.join(" "), ...words.slice(1)].join(", ");
  } else if (DEGREE.test(bare)) return null;
  const name = nameFrom(bare, "initials-last");
  if (name === undefined) return null;
  const editor = roles.some((role) => /^ed(?:itor|s|\.)?\b/i.test(role));
  return { name, editor, shortened: bare !== text.trim() };
}

/** A degree of two letters or more; a single letter is an initial. */
const isDegree = (word: string): boolean =>
  word.replace(/\./g, "").length > 1 && DEGREE.test(word) && !/^(?:Ed|Dr|Jr|Sr)\.?$/.test(word);

/** Names of an author field of Ovid: one a line or with semicolons, with roles in brackets, degrees and marks of affiliations. */
export function ovidNames(value: string): readonly OvidName[] {
  return plainText(value)
    .split(/\n|;\s+(?![^[\]]{0,200}\])/)
    .map(oneName)
    .filter((name) => name !== null);
}

/** The editors of a source line: "Kamp, Roza Maria [Editor, Reprint Author], Calvete, Juan J. [Editor]". */
export function ovidEditors(text: string): readonly CslName[] {
  return text
    .split(/(?<=\])[,;.]?\s+|;\s+/)
    .map(oneName)
    .filter((found) => found !== null)
    .map(({ name }) => name);
}
