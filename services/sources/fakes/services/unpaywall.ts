import type { FakeCorpus } from "../corpus/fake-work.ts";
import { type FakeService, json } from "../server/fake-service.ts";

/** Unpaywall: one DOI a request; every second work is open. An address of example.com is refused, as the real one does. */
export function fakeUnpaywall({ corpus }: { readonly corpus: FakeCorpus }): FakeService {
  return {
    name: "Unpaywall",
    basePath: "/v2/",
    handle({ path, parameters }) {
      const email = parameters.get("email") ?? "";
      if (!/^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(email) || email.endsWith("@example.com"))
        return json(
          { HTTP_status_code: 422, error: true, message: "Please use your own email address in API calls." },
          422,
        );
      const doi = decodeURIComponent(path);
      const work = corpus.byDoi.get(doi.toLowerCase());
      if (work === undefined)
        return json({ HTTP_status_code: 404, error: true, message: `'${doi}' isn't in Unpaywall.` }, 404);
      const isOpen = Number(work.pmid) % 2 === 0;
      const best = {
        url: `https://example.org/${work.pmid}.pdf`,
        url_for_pdf: `https://example.org/${work.pmid}.pdf`,
        url_for_landing_page: `https://example.org/${work.pmid}`,
        host_type: "repository",
        license: "cc-by",
        version: "acceptedVersion",
      };
      return json({
        doi: work.doi,
        is_oa: isOpen,
        oa_status: isOpen ? "green" : "closed",
        best_oa_location: isOpen ? best : null,
        oa_locations: isOpen ? [best] : [],
        journal_is_in_doaj: false,
        title: work.title,
        year: work.year,
        published_date: work.entered.replaceAll("/", "-"),
        updated: "2026-01-01T00:00:00",
        z_authors: work.authors.map(({ family, given }) => ({ family, given })),
      });
    },
  };
}
