import { pagesBetween, pagesFrom } from "../record/page-range.ts";
import { type Draft, keep } from "./record-draft.ts";

/** Makes the pages of the first and the last one. What another field has said of the pages already stands, and these are kept. */
export function settlePages(draft: Draft): void {
  const { csl, firstPage, lastPage } = draft;
  if (firstPage === undefined && lastPage === undefined) return;
  const pages = pagesBetween(firstPage, lastPage);
  if (pages === undefined) return;
  csl.page ??= pages;
  const first = firstPage === undefined ? undefined : pagesFrom(firstPage);
  const last = lastPage === undefined ? undefined : pagesFrom(lastPage);
  if (first !== undefined && !csl.page.startsWith(first)) keep(draft, "first-page", first);
  // "1434" and "52" make 1434-1452, whose end is the last page as written; "67-76" with another last page does not say it.
  if (last !== undefined && !csl.page.endsWith(last)) keep(draft, "last-page", last);
}
