import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { shaped } from "../edge/shape.ts";
import { failure, found, type Result, refused } from "../problem.ts";

const text = z.string().nullish();

const location = z.looseObject({
  url: text,
  url_for_pdf: text,
  url_for_landing_page: text,
  host_type: text,
  license: text,
  version: text,
});

const answer = z.looseObject({
  doi: z.string(),
  is_oa: z.boolean(),
  oa_status: text,
  best_oa_location: location.nullable(),
  oa_locations: z.array(location).nullish(),
});

/** Where a work may be read without paying. Links only: nothing is downloaded. */
export interface OpenAccess {
  readonly doi: string;
  readonly isOpen: boolean;
  /** `gold`, `hybrid`, `bronze`, `green` or `closed`. */
  readonly status?: string;
  readonly best?: {
    readonly url: string;
    readonly pdf?: string;
    readonly license?: string;
    /** `publishedVersion`, `acceptedVersion` or `submittedVersion`. */
    readonly version?: string;
  };
  readonly locations: number;
}

/** Looks a DOI up in Unpaywall, which wants a real address of whoever asks. */
export async function openAccess(service: Service, doi: string): Promise<Result<OpenAccess>> {
  if (service.http.contact === undefined)
    return refused(
      failure(
        "contact-missing",
        "Unpaywall answers only with an address of the asker; set COPPICE_EMAIL or give --email.",
      ),
    );
  const asked = await askOf(service, {
    url: addressOf(service, encodeURIComponent(doi).replace(/%2F/g, "/"), { email: service.http.contact }),
    inspect: wholeJson("Unpaywall"),
  });
  if (!asked.ok) {
    const status = asked.answer?.status;
    if (status === 404) return refused(failure("not-found", `Unpaywall has no work with the DOI ${doi}.`));
    return status === 422
      ? refused(
          failure(
            "contact-refused",
            `Unpaywall refuses ${service.http.contact} as an address; give one that can be written to.`,
          ),
        )
      : refused(...asked.problems);
  }
  const read = shaped(answer, jsonOf(asked.answer.text), {
    service: "Unpaywall",
    archived: asked.answer.archived.id,
  });
  if (!read.ok) return refused(...asked.problems, { ...read.problem, severity: "error" });
  const { is_oa, oa_status, best_oa_location: best, oa_locations } = read.value;
  const url = best?.url ?? best?.url_for_landing_page ?? best?.url_for_pdf;
  return found(
    {
      doi: read.value.doi,
      isOpen: is_oa,
      ...(oa_status ? { status: oa_status } : {}),
      ...(url
        ? {
            best: {
              url,
              ...(best?.url_for_pdf ? { pdf: best.url_for_pdf } : {}),
              ...(best?.license ? { license: best.license } : {}),
              ...(best?.version ? { version: best.version } : {}),
            },
          }
        : {}),
      locations: oa_locations?.length ?? 0,
    },
    asked.problems,
  );
}
