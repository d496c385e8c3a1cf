import { formatProblem, readDocument, searchText } from "@coppice/model";

type SearchDocument =
  | { readonly ok: true; readonly fields: Readonly<Record<string, unknown>> & { readonly strategy: string } }
  | { readonly ok: false; readonly message: string };

/** A search of a review, read from its document, with its lines as the text of a strategy. */
export function searchDocument(source: string, path: string): SearchDocument {
  const { document, problems } = readDocument(source, path);
  if (document === undefined) {
    const [first] = problems;
    return {
      ok: false,
      message: first === undefined ? `${path} holds no document.` : formatProblem(first),
    };
  }
  if (document.kind !== "search")
    return { ok: false, message: `${path} is a ${document.kind}; give a document of kind search.` };
  const { lines, syntax, mustFind, mustNotFind } = document;
  return { ok: true, fields: { strategy: searchText({ lines }), syntax, mustFind, mustNotFind } };
}
