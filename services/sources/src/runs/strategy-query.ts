import type { SearchStrategy } from "@coppice/model";
import { failure, found, type Result, refused } from "../problem.ts";
import type { SourceId } from "../source-settings.ts";

/** Names of platforms and databases in search documents, by the service that speaks for them. */
const PLATFORMS: readonly (readonly [RegExp, SourceId])[] = [
  [/^pubmed\b/i, "pubmed"],
  [/^europe ?pmc\b/i, "europepmc"],
  [/^clinicaltrials(?:\.gov)?\b/i, "clinicaltrials"],
  [/^openalex\b/i, "openalex"],
  [/^crossref\b/i, "crossref"],
  [/^semantic ?scholar\b/i, "semantic-scholar"],
];

/** The service that can run a strategy; null where a person has to run it on its platform and bring the export. */
export function sourceOf({
  platform,
  database,
}: Pick<SearchStrategy, "platform" | "database">): SourceId | null {
  const name = platform ?? database;
  return PLATFORMS.find(([words]) => words.test(name.trim()))?.[1] ?? null;
}

/** Parts of a query that are in quotation marks, and what is between them. */
const PARTS = /"[^"]*"?|[^"]+/g;

const LONGEST = 1_000_000;

/** The last line of a strategy with every line that it names put in its place, for services that keep no lines. */
export function strategyQuery({ id, lines }: Pick<SearchStrategy, "id" | "lines">): Result<string> {
  const byId = new Map(lines.map((line) => [line.id.replace(/^#/, ""), line.query]));
  const written = new Map<string, string>();

  function expanded(line: string, above: readonly string[]): string | { readonly trouble: string } {
    const before = written.get(line);
    if (before !== undefined) return before;
    const query = byId.get(line);
    if (query === undefined)
      return { trouble: `line ${above.at(-1) ?? ""} names #${line}, which is not there` };
    if (above.includes(line))
      return { trouble: `line ${line} leads back to itself (${[...above, line].join(" → ")})` };
    let trouble: string | null = null;
    const text = (query.match(PARTS) ?? [])
      .map((part) =>
        part.startsWith('"')
          ? part
          : part.replace(/#(\d+[a-z]?)\b/gi, (_, other: string) => {
              const inner = expanded(other, [...above, line]);
              if (typeof inner === "string") return `(${inner})`;
              trouble ??= inner.trouble;
              return "";
            }),
      )
      .join("");
    if (trouble !== null) return { trouble };
    if (text.length > LONGEST)
      return { trouble: `line ${line} is longer than a million characters when it is written out` };
    written.set(line, text);
    return text;
  }

  const last = lines.at(-1)?.id.replace(/^#/, "") ?? "";
  const query = expanded(last, []);
  return typeof query === "string"
    ? found(query)
    : refused(failure("strategy-broken", `The strategy ${id} cannot be run: ${query.trouble}. Mend it.`));
}
