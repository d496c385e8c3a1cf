import { doiFrom, pmidFrom } from "@coppice/identify";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { shaped, shapedItems } from "../edge/shape.ts";
import { found, type Result, refused } from "../problem.ts";

const SERVICE = "OpenCitations";

const citation = z.looseObject({ oci: z.string(), citing: z.string(), cited: z.string() });

/** The other end of a citation, by its numbers; OpenCitations tells no more of it. */
export interface OpenCitation {
  readonly oci: string;
  readonly doi?: string;
  readonly pmid?: string;
}

/** "omid:br/0612 doi:10.1/x pmid:123" of the second version; a bare DOI of the first. */
function identifiersIn(text: string): Pick<OpenCitation, "doi" | "pmid"> {
  const doi = doiFrom(text);
  const pmid = /\bpmid:(\S+)/.exec(text)?.[1];
  const number = pmid === undefined ? undefined : pmidFrom(pmid);
  return { ...(doi === undefined ? {} : { doi }), ...(number === undefined ? {} : { pmid: number }) };
}

/** The works that a work cites, or that cite it, by `doi:10...` or `pmid:123`. */
export async function openCitations(
  service: Service,
  id: string,
  kind: "references" | "citations",
): Promise<Result<readonly OpenCitation[]>> {
  const { key } = service.settings;
  const asked = await askOf(service, {
    url: addressOf(service, `${kind}/${id}`),
    inspect: wholeJson(SERVICE),
    ...(key === undefined ? {} : { keys: { authorization: key } }),
  });
  if (!asked.ok) return refused(...asked.problems);
  const archived = asked.answer.archived.id;
  const read = shaped(z.array(z.unknown()), jsonOf(asked.answer.text), { service: SERVICE, archived });
  if (!read.ok) return refused(...asked.problems, { ...read.problem, severity: "error" });
  const items = shapedItems(citation, read.value, { service: SERVICE, archived });
  return found(
    items.items.map((item) => ({
      oci: item.oci,
      ...identifiersIn(kind === "references" ? item.cited : item.citing),
    })),
    [...asked.problems, ...items.problems],
  );
}
