import { childOf, textOf } from "@coppice/identify";
import type { Service } from "../asking.ts";
import { found, type Result, refused } from "../problem.ts";
import { callEutils, isProblem, rootOf, textsOf } from "./eutils.ts";

/** `pubmed_pubmed_refs`: works it cites; `pubmed_pubmed_citedin`: works that cite it, of full texts in PMC; `pubmed_pubmed`: similar ones. */
export type LinkName = "pubmed_pubmed_refs" | "pubmed_pubmed_citedin" | "pubmed_pubmed";

/** Most ids of one request, each asked for apart. */
const PORTION = 100;

/** The numbers that each of some records is linked to. A record without links has an empty list; one that is unknown too. */
export async function elink(
  service: Service,
  pmids: readonly string[],
  linkName: LinkName,
): Promise<Result<ReadonlyMap<string, readonly string[]>>> {
  const links = new Map<string, readonly string[]>(pmids.map((pmid) => [pmid, []]));
  const problems = [];
  for (let at = 0; at < pmids.length; at += PORTION) {
    const called = await callEutils(
      service,
      "elink.fcgi",
      { dbfrom: "pubmed", db: "pubmed", linkname: linkName, cmd: "neighbor", retmode: "xml" },
      { closing: "eLinkResult", ids: pmids.slice(at, at + PORTION) },
    );
    problems.push(...called.problems);
    if (!called.ok) return refused(...problems);
    const root = rootOf(called.value, "eLinkResult");
    if (isProblem(root)) return refused(...problems, { ...root, severity: "error" });
    for (const set of root.children) {
      if (set.name !== "LinkSet") continue;
      const [of] = textsOf(childOf(set, "IdList"), "Id");
      if (of === undefined) continue;
      const found = set.children
        .filter((each) => each.name === "LinkSetDb")
        .filter((each) => {
          const name = childOf(each, "LinkName");
          return name === undefined || textOf(name) === linkName;
        })
        .flatMap((each) => each.children.filter(({ name }) => name === "Link"))
        .flatMap((link) => {
          const id = childOf(link, "Id");
          return id === undefined ? [] : textOf(id);
        });
      links.set(
        of,
        [...new Set(found)].filter((id) => id !== of),
      );
    }
  }
  return found(links, problems);
}
