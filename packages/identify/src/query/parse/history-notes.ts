import type { Span } from "../strategy.ts";
import { hitCount } from "./hit-count.ts";
import type { ProblemList } from "./problem-list.ts";

const VARIATIONS = /\(Word variations have been searched\)(?:\s{0,9}[\d,]{1,12})?\s*$/i;
const NOTES =
  /(?:\bSort by:|\bFilters?:\s|\bLimiters\s+-\s|\bExpanders\s+-\s|\bSearch modes\s+-\s|\bInterface\s+-\s|\bView (?:Results|Details)\b)/;
const LIMITING = /\bFilters?:\s|\bLimiters\s+-\s/;

/**
 * What a database prints after a search in its history: the number of hits, the order, filters that were clicked. Cuts them off the
 * end of a line; gives where the search ends and where the notes are.
 */
export function historyNotes(
  text: string,
  start: number,
  end: number,
  printed: boolean,
  problems: ProblemList,
): { readonly end: number; readonly notes: readonly Span[] } {
  const notes: Span[] = [];
  let last = end;
  const cut = (from: number) => {
    notes.unshift({ start: from, end: last });
    last = from;
    while (last > start && /\s/.test(text[last - 1]!)) last -= 1;
  };
  const cutHits = () => {
    const hits = hitCount(text, start, last, printed);
    if (hits === null) return;
    if (hits.unclosed) {
      problems.error(
        "unbalanced-parentheses",
        { start: hits.start, end: hits.start + 1 },
        "This bracket is never closed; it was read as a cut-off number of hits. Take it away.",
      );
    }
    cut(hits.start);
  };
  cutHits();
  const variations = VARIATIONS.exec(text.slice(Math.max(start, last - 80), last));
  if (variations !== null) cut(Math.max(start, last - 80) + variations.index);
  const found = printed ? NOTES.exec(text.slice(start, last)) : null;
  if (found !== null && found.index > 0) {
    const from = start + found.index;
    if (LIMITING.test(text.slice(from, last))) {
      problems.warning(
        "history-filter-as-comment",
        { start: from, end: last },
        "These filters were clicked and are no part of the search; they were read as a comment. Write them into the search to have them.",
      );
    }
    cut(from);
    cutHits();
  }
  return { end: last, notes };
}
