import type { FakeCorpus, FakeWork } from "../corpus/fake-work.ts";
import { type FakeService, json, text } from "../server/fake-service.ts";
import { citedWorks, citingWorks, workBy } from "./work-ids.ts";

const named = (work: FakeWork): string =>
  [
    `omid:br/06${work.pmid}`,
    ...(work.doi === undefined ? [] : [`doi:${work.doi}`]),
    `pmid:${work.pmid}`,
  ].join(" ");

/** The index of OpenCitations, version 2: numbers of both ends, and nothing else of them. */
export function fakeOpencitations({ corpus }: { readonly corpus: FakeCorpus }): FakeService {
  return {
    name: "OpenCitations",
    basePath: "/index/v2/",
    handle({ path }) {
      const parts = /^(references|citations)\/(.+)$/.exec(path);
      if (parts === null) return text("not found", 404);
      const work = workBy(corpus, parts[2]!);
      if (work === undefined) return json([]);
      const isBackward = parts[1] === "references";
      const others = isBackward ? citedWorks(corpus, work) : citingWorks(corpus, work);
      return json(
        others.map((other) => {
          const [citing, cited] = isBackward ? [work, other] : [other, work];
          return {
            oci: `06${citing.pmid}-06${cited.pmid}`,
            citing: named(citing),
            cited: named(cited),
            creation: String(citing.year),
            timespan: `P${Math.max(0, citing.year - cited.year)}Y`,
          };
        }),
      );
    },
  };
}
