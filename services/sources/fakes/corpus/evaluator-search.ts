import {
  type BibliographicRecord,
  eachExpression,
  type MeshThesaurus,
  parseStrategy,
  pubmedXmlReader,
  recordIndex,
} from "@coppice/identify";
import type { FakeWork } from "./fake-work.ts";
import { pubmedArticleSet } from "./pubmed-xml.ts";
import type { Found, SearchBackend } from "./search-backend.ts";

/** Ranges of PubMed numbers, as slices of one day have them; the evaluator has no order of numbers. */
const NUMBERS = / AND \("(\d+)"\[(?:pmid|uid)\] : "(\d+)"\[(?:pmid|uid)\]\)/g;

/** The records of some works, in their order. */
function recordsOf(works: readonly FakeWork[]): readonly BibliographicRecord[] {
  const records: BibliographicRecord[] = [];
  const reader = pubmedXmlReader({ record: (record) => records.push(record), anomaly: () => undefined }, {});
  reader.push(pubmedArticleSet(works));
  reader.end();
  return records;
}

/** Finds works by PubMed's whole language, with the parser and the evaluator of `@coppice/identify`. */
export function evaluatorSearch(works: readonly FakeWork[], mesh?: MeshThesaurus): SearchBackend {
  const byPmid = new Map(works.map((work) => [work.pmid, work]));
  const records = recordsOf(works);
  const index = recordIndex(records, mesh === undefined ? {} : { mesh });

  function search(query: string): Found {
    const ranges = [...query.matchAll(NUMBERS)].map(([, from, to]) => [Number(from), Number(to)] as const);
    const { strategy, problems } = parseStrategy(query.replace(NUMBERS, ""), "pubmed");
    const result = index.search(strategy);
    const found = (result.ok ? result.records : [])
      .flatMap((at) => byPmid.get(records[at]?.csl.PMID ?? "") ?? [])
      .filter(({ pmid }) => ranges.every(([from, to]) => Number(pmid) >= from && Number(pmid) <= to));
    const phrasesNotFound: string[] = [];
    const quotedPhrasesNotFound: string[] = [];
    for (const { expression } of strategy.lines)
      for (const each of expression === null ? [] : eachExpression(expression)) {
        if (each.kind !== "text") continue;
        const alone = index.search(each);
        if (!alone.ok || alone.records.length > 0) continue;
        const words = each.words
          .map((word) => word.map((part) => (typeof part === "string" ? part : "*")).join(""))
          .join(" ");
        (each.quoted ? quotedPhrasesNotFound : phrasesNotFound).push(each.quoted ? `"${words}"` : words);
      }
    const fieldsNotFound = problems.flatMap(({ code, span }) =>
      code === "field-unsupported" ? [query.slice(span.start, span.end).replace(/^\[|\]$/g, "")] : [],
    );
    return { works: found, translation: query, phrasesNotFound, quotedPhrasesNotFound, fieldsNotFound };
  }
  return { search };
}
