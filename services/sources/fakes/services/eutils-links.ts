import type { FakeCorpus } from "../corpus/fake-work.ts";
import { escaped, type FakeReply, type FakeRequest, xml } from "../server/fake-service.ts";

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eLinkResult PUBLIC "-//NLM//DTD elink 20101123//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20101123/elink.dtd">\n';

function linked(corpus: FakeCorpus, pmid: string, name: string): readonly string[] {
  if (name === "pubmed_pubmed_refs")
    return (corpus.byPmid.get(pmid)?.cites ?? []).filter((cited) => corpus.byPmid.has(cited));
  return name === "pubmed_pubmed_citedin" ? (corpus.citedBy.get(pmid) ?? []).map((work) => work.pmid) : [];
}

/** elink: a LinkSet for each `id`, or one for `id=1,2`; none of links where there are none. */
export function elinkReply(corpus: FakeCorpus, { parameters }: FakeRequest): FakeReply {
  const name = parameters.get("linkname") ?? "pubmed_pubmed";
  const asked = parameters.getAll("id");
  if (asked.length === 0)
    return xml(`${HEAD}<eLinkResult>\n<ERROR>Neither query_key nor id specified</ERROR>\n</eLinkResult>`);
  const sets = asked.map((list) => {
    const ids = list.split(",");
    const links = [...new Set(ids.flatMap((id) => linked(corpus, id, name)))];
    const found =
      links.length === 0
        ? ""
        : `<LinkSetDb><DbTo>pubmed</DbTo><LinkName>${escaped(name)}</LinkName>${links.map((id) => `<Link><Id>${id}</Id></Link>`).join("")}</LinkSetDb>`;
    return `<LinkSet><DbFrom>pubmed</DbFrom><IdList>${ids.map((id) => `<Id>${escaped(id)}</Id>`).join("")}</IdList>${found}</LinkSet>`;
  });
  return xml(`${HEAD}<eLinkResult>\n${sets.join("\n")}\n</eLinkResult>\n`);
}
