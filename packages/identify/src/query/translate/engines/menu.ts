import { NOTES } from "../engine.ts";

const choose = (field: string): readonly [string, string] => [
  "TERM",
  `Field codes do not exist here: choose the '${field}' field from the menu.`,
];

/** Fields of a basic search: nothing is written with the term, and the field is chosen from the menu beside it. */
export const menuFields = {
  title: choose("title"),
  author: choose("author"),
  "first-author": choose("author"),
  "last-author": choose("author"),
  "full-author": choose("author"),
  "author-id": choose("author"),
  editor: choose("editor"),
  "corporate-author": choose("corporate author"),
  journal: choose("publication name"),
  doi: choose("DOI"),
  language: choose("language"),
  all: choose("all fields"),
  "text-word": choose("all fields"),
  other: ["TERM", `As no equivalent field code exists, choose 'all fields' from the menu.`],
} as const;

const heading = ["TERM", NOTES.menu] as const;

export const menuHeadings = {
  exploded: heading,
  alone: heading,
  "major-exploded": heading,
  "major-alone": heading,
  subheading: heading,
} as const;

export const topic = (name: string) => choose(name);
