import type { SearchStrategy } from "./evidence.ts";

/** The lines of a search as a text, each behind its number, as `#1 asthma[tiab]`: what a parser of strategies reads. */
export const searchText = ({ lines }: Pick<SearchStrategy, "lines">): string =>
  lines.map(({ id, query }) => `#${id} ${query}`).join("\n");
