import { meshSubheading } from "../mesh/subheadings.ts";

/** The two letters of a subheading of MeSH, in small letters; CINAHL, Embase on Ovid and APA use the same for those they share. */
export const subheadingLetters = (name: string): string | undefined =>
  meshSubheading(name)?.abbreviation.toLowerCase();
